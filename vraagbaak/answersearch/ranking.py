"""How well each article fits a question: a handful of measures, blended with fixed weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.meaning import INT8_STEP, Vector, likeness
from vraagbaak.answersearch.question import Question
from vraagbaak.answersearch.shelves import Packed, Shelves
from vraagbaak.answersearch.wordscores import Scores, WordScorer

MEASURES = ("words", "title words", "covered", "title", "mean", "passage", "learned words", "nearest question")
WEIGHTS = np.array(
    [1.9, 1.1, 5.3, 27.3, 53.2, 62.1, 3.0, 100.0]
)  # conditional logit, see docs/develop/answer-search.md
ROUGH = 5  # the first measures, cheap enough for every article
CENTRE = 60.0  # weight of the mean learned question in the choice of candidates
CANDIDATES = 64  # articles whose passages and learned questions are compared one by one
MARGIN = 0.05  # above the mean likeness of all titles, from where a learned question counts as near
TRUST = 6.0  # learned questions that make an article half as trusted as very many do
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """The measures of the candidates: places int64 [n], values float64 [n, measures].

    `base` is the mean likeness of all titles to the question: what counts as no likeness at all.
    """

    places: Places
    values: Scores
    base: float


@dataclass(frozen=True)
class Ranked:
    """A candidate with its row in the measures and its blended score."""

    place: int
    row: int
    score: float


def measure(shelves: Shelves, question: Question, vector: Vector | None, alive: NDArray[np.bool_]) -> Measured:
    """Measure every living article roughly, and the most promising ones precisely."""
    scorer = WordScorer(shelves, question)
    rough = np.column_stack([*scorer.scores(), np.zeros((len(shelves), 2))])
    learned, centre = scorer.learned(), np.zeros(len(shelves))
    if vector is not None:
        rough[:, 3] = likeness(shelves.title_vectors, vector)
        rough[:, 4] = likeness(shelves.mean_vectors, vector)
        centre += likeness(shelves.learned.centres, vector)
    base = float(rough[alive, 3].mean()) if alive.any() else 0.0
    lift = learned * WEIGHTS[ROUGH + 1] + np.maximum(centre - base - MARGIN, 0.0) * CENTRE
    places = _candidates(rough @ WEIGHTS[:ROUGH] + lift, alive)
    passage = _best([shelves.passages[place] for place in places.tolist()], vector)
    compared = _best([shelves.learned.compared(place)[0] for place in places.tolist()], vector)
    nearest = np.where(compared > 0, np.maximum(compared - base - MARGIN, 0.0), 0.0)
    trust = shelves.learned.counts[places] / (shelves.learned.counts[places] + TRUST)
    values = np.column_stack([rough[places], passage, learned[places] * trust, nearest * trust])
    return Measured(places, values, base)


def rank(shelves: Shelves, measured: Measured) -> list[Ranked]:
    """The candidates, best first; equal scores in the order of their ids."""
    scores = np.round(measured.values @ WEIGHTS, 4)
    ids = [shelves.ids[place] for place in measured.places.tolist()]
    order = sorted(range(len(ids)), key=lambda row: (-scores[row], ids[row]))
    return [Ranked(int(measured.places[row]), row, float(scores[row])) for row in order]


def _candidates(scores: Scores, alive: NDArray[np.bool_]) -> Places:
    """The places that score at least as well as the candidate that is just let in; equals come along."""
    living = np.flatnonzero(alive)
    if len(living) <= CANDIDATES:
        return living
    rounded = np.round(scores[living], 4)
    kept: Places = living[rounded >= np.partition(rounded, -CANDIDATES)[-CANDIDATES]]
    return kept


def nearest_question(shelves: Shelves, place: int, vector: Vector | None, base: float) -> str | None:
    """The learned question of an article that is most like the question, if it is near at all."""
    packed, texts = shelves.learned.compared(place)
    if vector is None or not texts:
        return None
    found = likeness(packed.astype(np.float32), vector) / INT8_STEP
    best = int(np.argmax(found))
    return texts[best] if found[best] > base + MARGIN else None


def _best(groups: list[Packed], vector: Vector | None) -> Scores:
    """The highest likeness within each group of packed vectors, float64 [groups]; 0 for an empty group."""
    best = np.zeros(len(groups))
    sizes = np.array([len(group) for group in groups], np.int64)
    filled = np.flatnonzero(sizes)
    if vector is None or not len(filled):
        return best
    found = likeness(np.concatenate([groups[at] for at in filled]).astype(np.float32), vector) / INT8_STEP
    best[filled] = np.maximum.reduceat(found, np.cumsum(sizes[filled]) - sizes[filled])
    return best
