"""What an agent still has to read, and who has not read what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from vraagbaak.knowledge.models import Article, ReadMark
from vraagbaak.knowledge.queries.articles import MUST_READ_KINDS
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Unread:
    """An important article with who at the desk has not read it."""

    article: Article
    names: Sequence[str]
    readers: int


@dataclass(frozen=True)
class Notices:
    """News and work instructions, the newest first."""

    unread: Sequence[Article]
    read: Sequence[Article]


def notices_for(agent: Agent, *, limit: int = 100) -> Notices:
    """What this agent has not read yet, and the newest of the rest; one statement."""
    read = ReadMark.objects.filter(version=OuterRef("published"), agent=agent)
    shown = Article.objects.filter(kind__in=MUST_READ_KINDS, state=Article.State.PUBLISHED)
    found = list(
        shown.annotate(is_read=Exists(read))
        .select_related("published", "topic__department")
        .order_by("is_read", "-published__published_at", "-pk")[:limit]
    )
    return Notices(
        unread=[article for article in found if not getattr(article, "is_read", False)],
        read=[article for article in found if getattr(article, "is_read", False)],
    )


def unread_count(agent: Agent) -> int:
    """How many important articles this agent has not read; one statement."""
    read = ReadMark.objects.filter(version=OuterRef("published"), agent=agent)
    return _important().exclude(Exists(read)).count()


def unread_articles(agent: Agent) -> QuerySet[Article]:
    """The important articles that this agent has not read."""
    read = ReadMark.objects.filter(version=OuterRef("published"), agent=agent)
    return _important().exclude(Exists(read)).select_related("published", "topic")


def who_has_read() -> list[Unread]:
    """Important articles that somebody at the desk has not read yet; three statements."""
    readers = dict(_at_the_desk().order_by("name").values_list("pk", "name"))
    articles = _important().select_related("published", "topic__department").order_by("-published__published_at")
    read = set(
        ReadMark.objects.filter(version__in=_important().values("published")).values_list("version_id", "agent_id")
    )
    lines = [
        Unread(article, [name for pk, name in readers.items() if (article.published_id, pk) not in read], len(readers))
        for article in articles
    ]
    return [line for line in lines if line.names]


def _important() -> QuerySet[Article]:
    return Article.objects.filter(is_important=True, kind__in=MUST_READ_KINDS, state=Article.State.PUBLISHED)


def _at_the_desk() -> QuerySet[Agent]:
    return Agent.objects.filter(is_active=True, grants__role__in=DESK_ROLES).distinct()
