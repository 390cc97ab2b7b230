"""Which article holds which stem how often; changes are appended, so an update never rewrites the rest."""

from array import array
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


class Postings:
    """Signed counts per stem and article place: a change appends its difference, and reading sums them.

    Counts are multiples of 1/4, so that float32 sums are exact and the order of changes cannot be seen.
    """

    def __init__(self) -> None:
        self._places: dict[str, array[int]] = {}
        self._counts: dict[str, array[float]] = {}
        self._frequency: dict[str, int] = {}

    def change(self, place: int, before: Mapping[str, float], after: Mapping[str, float]) -> None:
        """Replace what the article at this place holds."""
        for term in before.keys() | after.keys():
            old, new = before.get(term, 0.0), after.get(term, 0.0)
            if old != new:
                self._append(term, place, new - old)
                self._frequency[term] = self._frequency.get(term, 0) + (new > 0) - (old > 0)

    def add(self, place: int, term: str, sign: int) -> None:
        """Count one text more (1) or less (-1) with this stem; the frequency then counts texts, not articles."""
        self._append(term, place, float(sign))
        self._frequency[term] = self._frequency.get(term, 0) + sign

    def counts(self, term: str, places: int) -> NDArray[np.float64] | None:
        """How often each article holds the stem, float64 [places]; None when no article does."""
        if not self._frequency.get(term):
            return None
        where = np.frombuffer(self._places[term], np.int32)
        counts = np.frombuffer(self._counts[term], np.float32)
        return np.bincount(where, counts, places).astype(np.float64, copy=False)

    def frequency(self, term: str) -> int:
        """In how many articles the stem occurs."""
        return self._frequency.get(term, 0)

    def _append(self, term: str, place: int, difference: float) -> None:
        if term not in self._places:
            self._places[term], self._counts[term] = array("i"), array("f")
        self._places[term].append(place)
        self._counts[term].append(difference)
