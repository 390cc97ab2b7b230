"""Takes a person out of free text: the names that we know of, and what looks like personal data."""

import re
import unicodedata
from collections.abc import Iterable

from vraagbaak.core.personal import mask_personal_data

NAME_MASK = "[naam]"
FEWEST_LETTERS = 3
_PARTICLES = frozenset(
    ("van", "der", "den", "ter", "ten", "het", "los", "las", "dos", "del", "von", "zum", "zur", "bij", "aan", "uit")
)
_WORD = re.compile(r"[^\W\d_]+")


def redacted(text: str, names: Iterable[str]) -> str:
    """The text without these names, whatever their case and accents, and without numbers and addresses of people.

    Particles such as "van" stay, and so do names of one or two letters: those are words as well.
    """
    wanted = {part for name in names for part in _parts(name)}
    masked = mask_personal_data(text)
    if not wanted:
        return masked
    return _WORD.sub(lambda word: NAME_MASK if _folded(word.group()) in wanted else word.group(), masked)


def _parts(name: str) -> Iterable[str]:
    for word in _WORD.findall(name):
        folded = _folded(word)
        if len(folded) >= FEWEST_LETTERS and folded not in _PARTICLES:
            yield folded
            yield folded + "s"  # Jansens paspoort


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
