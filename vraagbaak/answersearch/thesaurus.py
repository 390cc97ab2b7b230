"""The thesaurus of everyday language: what residents say, and the official words for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vraagbaak.answersearch.dutch import stem, word_weight
from vraagbaak.answersearch.words import words_of

STARTER = Path(__file__).parent / "thesaurus"
FILLER = 0.1  # a phrase of nothing but words this light is never looked up
SHORT = 3  # words up to this length must be the same, not just share a stem ("adr" is no "adres")
Key = tuple[str, ...]


class ThesaurusError(Exception):
    """A line of a thesaurus file that cannot be read; the message names file and line."""


@dataclass(frozen=True)
class Entry:
    """An everyday phrase and its official terms; `both_ways` when the terms also imply the phrase."""

    everyday: str
    official: tuple[str, ...]
    both_ways: bool


@dataclass(frozen=True)
class Concept:
    """The words [start, end) of a question form an everyday phrase that stands for these official terms."""

    start: int
    end: int
    terms: tuple[str, ...]


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of one file (`alledaags`, `officieel`, `soort`); refused when a line has another shape."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or fields[2] not in ("=", ">"):
            raise ThesaurusError(f"{path.name}, regel {number}: verwacht alledaags, officieel en soort (= of >)")
        official = tuple(term.strip() for term in fields[1].split(";") if term.strip())
        yield Entry(fields[0], official, fields[2] == "=")


def key_of(word: str) -> str:
    """What a folded word is looked up by: its stem, marked when the word is too short to share one."""
    return f"={word}" if len(word) <= SHORT else stem(word)


class Thesaurus:
    """Finds everyday phrases in a question by the stems of their words."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._terms: dict[Key, list[str]] = {}
        self.vocabulary: set[str] = set()
        for entry in entries:
            self._learn(entry.everyday, entry.official)
            if entry.both_ways:
                for term in entry.official:
                    self._learn(term, (entry.everyday,))
        self._longest = max(map(len, self._terms), default=0)

    def __len__(self) -> int:
        return len(self._terms)

    def concepts(self, words: Sequence[str]) -> list[Concept]:
        """The known phrases in the folded words of a question: the longest first, none inside another."""
        keys = [key_of(word) for word in words]
        taken: set[int] = set()
        found = []
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                terms = self._terms.get(tuple(keys[start : start + length]))
                if terms and not taken.issuperset(range(start, start + length)):
                    taken.update(range(start, start + length))
                    found.append(Concept(start, start + length, tuple(terms)))
        return sorted(found, key=lambda concept: (concept.start, concept.end))

    def _learn(self, phrase: str, terms: Iterable[str]) -> None:
        words = [word.text for word in words_of(phrase)]
        if all(word_weight(word) <= FILLER for word in words):
            return
        self.vocabulary.update(words)
        known = self._terms.setdefault(tuple(map(key_of, words)), [])
        known += [term for term in terms if term not in known and term != phrase]


@lru_cache(maxsize=1)
def starter_thesaurus() -> Thesaurus:
    """The thesaurus that every installation gets, files in the order of their names."""
    return Thesaurus(entry for path in sorted(STARTER.glob("*.tsv")) for entry in read_entries(path))
