"""The editor's lists: what asks for work, within the departments that the editor or specialist has."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory.scope import scope_of
from vraagbaak.knowledge.models import Article, Feedback, LearnedQuestion, OwnerCheck, SearchEntry
from vraagbaak.knowledge.queries.articles import WORK_ROLES, articles_to_work_on
from vraagbaak.knowledge.queries.reading import who_has_read
from vraagbaak.knowledge.rules.dates import REMIND_AHEAD
from vraagbaak.people.models import Agent, Role

MOST_SEARCHES = 500
UNUSED_AFTER = timedelta(days=90)
SEARCHES_SINCE = timedelta(days=60)


Rows = QuerySet[Any] | Sequence[object]


@dataclass(frozen=True)
class EditorList:
    """A list as it is named and explained on the screen, with the part that shows its lines."""

    title: str | Promise
    row: str
    hint: str | Promise
    nothing: str | Promise


LISTS: Mapping[str, EditorList] = {
    "te-controleren": EditorList(
        _("With the owner"),
        "check",
        _("Texts that the owning department still has to answer for."),
        _("No owner has to answer anything."),
    ),
    "opmerkingen": EditorList(
        _("Remarks of the desk"),
        "feedback",
        _("What the desk finds wrong or misses. Mend the article, and say what you did."),
        _("Nobody has a remark."),
    ),
    "concepten": EditorList(
        _("Drafts"),
        "article",
        _("Texts that are not out yet and that nobody checks now."),
        _("Nothing is being written."),
    ),
    "herziening": EditorList(
        _("Look again"),
        "article",
        _("Answers whose day to look again has come, or comes within a week."),
        _("Nothing has to be looked at this week."),
    ),
    "verlopen": EditorList(
        _("Expired"),
        "article",
        _("The desk still sees these, with a warning. Residents do not."),
        _("Nothing has expired."),
    ),
    "zonder-resultaat": EditorList(
        _("Searches without a result"),
        "search",
        _("What the desk searched for in the last two months and found no answer to."),
        _("Every search found something."),
    ),
    "voorgesteld": EditorList(
        _("Proposed questions"),
        "question",
        _("Questions as residents asked them. Once learned, the search knows them."),
        _("No question waits for your approval."),
    ),
    "ongelezen": EditorList(
        _("Not read yet"),
        "unread",
        _("Important news and work instructions that not everybody at the desk has read."),
        _("Everybody has read everything important."),
    ),
    "ongebruikt": EditorList(
        _("Never used"),
        "article",
        _("Answers that are out for three months and that nobody used."),
        _("Every answer was used in the last three months."),
    ),
    "archief": EditorList(
        _("Archive"), "article", _("Texts that are kept and used no more."), _("The archive is empty.")
    ),
}


@dataclass(frozen=True)
class FruitlessSearch:
    """Words that agents searched for and found nothing with."""

    words: str
    times: int
    gaps: int
    last_at: datetime


def drafts(agent: Agent) -> QuerySet[Article]:
    """Texts that are being written: new articles, and changes that nobody checks now."""
    asked = OwnerCheck.objects.filter(version=OuterRef("pending"), verdict="", withdrawn_at=None)
    unfinished = Q(state__in=[Article.State.DRAFT, Article.State.TO_CHECK]) | Q(pending__isnull=False)
    writing = articles_to_work_on(agent).filter(unfinished)
    return _shown(writing.exclude(Exists(asked)).exclude(state=Article.State.ARCHIVED)).order_by("-pending__created_at")


def to_check(agent: Agent) -> QuerySet[OwnerCheck]:
    """What an owner was asked to check and has not answered, the first due first."""
    reach = scope_of(agent, *WORK_ROLES).where("version__article__topic__department")
    waiting = OwnerCheck.objects.filter(reach, verdict="", withdrawn_at=None)
    return waiting.select_related("version__article__topic__department", "asked_by").order_by("due_on", "pk")


def open_feedback(agent: Agent) -> QuerySet[Feedback]:
    """What agents said of answers and nobody settled, the newest first."""
    scope = scope_of(agent, *WORK_ROLES)
    waiting = Feedback.objects.filter(scope.where("version__article__topic__department"), settled_at=None)
    return waiting.select_related("version__article__topic__department", "agent").order_by("-given_at", "-pk")


def unused(agent: Agent, now: datetime) -> QuerySet[Article]:
    """Answers that were out for three months and were never used."""
    out = articles_to_work_on(agent).filter(
        state=Article.State.PUBLISHED,
        uses=0,
        kind__in=[Article.Kind.PRODUCT, Article.Kind.QA],
        created_at__lte=now - UNUSED_AFTER,
        published__published_at__lte=now - UNUSED_AFTER,
    )
    return _shown(out).order_by("published__published_at")


def review_due(agent: Agent, today: date) -> QuerySet[Article]:
    """Answers whose review date has come or comes within a week, the oldest first."""
    shown = articles_to_work_on(agent).filter(state=Article.State.PUBLISHED, review_on__lte=today + REMIND_AHEAD)
    return _shown(shown).order_by("review_on")


def expired(agent: Agent) -> QuerySet[Article]:
    """Answers that are past their last day."""
    return _shown(articles_to_work_on(agent).filter(state=Article.State.EXPIRED)).order_by("-valid_until")


def archived(agent: Agent) -> QuerySet[Article]:
    """Answers that are kept and used no more."""
    return _shown(articles_to_work_on(agent).filter(state=Article.State.ARCHIVED)).order_by("-pk")


def proposed_questions(agent: Agent) -> QuerySet[LearnedQuestion]:
    """Literal questions that use proposed and no editor approved yet, the most used first."""
    scope = scope_of(agent, *WORK_ROLES)
    waiting = LearnedQuestion.objects.filter(
        scope.where("article__topic__department"), state=LearnedQuestion.State.PROPOSED
    )
    return waiting.select_related("article__published", "article__topic__department").order_by("-uses", "-pk")


def fruitless_searches(agent: Agent, now: datetime) -> list[FruitlessSearch]:
    """Searches without a result, alike ones counted together; for editors only: words belong to no department."""
    if not agent.has_role(Role.EDITOR):
        return []
    rows = (
        SearchEntry.objects.fruitless()
        .filter(last_at__gte=now - SEARCHES_SINCE)
        .values(alike=Lower("words"))
        .annotate(times=Count("pk"), gaps=Count("pk", filter=Q(is_gap=True)), last=Max("last_at"))
        .order_by("-gaps", "-times", "-last")[:MOST_SEARCHES]
    )
    return [FruitlessSearch(row["alike"], row["times"], row["gaps"], row["last"]) for row in rows]


def feedback_for(agent: Agent, feedback: uuid.UUID) -> Feedback | None:
    """The remark to settle, or None."""
    return open_feedback(agent).filter(uuid=feedback).first()


def question_for(agent: Agent, question: uuid.UUID) -> LearnedQuestion | None:
    """The proposed question to decide on, or None."""
    return proposed_questions(agent).filter(uuid=question).first()


def rows_of(name: str, agent: Agent, now: datetime, today: date) -> Rows:
    """The rows of one list, not read yet where they stand in one table."""
    return _rows(agent, now, today)[name]()


def list_counts(agent: Agent, now: datetime, today: date) -> dict[str, int]:
    """How much stands in each list, by its name in the address."""
    found = {name: rows() for name, rows in _rows(agent, now, today).items()}
    return {name: rows.count() if isinstance(rows, QuerySet) else len(rows) for name, rows in found.items()}


def _rows(agent: Agent, now: datetime, today: date) -> Mapping[str, Callable[[], Rows]]:
    return {
        "concepten": lambda: drafts(agent),
        "te-controleren": lambda: to_check(agent),
        "opmerkingen": lambda: open_feedback(agent),
        "herziening": lambda: review_due(agent, today),
        "verlopen": lambda: expired(agent),
        "voorgesteld": lambda: proposed_questions(agent),
        "zonder-resultaat": lambda: fruitless_searches(agent, now),
        "ongelezen": who_has_read,
        "ongebruikt": lambda: unused(agent, now),
        "archief": lambda: archived(agent),
    }


def _shown(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.select_related("published__author", "pending__author", "topic__department")
