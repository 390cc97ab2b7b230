"""The questions that were answered before, by the place of their article."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.analysis import AnalysedQuestion
from vraagbaak.answersearch.meaning import DIMENSIONS
from vraagbaak.answersearch.postings import Postings

MOST_COMPARED = 256  # questions of one article that are compared one by one: those with the lowest ids
MOST_READY = 1024  # articles whose questions are kept laid out for comparing
Packed = NDArray[np.int8]
Number = TypeVar("Number", bound=np.generic)


def doubled(rows: NDArray[Number]) -> NDArray[Number]:
    """The rows with as many empty ones behind them."""
    return np.concatenate([rows, np.zeros_like(rows)])


class LearnedQuestions:
    """Learned questions with the stems they share per article, and the sum of their meanings."""

    def __init__(self) -> None:
        self.stems = Postings()
        self.total = 0
        self._by_place: list[dict[str, AnalysedQuestion]] = []
        self._homes: dict[str, int] = {}
        self._sums: list[NDArray[np.int32]] = []
        self._moved: set[int] = set()
        self._compared: dict[int, tuple[Packed, tuple[str, ...]]] = {}
        self._centres = np.zeros((16, DIMENSIONS), np.float32)
        self._counts = np.zeros(16, np.int64)

    def add_place(self) -> None:
        """Make room for one more article."""
        place = len(self._by_place)
        self._by_place.append({})
        self._sums.append(np.zeros(DIMENSIONS, np.int32))
        if place == len(self._counts):
            self._centres, self._counts = doubled(self._centres), doubled(self._counts)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Number of questions per article, int64 [places]."""
        return self._counts[: len(self._by_place)]

    @property
    def centres(self) -> NDArray[np.float32]:
        """Mean meaning of the questions per article, unit length or zero, float32 [places, 384]."""
        for place in self._moved:
            total = self._sums[place]
            self._centres[place] = total / max(float(np.linalg.norm(total)), 1e-9)
        self._moved.clear()
        return self._centres[: len(self._by_place)]

    def put(self, place: int, question: AnalysedQuestion) -> None:
        """Add or replace a question of the article at this place."""
        self.take(question.id)
        self._homes[question.id] = place
        self._by_place[place][question.id] = question
        self._count(place, question, 1)

    def take(self, id: str) -> None:
        """Forget a question."""
        place = self._homes.pop(id, None)
        if place is not None:
            self._count(place, self._by_place[place].pop(id), -1)

    def compared(self, place: int) -> tuple[Packed, tuple[str, ...]]:
        """Packed meanings int8 [n, 384] and texts of the questions that are compared one by one."""
        if place not in self._compared:
            if len(self._compared) >= MOST_READY:
                self._compared.clear()
            chosen = [self._by_place[place][id] for id in sorted(self._by_place[place])[:MOST_COMPARED]]
            chosen = [question for question in chosen if question.vector]
            packed = np.frombuffer(b"".join(question.vector for question in chosen), np.int8)
            self._compared[place] = packed.reshape(-1, DIMENSIONS), tuple(question.text for question in chosen)
        return self._compared[place]

    def _count(self, place: int, question: AnalysedQuestion, sign: int) -> None:
        self.total += sign
        self._counts[place] += sign
        self._compared.pop(place, None)
        for stem in question.stems.split():
            self.stems.add(place, stem, sign)
        if question.vector:
            self._sums[place] += sign * np.frombuffer(question.vector, np.int8)
            self._moved.add(place)
