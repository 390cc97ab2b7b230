"""How well each article fits a question: a handful of measures between 0 and about 1, blended with fixed weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.meaning import INT8_STEP, unpack
from vraagbaak.answersearch.postings import Postings
from vraagbaak.answersearch.question import Question
from vraagbaak.answersearch.shelves import Shelves

K1, B = 1.2, 0.6  # BM25 (Robertson & Zaragoza 2009): saturation of repetition, weight of length
TITLE_K1 = 0.3
CONCEPT = 0.7  # an official term counts less than the word itself
CANDIDATES = 256  # articles whose passages and learned questions are compared one by one
Scores = NDArray[np.float64]

MEASURES = ("words", "title_words", "covered", "learned_words", "title", "mean", "centre", "passage", "nearest")


@dataclass(frozen=True)
class Measured:
    """The measures of the candidates: places int64 [n], values float64 [n, measures], best question per candidate."""

    places: NDArray[np.int64]
    values: Scores
    nearest: list[str | None]


@dataclass(frozen=True)
class Ranked:
    """A candidate with its blended score and the learned question that came nearest."""

    place: int
    row: int
    score: float
    learned_question: str | None


class WordScorer:
    """BM25 over stems, where look-alikes and official terms stand in for a word that an article lacks."""

    def __init__(self, shelves: Shelves, question: Question) -> None:
        self._shelves = shelves
        self._question = question
        self._size = len(shelves)
        living = shelves.lengths[shelves.lengths > 0]
        mean = float(living.mean()) if len(living) else 1.0
        self._norm = K1 * (1 - B + B * shelves.lengths / mean)
        self._flat = np.full(self._size, TITLE_K1)
        self._count = max(len(living), 1)

    def score(self) -> tuple[Scores, Scores, Scores]:
        """Word score, title score and coverage, each float64 [places], as shares of what a perfect article gets."""
        words = self._per_word(self._shelves.text, self._norm)
        titles = self._per_word(self._shelves.titles, self._flat)
        mass = np.array([word.weight * self._idf(word.stem) for word in self._question.words])
        total = max(float(mass.sum()), 1e-9)
        covered = (np.minimum(words / np.maximum(mass, 1e-9)[:, None], 0.5) * 2 * mass[:, None]).sum(axis=0)
        return words.sum(axis=0) / total, titles.sum(axis=0) / total, covered / total

    def _per_word(self, postings: Postings, norm: Scores) -> Scores:
        rows = np.zeros((len(self._question.words), self._size))
        for row, word in zip(rows, self._question.words, strict=True):
            if word.weight <= 0:
                continue
            self._raise(row, postings, norm, word.stem, word.weight)
            if word.weight > 0.2:
                for term, sure in self._shelves.vocabulary.similar(word.stem, word.unfinished):
                    self._raise(row, postings, norm, term, word.weight * sure)
        for concept in self._question.concepts:
            self._add_concept(rows, postings, norm, concept.start, concept.end, concept.terms)
        return rows

    def _raise(self, row: Scores, postings: Postings, norm: Scores, term: str, weight: float) -> None:
        part = self._part(postings, norm, term)
        if part is not None:
            np.maximum(row, part * weight, out=row)

    def _part(self, postings: Postings, norm: Scores, term: str) -> Scores | None:
        counts = postings.counts(term, self._size)
        return None if counts is None else self._idf(term) * counts / (counts + norm)

    def _add_concept(
        self, rows: Scores, postings: Postings, norm: Scores, start: int, end: int, terms: tuple[tuple[str, ...], ...]
    ) -> None:
        best = np.zeros(self._size)
        for stems in terms:
            parts = [self._part(postings, norm, term) for term in stems]
            found = [part for part in parts if part is not None]
            if found:
                np.maximum(best, sum(found) / len(stems), out=best)
        share = CONCEPT * best / (end - start)
        np.maximum(rows[start:end], share, out=rows[start:end])

    def _idf(self, term: str) -> float:
        found = self._shelves.text.frequency(term)
        return float(np.log(1 + (self._count - found + 0.5) / (found + 0.5)))


def learned_words(shelves: Shelves, question: Question) -> Scores:
    """BM25 against all learned questions of an article taken together, float64 [places]."""
    total, mass = np.zeros(len(shelves)), 1e-9
    for word in question.words:
        seen = shelves.learned.frequency(word.stem)
        weight = word.weight * np.log(1 + (shelves.question_count - seen + 0.5) / (seen + 0.5))
        mass += weight
        counts = shelves.learned.counts(word.stem, len(shelves))
        if counts is not None:
            total += weight * counts / (counts + 1.0)
    return total / mass


def measure(
    shelves: Shelves, question: Question, vector: NDArray[np.float32] | None, alive: NDArray[np.bool_]
) -> Measured:
    """Measure every article roughly, and the most promising ones precisely."""
    words, titles, covered = WordScorer(shelves, question).score()
    rough = [words, titles, covered, learned_words(shelves, question)]
    if vector is None:
        rough += [np.zeros(len(shelves))] * 3
    else:
        sums = shelves.question_sums.astype(np.float32)
        centre = sums @ vector / np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
        rough += [
            (shelves.title_vectors @ vector).astype(float),
            (shelves.mean_vectors @ vector).astype(float),
            centre.astype(float),
        ]
    values = np.stack(rough, axis=1)
    places = np.flatnonzero(alive)
    if len(places) > CANDIDATES:
        first = values[places] @ WEIGHTS[: values.shape[1]]
        places = places[np.argsort(-first, kind="stable")[:CANDIDATES]]
    passage, nearest, texts = _compare(shelves, places, vector)
    full = np.concatenate([values[places], passage[:, None], nearest[:, None]], axis=1)
    return Measured(places, full, texts)


def rank(shelves: Shelves, measured: Measured) -> list[Ranked]:
    """The candidates, best first; equal scores in the order of their ids."""
    scores = np.round(measured.values @ WEIGHTS, 4)
    ids = [shelves.ids[place] for place in measured.places.tolist()]
    order = sorted(range(len(ids)), key=lambda row: (-scores[row], ids[row]))
    return [Ranked(int(measured.places[row]), row, float(scores[row]), measured.nearest[row]) for row in order]


def _compare(
    shelves: Shelves, places: NDArray[np.int64], vector: NDArray[np.float32] | None
) -> tuple[Scores, Scores, list[str | None]]:
    passage, nearest = np.zeros(len(places)), np.zeros(len(places))
    texts: list[str | None] = [None] * len(places)
    if vector is None:
        return passage, nearest, texts
    for row, place in enumerate(places.tolist()):
        article = shelves.articles[place]
        if article and article.passages:
            passage[row] = max(float(unpack(data) @ vector) for data in article.passages)
        learned = list(shelves.questions[place].values())
        if learned:
            near = np.stack([np.frombuffer(q.vector, np.int8) for q in learned]).astype(np.float32) @ vector / INT8_STEP
            best = int(np.argmax(near))
            nearest[row], texts[row] = float(near[best]), learned[best].text
    return passage, nearest, texts


WEIGHTS = np.array([1.0, 0.5, 0.5, 0.5, 2.0, 2.0, 1.0, 6.0, 1.0])
