"""The answer as the desk shows it: what to say, what it costs today, what to ask, and what else helps."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.models import Article, Attachment, IntakeQuestion, IntakeScript, Topic, Version
from vraagbaak.knowledge.rules.costs import CostLine, costs_on, read_costs
from vraagbaak.knowledge.rules.life import EXPIRED, SHOWN_AT_THE_DESK, is_over
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent

_WITH = (
    "article__topic__department",
    "article__topic__intake",
    "article__intake",
    "article__published",
)


@dataclass(frozen=True)
class AnswerCard:
    """One version of an article, with everything that belongs to it on a day."""

    article: Article
    version: Version
    topic: Topic
    department: Department
    costs: Sequence[CostLine]
    related: Sequence[tuple[str, uuid.UUID]]
    intake: IntakeScript | None
    questions: Sequence[IntakeQuestion]
    external_parties: Sequence[ExternalParty]
    attachments: Sequence[Attachment]
    is_expired: bool
    is_newer_published: bool


def answer_card(agent: Agent, version: uuid.UUID, *, on: date) -> AnswerCard | None:
    """The card of a version that is or was published; None when it is not there for this agent. Five statements."""
    shown = Version.objects.filter(uuid=version, published_at__isnull=False, article__state__in=SHOWN_AT_THE_DESK)
    found = shown.select_related(*_WITH).first() if agent.is_active else None
    return card_of(found, on=on) if found is not None else None


def card_to_mail(version: uuid.UUID, *, on: date) -> AnswerCard | None:
    """The card of a version that a resident may get by mail; None for what is only ours, or has expired."""
    found = (
        Version.objects.select_related(*_WITH)
        .filter(uuid=version, published_at__isnull=False, article__state=Article.State.PUBLISHED)
        .filter(article__kind__in=[Article.Kind.PRODUCT, Article.Kind.QA])
        .first()
    )
    return card_of(found, on=on) if found is not None else None


def card_of(version: Version, *, on: date) -> AnswerCard:
    """The card of a version that the caller may see; four statements."""
    article = version.article
    intake = getattr(article, "intake", None) or getattr(article.topic, "intake", None)
    return AnswerCard(
        article=article,
        version=version,
        topic=article.topic,
        department=article.topic.department,
        costs=costs_on(read_costs(version.costs), on),
        related=_related(article),
        intake=intake,
        questions=list(IntakeQuestion.objects.filter(script=intake)),
        external_parties=list(article.topic.external_parties.filter(is_active=True).order_by("sort_key")),
        attachments=list(article.attachments.order_by("name")),
        is_expired=article.state == EXPIRED or is_over(article.valid_until, on),
        is_newer_published=article.published_id is not None and article.published_id != version.pk,
    )


def preview_card(text: Text, *, topic: Topic, kind: str, on: date) -> AnswerCard:
    """The card that a text would give, before it is saved; one statement."""
    article = Article(kind=kind, topic=topic)
    version = Version(
        article=article,
        title=text.title,
        say=text.say,
        explanation=text.explanation,
        steps=list(text.steps),
        bring=list(text.bring),
        duration=text.duration,
        legal_ground=text.legal_ground,
        apply_url=text.apply_url,
        internal_note=text.internal_note,
    )
    return AnswerCard(
        article=article,
        version=version,
        topic=topic,
        department=topic.department,
        costs=costs_on(text.costs, on),
        related=(),
        intake=None,
        questions=(),
        external_parties=(),
        attachments=(),
        is_expired=False,
        is_newer_published=False,
    )


def _related(article: Article) -> list[tuple[str, uuid.UUID]]:
    shown = article.related.filter(state__in=SHOWN_AT_THE_DESK, published__isnull=False)
    return list(shown.order_by("published__title").values_list("published__title", "published__uuid"))
