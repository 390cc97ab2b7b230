"""The in-memory index of a process: built from analysed rows, kept up to date by changes, searched while typing."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from vraagbaak.answersearch import confidence, ranking
from vraagbaak.answersearch.analysis import AnalysedArticle, AnalysedQuestion
from vraagbaak.answersearch.highlights import Span, title_spans
from vraagbaak.answersearch.meaning import Encoder, available_encoder
from vraagbaak.answersearch.question import read_question
from vraagbaak.answersearch.shelves import Shelves
from vraagbaak.answersearch.thesaurus import Thesaurus, starter_thesaurus

FEWEST_LETTERS = 2  # of a question that is worth a search


@dataclass(frozen=True)
class Hit:
    """An article that may answer the question.

    `confidence` is the chance (0 to 1) that it is the answer, `answerable` the chance that any article is.
    `spans` are the character ranges [start, end) of the title to highlight.
    """

    article: str
    title: str
    score: float
    confidence: float
    answerable: float
    spans: tuple[Span, ...]
    learned_question: str | None


class AnswerIndex:
    """Finds the articles that answer a question. The same rows give the same hits in every process."""

    def __init__(self, *, encoder: Encoder | None = None, thesaurus: Thesaurus | None = None) -> None:
        self._shelves = Shelves()
        self._find_encoder: Callable[[], Encoder | None] = lambda: encoder
        self._thesaurus = thesaurus if thesaurus is not None else starter_thesaurus()

    @classmethod
    def from_articles(
        cls,
        articles: Iterable[AnalysedArticle],
        questions: Iterable[AnalysedQuestion] = (),
        *,
        encoder: Encoder | None = None,
        thesaurus: Thesaurus | None = None,
    ) -> "AnswerIndex":
        """A new index; without an encoder the one of this process is used, loaded at the first search."""
        index = cls(encoder=encoder, thesaurus=thesaurus)
        if encoder is None:
            index._find_encoder = available_encoder
        index.apply(articles, (), questions)
        return index

    def apply(
        self,
        upserts: Iterable[AnalysedArticle] = (),
        removals: Iterable[str] = (),
        questions: Iterable[AnalysedQuestion] = (),
        forgotten: Iterable[str] = (),
    ) -> None:
        """Bring articles and learned questions up to date; removals and forgotten ones go by id."""
        for article in upserts:
            self._shelves.put_article(article)
        for id in removals:
            self._shelves.take_article(id)
        for question in questions:
            self._shelves.put_question(question)
        for id in forgotten:
            self._shelves.learned.take(id)
        self._shelves.vocabulary.changed()

    def search(
        self, text: str, limit: int = 5, allowed: Container[str] | None = None, partial: bool = True
    ) -> list[Hit]:
        """The best articles for what was typed so far, best first; `allowed` keeps the rest out."""
        question = read_question(text, self._thesaurus, self._shelves.vocabulary, partial=partial)
        if not len(self._shelves) or sum(len(word.word.text) for word in question.words) < FEWEST_LETTERS:
            return []
        encoder = self._find_encoder()
        vector = encoder.question(question.text) if encoder else None
        measured = ranking.measure(self._shelves, question, vector, self._shelves.alive(allowed))
        ranked = ranking.rank(self._shelves, measured)
        chance = confidence.answerable(question, measured, ranked, with_meaning=vector is not None)
        sure = confidence.confidences(ranked, chance)
        return [
            Hit(
                article=self._shelves.ids[item.place],
                title=(title := self._shelves.article(item.place).title),
                score=item.score,
                confidence=sure[at],
                answerable=chance,
                spans=title_spans(title, question, self._shelves.vocabulary),
                learned_question=ranking.nearest_question(self._shelves, item.place, vector, measured.base),
            )
            for at, item in enumerate(ranked[:limit])
        ]

    def is_no_answer(self, hits: list[Hit]) -> bool:
        """Whether the desk should say "niets gevonden" rather than show these hits as answers."""
        return not hits or hits[0].answerable < confidence.NO_ANSWER
