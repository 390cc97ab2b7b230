"""Everything the index holds, one place per article; places are never seen outside, so their order does not matter."""

from collections.abc import Container, Mapping

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.analysis import AnalysedArticle, AnalysedQuestion
from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.learned import LearnedQuestions, doubled
from vraagbaak.answersearch.lookalikes import LookAlikes
from vraagbaak.answersearch.meaning import DIMENSIONS, unpack
from vraagbaak.answersearch.postings import Postings

FIELD_WEIGHTS = {"title": 3.0, "alias": 3.0, "topic": 1.0, "say": 1.5, "body": 1.0}  # multiples of 1/4, see Postings
TITLE_WEIGHTS = {"title": 1.0, "alias": 1.0}
Matrix = NDArray[np.float32]
Packed = NDArray[np.int8]


class Shelves:
    """Articles by place, with the postings and vectors made of them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.articles: list[AnalysedArticle | None] = []
        self.passages: list[Packed] = []
        self.text, self.titles = Postings(), Postings()
        self.vocabulary = LookAlikes()
        self.learned = LearnedQuestions()
        self._places: dict[str, int] = {}
        self._lengths = np.zeros(16)
        self._alive = np.zeros(16, bool)
        self._title_vectors = np.zeros((16, DIMENSIONS), np.float32)
        self._mean_vectors = np.zeros((16, DIMENSIONS), np.float32)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Weighted number of words per article, float64 [places]; 0 for an empty place."""
        return self._lengths[: len(self)]

    @property
    def title_vectors(self) -> Matrix:
        """Meaning of the titles, float32 [places, 384]; zero for an empty place."""
        return self._title_vectors[: len(self)]

    @property
    def mean_vectors(self) -> Matrix:
        """Mean meaning of all passages, float32 [places, 384]."""
        return self._mean_vectors[: len(self)]

    def article(self, place: int) -> AnalysedArticle:
        """The article at a place that is alive."""
        article = self.articles[place]
        if article is None:
            raise LookupError(f"no article at place {place}")
        return article

    def alive(self, allowed: Container[str] | None = None) -> NDArray[np.bool_]:
        """Which places hold an article that may be shown, bool [places]."""
        living: NDArray[np.bool_] = self._alive[: len(self)].copy()
        if allowed is not None:
            living &= np.fromiter((id in allowed for id in self.ids), bool, len(self))
        return living

    def put_article(self, article: AnalysedArticle) -> None:
        """Add or replace an article."""
        place = self._place(article.id)
        self._exchange(place, article)
        title = unpack(article.title_vector) if article.title_vector else np.zeros(DIMENSIONS, np.float32)
        vectors = [unpack(vector) for vector in article.passages] or [title]
        self._title_vectors[place] = title
        self._mean_vectors[place] = np.mean(vectors, axis=0)
        packed = b"".join(article.passages or (article.title_vector,))
        self.passages[place] = np.frombuffer(packed, np.int8).reshape(-1, DIMENSIONS)
        for question in article.questions:
            self.put_question(question)

    def take_article(self, id: str) -> None:
        """Remove an article; what was learned for it waits for its return."""
        place = self._places.get(id)
        if place is not None:
            self._exchange(place, None)

    def put_question(self, question: AnalysedQuestion) -> None:
        """Add or replace a learned question, also of an article that is yet to come."""
        self.learned.put(self._place(question.article), question)

    def _place(self, id: str) -> int:
        place = self._places.get(id)
        if place is None:
            place = self._places[id] = len(self.ids)
            self.ids.append(id)
            self.articles.append(None)
            self.passages.append(np.zeros((0, DIMENSIONS), np.int8))
            self.learned.add_place()
            self._grow()
        return place

    def _grow(self) -> None:
        if len(self.ids) > len(self._lengths):
            self._alive = doubled(self._alive)
            self._lengths = doubled(self._lengths)
            self._title_vectors = doubled(self._title_vectors)
            self._mean_vectors = doubled(self._mean_vectors)

    def _exchange(self, place: int, article: AnalysedArticle | None) -> None:
        before = self.articles[place]
        old, new = _stem_counts(before, FIELD_WEIGHTS), _stem_counts(article, FIELD_WEIGHTS)
        self.text.change(place, old, new)
        self.titles.change(place, _stem_counts(before, TITLE_WEIGHTS), _stem_counts(article, TITLE_WEIGHTS))
        for question in before.questions if before else ():
            self.learned.take(question.id)
        gone, come = _words(before), _words(article)
        for word in gone - come:
            self.vocabulary.count(word, -1)
        for word in come - gone:
            self.vocabulary.count(word, 1)
        self.articles[place] = article
        self._lengths[place] = sum(new.values())
        self._alive[place] = article is not None


def _words(article: AnalysedArticle | None) -> set[str]:
    return set().union(*article.words.values()) if article else set()


def _stem_counts(article: AnalysedArticle | None, weights: Mapping[str, float]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for name, weight in weights.items():
        for word, count in (article.words.get(name, {}) if article else {}).items():
            term = stem(word)
            totals[term] = totals.get(term, 0.0) + weight * count
    return totals
