"""The thesaurus of everyday language: what residents say, and the official words for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.words import words_of

STARTER = Path(__file__).parent / "thesaurus"
Stems = tuple[str, ...]


class ThesaurusError(Exception):
    """A line of a thesaurus file that cannot be read; the message names file and line."""


@dataclass(frozen=True)
class Entry:
    """An everyday phrase and its official terms; `both_ways` when the terms also imply the phrase."""

    everyday: str
    official: tuple[str, ...]
    both_ways: bool


@dataclass(frozen=True)
class Match:
    """An everyday phrase found in a question: the words [start, end) that form it, and the terms it stands for."""

    start: int
    end: int
    terms: tuple[str, ...]


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of one file (`alledaags`, `officieel`, `soort`); refused when a line has another shape."""
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or fields[2] not in "=>":
            raise ThesaurusError(f"{path.name}, regel {number}: verwacht alledaags, officieel en soort (= of >)")
        official = tuple(term.strip() for term in fields[1].split(";") if term.strip())
        yield Entry(fields[0], official, fields[2] == "=")


def stems_of(text: str) -> Stems:
    """The stems of a phrase, in order."""
    return tuple(stem(word.text) for word in words_of(text))


class Thesaurus:
    """Finds everyday phrases in a question, longest first, by the stems of their words."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._terms: dict[Stems, list[str]] = {}
        for entry in entries:
            self._learn(entry.everyday, entry.official)
            if entry.both_ways:
                for term in entry.official:
                    self._learn(term, (entry.everyday,))
        self._longest = max(map(len, self._terms), default=0)

    def matches(self, stems: Sequence[str]) -> list[Match]:
        """Every known phrase in the stems of a question; a phrase inside a longer one counts too."""
        found = []
        for start in range(len(stems)):
            for end in range(start + 1, min(start + self._longest, len(stems)) + 1):
                terms = self._terms.get(tuple(stems[start:end]))
                if terms:
                    found.append(Match(start, end, tuple(terms)))
        return found

    def __len__(self) -> int:
        return len(self._terms)

    def _learn(self, phrase: str, terms: Iterable[str]) -> None:
        known = self._terms.setdefault(stems_of(phrase), [])
        known += [term for term in terms if term not in known]


@lru_cache(maxsize=1)
def starter_thesaurus() -> Thesaurus:
    """The thesaurus that every installation gets, files in the order of their names."""
    return Thesaurus(entry for path in sorted(STARTER.glob("*.tsv")) for entry in read_entries(path))
