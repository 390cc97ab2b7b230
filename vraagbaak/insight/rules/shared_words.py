"""Words, and pairs of words, that questions of many different people share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

PEOPLE = 5  # different people who used a word before it is looked at; a name or number of one person is never kept
SHORTEST, LONGEST = 3, 40  # letters
TELLING = 0.5  # weight of a word that says something about the subject

Words = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """The stems of one question, and whose it was."""

    person: str
    stems: frozenset[str]


def shared_words(questions: Iterable[Said], *, weigh: Callable[[str], float]) -> list[Words]:
    """Words and pairs of words that five different people used, in order; never with a digit, never a filler."""
    by_person: dict[str, set[frozenset[str]]] = {}
    for said in questions:
        by_person.setdefault(said.person, set()).add(said.stems)
    singles = Counter(stem for sets in by_person.values() for stem in frozenset().union(*sets))
    words = {stem for stem, people in singles.items() if people >= PEOPLE and _tells(stem, weigh)}
    pairs = Counter(
        pair
        for sets in by_person.values()
        for pair in {pair for stems in sets for pair in combinations(sorted(stems & words), 2)}
    )
    return sorted([(word,) for word in words] + [pair for pair, people in pairs.items() if people >= PEOPLE])


class Index:
    """Finds which of some words a question has: each by the word it begins with."""

    def __init__(self, words: Sequence[Words]) -> None:
        self._by_first: dict[str, list[tuple[int, Words]]] = defaultdict(list)
        for at, each in enumerate(words):
            self._by_first[each[0]].append((at, each[1:]))

    def matching(self, stems: Collection[str]) -> list[int]:
        """The places of the words of which the question has every one."""
        return [
            at
            for stem in stems
            for at, others in self._by_first.get(stem, ())
            if all(other in stems for other in others)
        ]


def _tells(stem: str, weigh: Callable[[str], float]) -> bool:
    return SHORTEST <= len(stem) <= LONGEST and stem.isalpha() and weigh(stem) >= TELLING
