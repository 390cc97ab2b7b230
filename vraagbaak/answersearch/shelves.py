"""Everything the index holds, one place per article; places are never seen outside, so their order does not matter."""

from collections.abc import Container, Iterable, Mapping
from sys import intern

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.analysis import AnalysedArticle, AnalysedQuestion
from vraagbaak.answersearch.lookalikes import LookAlikes
from vraagbaak.answersearch.meaning import DIMENSIONS, INT8_STEP, unpack
from vraagbaak.answersearch.postings import Postings

FIELD_WEIGHTS = {"title": 3.0, "alias": 3.0, "topic": 1.0, "say": 1.5, "body": 1.0}
TITLE_FIELDS = ("title", "alias")
Matrix = NDArray[np.float32]


class Shelves:
    """Articles and learned questions by place, with the postings and vectors made of them."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.articles: list[AnalysedArticle | None] = []
        self.questions: list[dict[str, AnalysedQuestion]] = []
        self.text, self.titles, self.learned = Postings(), Postings(), Postings()
        self.vocabulary = LookAlikes()
        self.question_count = 0
        self._places: dict[str, int] = {}
        self._home: dict[str, str] = {}
        self._lengths = np.zeros(16)
        self._title_vectors = np.zeros((16, DIMENSIONS), np.float32)
        self._mean_vectors = np.zeros((16, DIMENSIONS), np.float32)
        self._question_sums = np.zeros((16, DIMENSIONS), np.int32)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def lengths(self) -> NDArray[np.float64]:
        """Weighted number of words per article, float64 [places]."""
        return self._lengths[: len(self)]

    @property
    def title_vectors(self) -> Matrix:
        """Meaning of the titles, float32 [places, 384]; zero for an empty place."""
        return self._title_vectors[: len(self)]

    @property
    def mean_vectors(self) -> Matrix:
        """Mean meaning of all passages, float32 [places, 384]."""
        return self._mean_vectors[: len(self)]

    @property
    def question_sums(self) -> NDArray[np.int32]:
        """Sum of the packed vectors of the learned questions, int32 [places, 384]: exact in any order."""
        return self._question_sums[: len(self)]

    def put_article(self, article: AnalysedArticle) -> None:
        """Add or replace an article."""
        place = self._place(article.id)
        self._exchange(place, article)
        self._title_vectors[place] = unpack(article.title_vector) if article.title_vector else 0.0
        vectors = [unpack(vector) for vector in article.passages]
        self._mean_vectors[place] = np.mean(vectors, axis=0) if vectors else self._title_vectors[place]
        for question in article.questions:
            self.put_question(question)

    def take_article(self, id: str) -> None:
        """Remove an article; what was learned for it waits for its return."""
        place = self._places.get(id)
        if place is not None:
            self._exchange(place, None)

    def put_question(self, question: AnalysedQuestion) -> None:
        """Add or replace a learned question."""
        self.take_question(question.id)
        place = self._place(question.article)
        self.questions[place][question.id] = question
        self._home[question.id] = question.article
        self._count_question(place, question, 1)

    def take_question(self, id: str) -> None:
        """Forget a learned question."""
        home = self._home.pop(id, None)
        if home is not None:
            place = self._places[home]
            self._count_question(place, self.questions[place].pop(id), -1)

    def alive(self, allowed: Container[str] | None = None) -> NDArray[np.bool_]:
        """Which places hold an article that may be shown, bool [places]."""
        living = (article is not None and (allowed is None or article.id in allowed) for article in self.articles)
        return np.fromiter(living, bool, len(self))

    def _place(self, id: str) -> int:
        place = self._places.get(id)
        if place is None:
            place = self._places[id] = len(self.ids)
            self.ids.append(id)
            self.articles.append(None)
            self.questions.append({})
            self._grow()
        return place

    def _grow(self) -> None:
        if len(self.ids) <= len(self._lengths):
            return
        for name in ("_lengths", "_title_vectors", "_mean_vectors", "_question_sums"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.zeros_like(old)]))

    def _exchange(self, place: int, article: AnalysedArticle | None) -> None:
        before = self.articles[place]
        old_text, new_text = _weighted(before, FIELD_WEIGHTS), _weighted(article, FIELD_WEIGHTS)
        self.text.change(place, old_text, new_text)
        self.titles.change(place, _weighted(before, TITLE_FIELDS), _weighted(article, TITLE_FIELDS))
        for question in before.questions if before else ():
            self.take_question(question.id)
        for term in new_text.keys() - old_text.keys():
            self.vocabulary.add(term)
        self.articles[place] = article
        self._lengths[place] = sum(new_text.values())

    def _count_question(self, place: int, question: AnalysedQuestion, sign: int) -> None:
        self.question_count += sign
        for term in question.stems:
            self.learned.add(place, term, sign)
        if question.vector:
            self._question_sums[place] += sign * np.frombuffer(question.vector, np.int8)


def _weighted(article: AnalysedArticle | None, fields: Iterable[str]) -> dict[str, float]:
    totals: dict[str, float] = {}
    weights: Mapping[str, float] = fields if isinstance(fields, Mapping) else dict.fromkeys(fields, 1.0)
    for name, weight in weights.items():
        for term, count in (article.stems.get(name, {}) if article else {}).items():
            term = intern(term)
            totals[term] = totals.get(term, 0.0) + weight * count
    return totals
