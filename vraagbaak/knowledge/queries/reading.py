"""What an agent still has to read, and who has not read what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from vraagbaak.knowledge.models import Article, ReadMark
from vraagbaak.knowledge.queries.articles import MUST_READ_KINDS
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Unread:
    """An important article with how many at the desk have read it."""

    article: Article
    read_by: int
    readers: int

    @property
    def missing(self) -> int:
        """How many have not read it."""
        return max(0, self.readers - self.read_by)


def notices_for(agent: Agent, *, limit: int = 30) -> QuerySet[Article]:
    """News and work instructions, newest first, each with whether this agent has read it (`is_read`)."""
    read = ReadMark.objects.filter(version=OuterRef("published"), agent=agent)
    shown = Article.objects.filter(kind__in=MUST_READ_KINDS, state=Article.State.PUBLISHED)
    return (
        shown.annotate(is_read=Exists(read))
        .select_related("published", "topic__department")
        .order_by("-published__published_at", "-pk")[:limit]
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
    """Important articles that somebody at the desk has not read yet; two statements."""
    at_the_desk = _at_the_desk()
    readers = at_the_desk.count()
    found = (
        _important()
        .filter(published__readers__agent__in=at_the_desk)
        .annotate(read_by=Count("published__readers__agent", distinct=True))
        .values_list("pk", "read_by")
    )
    read_by = dict(found)
    articles = _important().select_related("published", "topic__department").order_by("-published__published_at")
    lines = [Unread(article, read_by.get(article.pk, 0), readers) for article in articles]
    return [line for line in lines if line.missing]


def not_read_by(article: Article) -> Sequence[str]:
    """The names of those at the desk who have not read an article."""
    read = ReadMark.objects.filter(version=article.published).values("agent_id")
    return list(_at_the_desk().exclude(pk__in=read).order_by("name").values_list("name", flat=True))


def _important() -> QuerySet[Article]:
    return Article.objects.filter(is_important=True, kind__in=MUST_READ_KINDS, state=Article.State.PUBLISHED)


def _at_the_desk() -> QuerySet[Agent]:
    return Agent.objects.filter(is_active=True, grants__role__in=DESK_ROLES).distinct()
