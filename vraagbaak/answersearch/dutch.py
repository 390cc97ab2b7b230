"""Dutch: from a word to its stem (Kraaij-Pohlmann plus the exceptions it misses), and how much a word says."""

from functools import lru_cache
from pathlib import Path

import Stemmer

_FOLDER = Path(__file__).parent / "dutch"
_stemmer = Stemmer.Stemmer("dutch", 0)


def _read_pairs(name: str) -> dict[str, str]:
    pairs = {}
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            forms, base = line.split("\t")
            pairs.update(dict.fromkeys(forms.split(), base))
    return pairs


_BASES = _read_pairs("bases.tsv")
_WEIGHTS = {word: float(weight) for word, weight in _read_pairs("weights.tsv").items()}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem that all inflections of a folded word share: "rijbewijzen" and "rijbewijs" give one stem."""
    return str(_stemmer.stemWord(_BASES.get(word, word)))


def word_weight(word: str) -> float:
    """How much a folded word tells about the subject, 0 (a filler such as "eigenlijk") to 1."""
    return _WEIGHTS.get(word, 1.0)
