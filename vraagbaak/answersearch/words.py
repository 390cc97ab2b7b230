"""Words of a text with their place: folding of case and accents, and the letter groups inside words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

GRAM = 4  # letters per group; 4 measured better than 3 or 5
LONGEST_TEXT = 2000  # characters of a question that are read; nobody says more in one breath
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_INNER = re.compile(r"[-'’]")


@dataclass(frozen=True)
class Word:
    """A folded word and its character range in the text it came from."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text; "id-kaart" gives "id", "kaart" and, over the same range, "idkaart"."""
    found = []
    for match in _WORD.finditer(text):
        whole, start = match.group(), match.start()
        parts = list(_split(whole, start))
        found += parts
        if len(parts) > 1:
            found.append(Word("".join(part.text for part in parts), start, match.end()))
    return [word for word in found if word.text]


def _split(whole: str, start: int) -> list[Word]:
    parts, at = [], 0
    for piece in _INNER.split(whole):
        parts.append(Word(fold(piece), start + at, start + at + len(piece)))
        at += len(piece) + 1
    return parts


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents: "Één" and "een" are one word."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=65536)
def grams_of(word: str, unfinished: bool = False) -> tuple[str, ...]:
    """The letter groups of a word with its edges marked; the last edge stays open while the word is being typed."""
    edged = f"_{word}" if unfinished else f"_{word}_"
    if len(edged) <= GRAM:
        return (edged,)
    return tuple(dict.fromkeys(edged[at : at + GRAM] for at in range(len(edged) - GRAM + 1)))
