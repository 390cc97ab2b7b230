"""Stems of the index that look like a typed word: typing errors, compounds and their parts, unfinished words."""

from array import array
from functools import lru_cache

import numpy as np

from vraagbaak.answersearch.words import grams_of

SHORTEST_PART = 4  # letters of a compound part; shorter parts are accidents
MOST = 24  # look-alikes of one word
TYPO, PART, WHOLE, BEGUN = 0.7, 0.5, 0.5, 0.7


class LookAlikes:
    """A vocabulary that finds similar stems by the letter groups they share."""

    def __init__(self) -> None:
        self._terms: list[str] = []
        self._known: set[str] = set()
        self._by_gram: dict[str, array[int]] = {}
        self._sizes = array("i")
        self.similar = lru_cache(maxsize=8192)(self._similar)

    def add(self, term: str) -> None:
        """Let the stem be found from now on."""
        if term in self._known:
            return
        self._known.add(term)
        grams = grams_of(term)
        for gram in grams:
            self._by_gram.setdefault(gram, array("i")).append(len(self._terms))
        self._terms.append(term)
        self._sizes.append(len(grams))
        self.similar.cache_clear()

    def _similar(self, word: str, unfinished: bool) -> tuple[tuple[str, float], ...]:
        """Other stems and how sure it is that they are meant, 0 to 1, best first."""
        found = [(term, _likeness(word, term, unfinished)) for term in self._candidates(word, unfinished)]
        sure = sorted((item for item in found if item[1] > 0), key=lambda item: (-item[1], len(item[0]), item[0]))
        return tuple(sure[:MOST])

    def _candidates(self, word: str, unfinished: bool) -> list[str]:
        grams = grams_of(word, unfinished)
        lists = [np.frombuffer(self._by_gram[gram], np.int32) for gram in grams if gram in self._by_gram]
        if not lists:
            return []
        numbers, shared = np.unique(np.concatenate(lists), return_counts=True)
        sizes = np.frombuffer(self._sizes, np.int32)[numbers]
        overlap = np.maximum(shared / sizes, shared / len(grams))
        near = numbers[overlap >= 0.4]
        return [self._terms[number] for number in near.tolist() if self._terms[number] != word]


def _likeness(word: str, term: str, unfinished: bool) -> float:
    if unfinished and len(word) >= 2 and term.startswith(word):
        return BEGUN
    if _is_typo(word, term):
        return TYPO
    if len(term) >= SHORTEST_PART and (word.startswith(term) or word.endswith(term)):
        return PART
    if len(word) >= SHORTEST_PART and (term.startswith(word) or term.endswith(word)):
        return WHOLE
    return 0.0


def _is_typo(word: str, term: str) -> bool:
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    if not allowed or abs(len(word) - len(term)) > allowed:
        return False
    return edits(word, term, allowed) <= allowed


def edits(first: str, second: str, most: int) -> int:
    """Damerau-Levenshtein distance (adjacent swaps count once), or most + 1 when it is more."""
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
