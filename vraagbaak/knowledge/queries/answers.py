"""The best answers for what was typed so far."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vraagbaak.answersearch import Hit
from vraagbaak.answersearch.confidence import GOOD, NO_ANSWER
from vraagbaak.knowledge.answerindex import live_index
from vraagbaak.knowledge.models import Article, Version
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class AnswerHit:
    """One answer in the list: what it is, how well it fits, and which earlier question was like it."""

    version: uuid.UUID
    article: uuid.UUID
    title_parts: Sequence[tuple[str, bool]]
    department: str
    kind: str
    fit: Literal["good", "maybe"]
    confidence: float
    learned: str | None
    uses: int
    is_expired: bool


@dataclass(frozen=True)
class Answers:
    """What was found; `is_no_answer` when even the best hit probably does not fit."""

    hits: Sequence[AnswerHit]
    is_no_answer: bool


def answers_for(agent: Agent, words: str, *, limit: int = 5) -> Answers:
    """The best answers that this agent may see for what was typed so far; two statements."""
    found, articles = _found(words, limit) if agent.is_active else ([], {})
    shown = [(articles[hit.article], hit) for hit in found if hit.article in articles]
    hits = [_hit(article, article.published, hit) for article, hit in shown if article.published is not None]
    return Answers(hits=hits, is_no_answer=not hits or found[0].answerable < NO_ANSWER)


def _found(words: str, limit: int) -> tuple[list[Hit], dict[str, Article]]:
    """The hits with their articles; what the index still knows but the database lost is forgotten first."""
    while True:
        found = live_index.search(words, limit=limit)
        articles = _articles_of(found)
        gone = [hit.article for hit in found if hit.article not in articles]
        if not gone:
            return found, articles
        live_index.forget(gone)


def _articles_of(found: Sequence[Hit]) -> dict[str, Article]:
    shown = Article.objects.filter(uuid__in=[hit.article for hit in found], published__isnull=False)
    told = ("uuid", "kind", "state", "uses", "published__uuid", "published__title", "topic__department__name")
    return {
        str(article.uuid): article for article in shown.select_related("published", "topic__department").only(*told)
    }


def _hit(article: Article, version: Version, hit: Hit) -> AnswerHit:
    title = version.title
    return AnswerHit(
        version=version.uuid,
        article=article.uuid,
        title_parts=_parts(title, hit.spans if title == hit.title else ()),
        department=article.topic.department.name,
        kind=article.kind,
        fit="good" if hit.confidence >= GOOD else "maybe",
        confidence=hit.confidence,
        learned=hit.learned_question,
        uses=article.uses,
        is_expired=article.state == Article.State.EXPIRED,
    )


def _parts(title: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The title cut into marked and plain stretches."""
    edges = sorted({0, len(title), *(edge for span in spans for edge in span)})
    return [(title[start:end], _is_marked(start, end, spans)) for start, end in pairwise(edges) if title[start:end]]


def _is_marked(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
