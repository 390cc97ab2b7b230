"""Known words that look like a typed word: typing errors, compounds and their parts, unfinished words."""

from array import array
from functools import lru_cache

import numpy as np

from vraagbaak.answersearch.words import grams_of

SHORTEST_PART = 4  # letters of a compound part; shorter parts are accidents
MOST = 24  # look-alikes of one word
TYPO, PART, WHOLE, BEGUN = 0.7, 0.5, 0.5, 0.7  # how sure it is that a look-alike is meant
NEAR = 0.35  # share of letter groups in common that makes a word worth a closer look


class LookAlikes:
    """A vocabulary with the number of articles that use each word; finds similar words by shared letter groups."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._uses: dict[str, int] = {}
        self._known: set[str] = set()
        self._by_gram: dict[str, array[int]] = {}
        self._sizes = array("i")
        self.similar = lru_cache(maxsize=8192)(self._similar)
        self.correction = lru_cache(maxsize=8192)(self._correction)

    def __contains__(self, word: str) -> bool:
        return self._uses.get(word, 0) > 0

    def count(self, word: str, difference: int) -> None:
        """One article more (1) or less (-1) uses the word."""
        self._uses[word] = self._uses.get(word, 0) + difference
        if word not in self._known:
            self._add(word)

    def changed(self) -> None:
        """Forget what was found before the last changes."""
        self.similar.cache_clear()
        self.correction.cache_clear()

    def _add(self, word: str) -> None:
        self._known.add(word)
        grams = grams_of(word)
        for gram in grams:
            self._by_gram.setdefault(gram, array("i")).append(len(self._words))
        self._words.append(word)
        self._sizes.append(len(grams))

    def _correction(self, word: str) -> str | None:
        """The known word that this unknown one is most probably a typing error of: nearest, then most used."""
        most = _errors_allowed(word)
        near = [(edits(word, known, most), -self._uses[known], known) for known in self._candidates(word, False)]
        best = min(near, default=(most + 1, 0, ""))
        return best[2] if best[0] <= most else None

    def _similar(self, word: str, unfinished: bool) -> tuple[tuple[str, float], ...]:
        """Other known words and how sure it is that they are meant, 0 to 1, best first."""
        found = [(known, _likeness(word, known, unfinished)) for known in self._candidates(word, unfinished)]
        sure = sorted((item for item in found if item[1] > 0), key=lambda item: (-item[1], len(item[0]), item[0]))
        return tuple(sure[:MOST])

    def _candidates(self, word: str, unfinished: bool) -> list[str]:
        grams = grams_of(word, unfinished)
        lists = [np.frombuffer(self._by_gram[gram], np.int32) for gram in grams if gram in self._by_gram]
        if not lists:
            return []
        numbers, shared = np.unique(np.concatenate(lists), return_counts=True)
        sizes = np.frombuffer(self._sizes, np.int32)[numbers]
        near = numbers[np.maximum(shared / sizes, shared / len(grams)) >= NEAR]
        found = [self._words[number] for number in near.tolist()]
        return [known for known in found if known != word and self._uses[known] > 0]


def _likeness(word: str, known: str, unfinished: bool) -> float:
    if unfinished and len(word) >= 2 and known.startswith(word):
        return BEGUN
    if edits(word, known, _errors_allowed(word)) <= _errors_allowed(word):
        return TYPO
    if len(known) >= SHORTEST_PART and (word.startswith(known) or word.endswith(known)):
        return PART
    if len(word) >= SHORTEST_PART and (known.startswith(word) or known.endswith(word)):
        return WHOLE
    return 0.0


def _errors_allowed(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def edits(first: str, second: str, most: int) -> int:
    """Damerau-Levenshtein distance (adjacent swaps count once), or most + 1 when it is more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
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
