"""How well the words of an article fit a question: BM25 with look-alikes and official terms standing in."""

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.postings import Postings
from vraagbaak.answersearch.question import Concept, Question, QuestionWord
from vraagbaak.answersearch.shelves import Shelves

K1, B = 1.2, 0.6  # BM25 (Robertson & Zaragoza 2009): saturation of repetition, weight of length
TITLE_K1 = 0.3
LIGHT = 0.2  # words up to this weight are taken as they stand
CONCEPT = 0.7  # an official term counts less than the word itself
ENOUGH = 0.5  # share of its weight from which a word counts as wholly covered
Scores = NDArray[np.float64]


class WordScorer:
    """Scores all articles for one question, each score a share of what a perfect article would get."""

    def __init__(self, shelves: Shelves, question: Question) -> None:
        self._shelves = shelves
        self._question = question
        living = shelves.lengths[shelves.lengths > 0]
        mean = float(living.mean()) if len(living) else 1.0
        self._norm = K1 * (1 - B + B * shelves.lengths / mean)
        self._title_norm = np.full(len(shelves), TITLE_K1)
        self._count = max(len(living), 1)

    def scores(self) -> tuple[Scores, Scores, Scores]:
        """Text score, title score and share of the question covered, each float64 [places]."""
        text = self._per_word(self._shelves.text, self._norm)
        titles = self._per_word(self._shelves.titles, self._title_norm)
        weights = np.array([word.weight * self._rarity(word.stem) for word in self._question.words])
        total = max(float(weights.sum()), 1e-9)
        covered = np.minimum(text / ENOUGH, weights[:, None]).sum(axis=0)
        return text.sum(axis=0) / total, titles.sum(axis=0) / total, covered / total

    def learned(self) -> Scores:
        """Score against all learned questions of an article taken together, float64 [places]."""
        learned, size = self._shelves.learned, len(self._shelves)
        score, total = np.zeros(size), 1e-9
        for word in self._question.words:
            weight = word.weight * _rarity(learned.stems.frequency(word.stem), learned.total)
            counts = learned.stems.counts(word.stem, size)
            total += weight
            if counts is not None:
                score += weight * counts / (counts + 1.0)
        return score / total

    def _per_word(self, postings: Postings, norm: Scores) -> Scores:
        rows = np.zeros((len(self._question.words), len(self._shelves)))
        for row, word in zip(rows, self._question.words, strict=True):
            for term, sure in self._standing_for(word).items():
                part = self._part(postings, norm, term)
                if part is not None:
                    np.maximum(row, part * word.weight * sure, out=row)
        for concept in self._question.concepts:
            share = CONCEPT * self._concept(postings, norm, concept) / (concept.end - concept.start)
            reached = rows[concept.start : concept.end]
            np.maximum(reached, share, out=reached)
        return rows

    def _standing_for(self, word: QuestionWord) -> dict[str, float]:
        """The stems that an article may hold instead of the word, and how sure they are."""
        stems = {word.stem: 1.0}
        if word.weight > LIGHT:
            for known, sure in self._shelves.vocabulary.similar(word.meant, word.unfinished):
                term = stem(known)
                stems[term] = max(stems.get(term, 0.0), sure)
        return stems

    def _concept(self, postings: Postings, norm: Scores, concept: Concept) -> Scores:
        best = np.zeros(len(self._shelves))
        for stems in concept.terms:
            parts = [self._part(postings, norm, term) for term in stems]
            found = [part for part in parts if part is not None]
            if found:
                np.maximum(best, np.sum(found, axis=0) / len(stems), out=best)
        return best

    def _part(self, postings: Postings, norm: Scores, term: str) -> Scores | None:
        counts = postings.counts(term, len(self._shelves))
        return None if counts is None else self._rarity(term) * counts / (counts + norm)

    def _rarity(self, term: str) -> float:
        return _rarity(self._shelves.text.frequency(term), self._count)


def _rarity(found: int, total: int) -> float:
    """Inverse document frequency as in BM25, never negative."""
    return float(np.log(1 + max(total - found + 0.5, 0.0) / (found + 0.5)))
