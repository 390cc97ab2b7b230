"""What a department learns each month: what was asked, what the desk handles, what that saves, what could be next."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from vraagbaak.answersearch.dutch import word_weight
from vraagbaak.contacts.models import Question
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.directory.models import Department
from vraagbaak.insight.models import Gap
from vraagbaak.insight.queries.figures import By, Wanted, figures
from vraagbaak.insight.queries.gaps import GapLine, lines_of
from vraagbaak.insight.queries.scope import FEWEST
from vraagbaak.insight.queries.within import asked_within
from vraagbaak.insight.rules.gaps import SPECIALIST_MINUTES
from vraagbaak.insight.rules.grouping import Asked, grouped
from vraagbaak.insight.rules.measures import HANDED_ON, Measures
from vraagbaak.insight.rules.periods import Period, next_month
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.people.models import Agent

NEWEST = 5_000  # questions that are laid beside each other; figures are over all of them
SHOWN = 8
GAPS = 5
MONTHS = 13


class MonthImpossible(ValueError):
    """Not a month, or one that is still to come."""


@dataclass(frozen=True)
class MonthShare:
    """What the desk handled of a month's questions."""

    month: date
    now: Measures

    @property
    def is_known(self) -> bool:
        """Whether enough was asked to tell of it without telling of one person."""
        return self.now.questions >= FEWEST


@dataclass(frozen=True)
class TopicMonth:
    """A topic with what was handed on of it."""

    topic: Topic | None
    now: Measures


@dataclass(frozen=True)
class AskedAlike:
    """What at least five people asked alike, in the words of one of them without numbers and addresses."""

    words: str
    number: int
    handed_on: int
    topic: Topic | None


@dataclass(frozen=True)
class Report:
    """A department's month; of what fewer than five asked it tells at most how often that was."""

    department: Department
    month: date
    until: date
    is_running: bool
    line: Sequence[MonthShare]
    asked: Sequence[AskedAlike] = ()
    topics: Sequence[TopicMonth] = ()
    gaps: Sequence[GapLine] = ()
    small_gaps: int = 0
    news: Sequence[Article] = ()
    suggestion: AskedAlike | None = None

    @property
    def now(self) -> Measures:
        """The month itself."""
        return self.line[-1].now

    @property
    def known_line(self) -> Sequence[MonthShare]:
        """The months of which something can be told."""
        return [each for each in self.line if each.is_known]

    @property
    def before(self) -> MonthShare | None:
        """The month before, when something can be told of it."""
        return self._known(self.line[-2:-1])

    @property
    def year_ago(self) -> MonthShare | None:
        """The same month a year earlier, when something can be told of it."""
        return self._known(self.line[:1])

    @property
    def is_hidden(self) -> bool:
        """Whether so few asked something that one of them might be recognised."""
        return 0 < self.now.questions < FEWEST

    @property
    def saved_hours(self) -> int:
        """What the specialists were spared: ten minutes for each question that the desk handled, in whole hours."""
        return self.now.handled * SPECIALIST_MINUTES // 60

    @property
    def minutes(self) -> int:
        """The assumed minutes of a specialist for one question."""
        return SPECIALIST_MINUTES

    @property
    def earlier_month(self) -> date:
        """The month before this one."""
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def later_month(self) -> date | None:
        """The month after this one; none after the month that is running."""
        return None if self.is_running else next_month(self.month)

    @staticmethod
    def _known(months: Sequence[MonthShare]) -> MonthShare | None:
        return months[0] if months and months[0].is_known else None


def report_for(agent: Agent, department: uuid.UUID, month: str) -> Report | None:
    """A department's month as far as this person may see it; None when it is absent or not for this person."""
    found = Department.objects.filter(uuid=department).first()
    if found is None or not contacts_scope(agent).allows(found.pk):
        return None
    return report_of(found, month_named(month, timezone.localdate()), timezone.localdate())


def month_named(name: str, today: date) -> date:
    """The first day of a month written as 2026-11; refused (MonthImpossible) otherwise, and for a month to come."""
    try:
        month = datetime.strptime(name, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError as error:
        raise MonthImpossible from error
    if month > today or month.year < 2000 or name != f"{month:%Y-%m}":
        raise MonthImpossible
    return month


def last_month(today: date) -> date:
    """The last month that is over."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def report_of(department: Department, month: date, today: date) -> Report:
    """A department's month, up to today when it is running; as many statements whatever was asked."""
    until = min(next_month(month) - timedelta(days=1), today)
    of = frozenset({department.pk})
    by_month = figures(Wanted(Period(month.replace(year=month.year - 1), until), departments=of), By.MONTH)
    line = [MonthShare(first, by_month.get(first, Measures())) for first in _months_until(month)]
    report = Report(department, month, until, until == today < next_month(month) - timedelta(days=1), line)
    if report.is_hidden or not report.now.questions:
        return report
    by_topic = figures(Wanted(Period(month, until), departments=of), By.TOPIC)
    alike = _alike(department, month, until)
    handed_on = sorted(alike, key=lambda each: -each.handed_on)
    gaps = lines_of(Gap.objects.filter(department=department, state__in=[Gap.State.OPEN, Gap.State.ASKED]))
    return replace(
        report,
        asked=alike[:SHOWN],
        topics=_topics(by_topic),
        gaps=[line for line in gaps if line.number >= FEWEST][:GAPS],
        small_gaps=sum(line.number < FEWEST for line in gaps),
        news=_news(department, until),
        suggestion=next((each for each in handed_on if each.handed_on >= FEWEST), None),
    )


def _months_until(month: date) -> list[date]:
    first = month.replace(year=month.year - 1)
    return list(Period(first, month).months())[-MONTHS:]


def _topics(by_topic: Mapping[int | date | None, Measures]) -> list[TopicMonth]:
    """The topics of which most was handed on, the most first; not those about which fewer than five asked."""
    named = Topic.objects.in_bulk([key for key in by_topic if isinstance(key, int)])
    found = [TopicMonth(named.get(key) if isinstance(key, int) else None, now) for key, now in by_topic.items()]
    told = [each for each in found if each.now.questions >= FEWEST]
    return sorted(told, key=lambda each: (-each.now.handed_on, -each.now.questions))[:SHOWN]


def _alike(department: Department, month: date, until: date) -> list[AskedAlike]:
    """What at least five people asked alike in this time, most asked first."""
    asked = Question.objects.filter(asked_within(Period(month, until)), department=department).exclude(words="")
    rows = list(asked.order_by("-asked_at", "-id").values_list("pk", "stems", "topic_id", "outcome")[:NEWEST])
    groups = grouped([Asked(key, tuple(stems.split()), topic) for key, stems, topic, _ in rows], weigh=word_weight)
    large = [group for group in groups if len(group.keys) >= FEWEST]
    outcomes = {key: outcome for key, _, _, outcome in rows}
    abouts = {key: topic for key, _, topic, _ in rows}
    said = dict(Question.objects.filter(pk__in=[group.typical for group in large]).values_list("pk", "words"))
    topics = Topic.objects.in_bulk({topic for topic in abouts.values() if topic is not None})
    return [
        AskedAlike(
            words=mask_personal_data(said.get(group.typical, "").strip()),
            number=len(group.keys),
            handed_on=sum(outcomes[key] in HANDED_ON for key in group.keys),
            topic=topics.get(Counter(abouts[key] for key in group.keys).most_common(1)[0][0] or 0),
        )
        for group in large
    ]


def _news(department: Department, until: date) -> list[Article]:
    """What was announced of the department and still holds, or is still to come."""
    found = Article.objects.filter(kind=Article.Kind.NEWS, topic__department=department, state=Article.State.PUBLISHED)
    ahead = found.filter(valid_until__gt=until) | found.filter(valid_from__gt=until)
    return list(ahead.select_related("published").order_by("valid_from", "pk")[:SHOWN])
