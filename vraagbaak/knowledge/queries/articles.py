"""Articles for who reads them, works on them or checks them; what is not theirs is not there."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from vraagbaak.directory.scope import scope_of
from vraagbaak.knowledge.models import Article, Attachment, LearnedQuestion, OwnerCheck, ReadMark, Version
from vraagbaak.knowledge.queries.cards import AnswerCard, card_of
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK, Demand, demand_of
from vraagbaak.people.models import Agent, Role

EDITOR_ROLES = (Role.EDITOR,)
WORK_ROLES = (Role.EDITOR, Role.SPECIALIST)
OWNER_ROLES = (Role.SPECIALIST,)
MUST_READ_KINDS = (Article.Kind.NEWS, Article.Kind.WORK_INSTRUCTION)


@dataclass(frozen=True)
class ArticlePage:
    """An article as its page shows it."""

    card: AnswerCard
    questions: Sequence[LearnedQuestion]
    is_read: bool
    must_read: bool
    may_edit: bool
    may_work: bool
    may_check: bool
    waits: Version | None
    related: Sequence[tuple[str, uuid.UUID]]
    checked: Version | None = None
    check: OwnerCheck | None = None
    demand: Demand | None = None


def articles_to_edit(agent: Agent) -> QuerySet[Article]:
    """Articles that this editor may change: all, or those of the own departments."""
    return _within(agent, *EDITOR_ROLES)


def articles_to_work_on(agent: Agent) -> QuerySet[Article]:
    """Articles that this editor or specialist may see in every state."""
    return _within(agent, *WORK_ROLES)


def article_to_edit(agent: Agent, article: uuid.UUID) -> Article | None:
    """The article to change, or None."""
    return _with_all(articles_to_edit(agent)).filter(uuid=article).first()


def article_to_work_on(agent: Agent, article: uuid.UUID) -> Article | None:
    """The article to see in every state, or None."""
    return _with_all(articles_to_work_on(agent)).filter(uuid=article).first()


def article_to_check(agent: Agent, article: uuid.UUID) -> Article | None:
    """The article to answer for as its owner, or None; whoever wrote the text that waits is not asked."""
    found = _with_all(_within(agent, *OWNER_ROLES)).filter(uuid=article).first()
    return found if found is not None and found.pending and found.pending.author != agent else None


def article_page(agent: Agent, article: uuid.UUID, *, on: date) -> ArticlePage | None:
    """The page of an article: its published text, or the text that waits for who works on it; else None."""
    working, editing = scope_of(agent, *WORK_ROLES), scope_of(agent, *EDITOR_ROLES)
    found = _with_all(Article.objects.all()).filter(uuid=article).first()
    if found is None or not agent.is_active:
        return None
    may_work = working.allows(found.topic.department_id)
    is_shown = found.state in SHOWN_AT_THE_DESK
    if not (is_shown or may_work):
        return None
    version = (found.published if is_shown else found.pending) or latest_version(found)
    version.article = found
    learned = found.learned.filter(state=LearnedQuestion.State.APPROVED).order_by("-uses", "words")
    return ArticlePage(
        card=card_of(version, on=on),
        questions=list(learned[:12]),
        is_read=ReadMark.objects.filter(version=version, agent=agent).exists(),
        must_read=is_shown and found.kind in MUST_READ_KINDS,
        may_edit=editing.allows(found.topic.department_id),
        may_work=may_work,
        may_check=_may_check(agent, found),
        waits=found.pending if may_work else None,
        related=list(_related_articles(found)),
        checked=version if version.checked_at else _last_checked(found, version),
        check=latest_check_of(found) if may_work else None,
        demand=demand_now(found) if may_work and found.pending else None,
    )


def _last_checked(article: Article, version: Version) -> Version | None:
    earlier = article.versions.filter(checked_at__isnull=False, number__lt=version.number)
    return earlier.order_by("-number").first()


def _may_check(agent: Agent, article: Article) -> bool:
    owns = scope_of(agent, *OWNER_ROLES).allows(article.topic.department_id)
    return owns and article.pending is not None and article.pending.author != agent


def _related_articles(article: Article) -> Iterable[tuple[str, uuid.UUID]]:
    shown = article.related.filter(state__in=SHOWN_AT_THE_DESK, published__isnull=False)
    return shown.order_by("published__title").values_list("published__title", "uuid")


def demand_now(article: Article) -> Demand:
    """What the versions that wait demand together: those after the last one that was checked or published."""
    weights: list[str] = []
    versions = article.versions.order_by("-number").values_list("pk", "weight", "checked_at", "published_at")
    for pk, weight, checked_at, published_at in versions:
        if pk == article.published_id or checked_at or published_at:
            return demand_of(article.kind, weights, was_published=True)
        weights.append(weight)
    return demand_of(article.kind, weights, was_published=False)


def readable_version(agent: Agent, version: uuid.UUID) -> Version | None:
    """A version that the desk shows now, or None."""
    if not agent.is_active:
        return None
    shown = Version.objects.filter(uuid=version, article__state__in=SHOWN_AT_THE_DESK, published_at__isnull=False)
    return shown.select_related("article__topic").first()


def learned_question_to_edit(agent: Agent, question: uuid.UUID) -> LearnedQuestion | None:
    """A literal question of an article that this editor may change, or None."""
    found = LearnedQuestion.objects.select_related("article__topic").filter(uuid=question).first()
    reach = scope_of(agent, *EDITOR_ROLES)
    return found if found is not None and reach.allows(found.article.topic.department_id) else None


def readable_attachment(agent: Agent, attachment: uuid.UUID) -> Attachment | None:
    """A file of an article that this agent may see, or None."""
    found = Attachment.objects.select_related("article__topic").filter(uuid=attachment).first()
    if found is None or not agent.is_active:
        return None
    shown = found.article.state in SHOWN_AT_THE_DESK
    return found if shown or scope_of(agent, *WORK_ROLES).allows(found.article.topic.department_id) else None


def open_check_of(article: Article) -> OwnerCheck | None:
    """The request that the owner has not answered yet, or None."""
    return OwnerCheck.objects.filter(version__article=article, verdict="", withdrawn_at=None).first()


def latest_check_of(article: Article) -> OwnerCheck | None:
    """What was last asked of or answered by the owner, or None."""
    checks = OwnerCheck.objects.filter(version__article=article, withdrawn_at=None)
    return checks.select_related("version").order_by("-asked_at").first()


def articles_to_relate(article: Article | None) -> list[tuple[str, str]]:
    """What an article may refer to: every other one that is shown, as (uuid, title)."""
    others = Article.objects.filter(state__in=SHOWN_AT_THE_DESK)
    others = others.exclude(pk=article.pk) if article is not None else others
    found = others.order_by("published__title").values_list("uuid", "published__title")
    return [(str(key), title) for key, title in found]


def articles_named(names: Sequence[str]) -> list[Article]:
    """The articles with these UUIDs that the desk shows."""
    return list(Article.objects.filter(uuid__in=names, state__in=SHOWN_AT_THE_DESK))


def latest_version(article: Article) -> Version:
    """The newest text of an article, whether or not it is out."""
    return article.versions.select_related("author").order_by("-number")[:1].get()


def _within(agent: Agent, *roles: str) -> QuerySet[Article]:
    return Article.objects.filter(scope_of(agent, *roles).where("topic__department"))


def _with_all(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.select_related(
        "topic__department__head", "topic__intake", "intake", "published__author", "pending__author"
    )
