"""Figures per topic and per department, beside those of a year earlier."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vraagbaak.contacts.models import Channel
from vraagbaak.core.queries import organisation
from vraagbaak.directory.models import Department
from vraagbaak.insight.queries.figures import By, Wanted, figures, first_day
from vraagbaak.insight.queries.scope import departments_seen, is_too_small
from vraagbaak.insight.queries.targets import goals_by_department, goals_by_topic
from vraagbaak.insight.rules.measures import Measures, total
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.queries.topics import Branch, topic_tree
from vraagbaak.people.models import Agent

BY_DAY_UP_TO = 62  # days; a trend over a longer period is drawn by month


@dataclass(frozen=True)
class Part:
    """One line: a topic or department with what was asked, and what was a year earlier."""

    name: str
    uuid: uuid.UUID | None
    depth: int
    now: Measures
    before: Measures
    goal: int | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class Trend:
    """Questions and share handled for each day or month of the period, beside those of a year earlier."""

    starts: Sequence[date]
    is_by_day: bool
    now: Sequence[Measures]
    before: Sequence[Measures]

    @property
    def questions(self) -> list[int]:
        """How many were asked in each part."""
        return [each.questions for each in self.now]

    @property
    def questions_before(self) -> list[int]:
        """How many were asked in each part a year earlier."""
        return [each.questions for each in self.before]

    @property
    def shares(self) -> list[int | None]:
        """The share that the desk handled in each part."""
        return [each.handled_share for each in self.now]

    @property
    def lines(self) -> list[tuple[date, Measures, Measures]]:
        """The same as a table."""
        return list(zip(self.starts, self.now, self.before, strict=True))


@dataclass(frozen=True)
class PartTable:
    """All lines of a page with their sum, its trend and the goal."""

    period: Period
    parts: Sequence[Part]
    whole: Measures
    whole_before: Measures
    trend: Trend
    goal: int
    is_partial: bool
    is_comparable: bool


def topics_in(agent: Agent, period: Period, channel: Channel | None = None) -> PartTable:
    """The topic tree, each with everything below it; topics without questions are left out."""
    wanted = _wanted(agent, period, channel)
    now, before = figures(wanted, By.TOPIC), figures(_earlier(wanted), By.TOPIC)
    tree, goals = topic_tree(only_active=False), goals_by_topic(period.until)
    sums, sums_before = _summed(tree, now), _summed(tree, before)
    parts = [
        _part(branch.topic.name, branch.topic.uuid, branch.depth, sums[key], sums_before[key], wanted, goals.get(key))
        for branch in tree
        if sums[key := branch.topic.pk].questions
    ]
    return table_of(wanted, [*parts, *_without(now, before, wanted)])


def departments_in(agent: Agent, period: Period, channel: Channel | None = None) -> PartTable:
    """The departments, most questions first."""
    wanted = _wanted(agent, period, channel)
    now, before = figures(wanted, By.DEPARTMENT), figures(_earlier(wanted), By.DEPARTMENT)
    named, goals = Department.objects.in_bulk(_known(now)), goals_by_department(period.until)
    parts = [
        _part(named[key].name, named[key].uuid, 0, now[key], before.get(key, Measures()), wanted, goals.get(key))
        for key in sorted(named, key=lambda key: (-now[key].questions, named[key].sort_key))
    ]
    return table_of(wanted, [*parts, *_without(now, before, wanted)])


def table_of(
    wanted: Wanted, parts: Sequence[Part], *, goal: int | None = None, is_partial: bool | None = None
) -> PartTable:
    """These lines with the sum and the trend of all that is wanted; the goal is the organisation's unless given."""
    trend = _trend(wanted)
    return PartTable(
        period=wanted.period,
        parts=parts,
        whole=total(trend.now),
        whole_before=total(trend.before),
        trend=trend,
        goal=goal or organisation().goal_percent,
        is_partial=wanted.departments is not None if is_partial is None else is_partial,
        is_comparable=(first := first_day()) is not None and first <= wanted.period.a_year_earlier.since,
    )


def _wanted(agent: Agent, period: Period, channel: Channel | None) -> Wanted:
    return Wanted(period, departments=departments_seen(agent), channel=channel.pk if channel else None)


def _earlier(wanted: Wanted) -> Wanted:
    return Wanted(wanted.period.a_year_earlier, wanted.topics, wanted.departments, wanted.channel)


def _known(found: Mapping[int | date | None, Measures]) -> list[int]:
    return [key for key in found if isinstance(key, int)]


def _summed(tree: Sequence[Branch], found: Mapping[int | date | None, Measures]) -> dict[int, Measures]:
    """Each topic with everything below it; the tree lists a topic before what is below it."""
    sums = {branch.topic.pk: found.get(branch.topic.pk, Measures()) for branch in tree}
    for branch in reversed(tree):
        parent = branch.topic.parent_id
        if parent in sums:
            sums[parent] = total([sums[parent], sums[branch.topic.pk]])
    return sums


def _part(
    name: str,
    named: uuid.UUID | None,
    depth: int,
    now: Measures,
    before: Measures,
    wanted: Wanted,
    goal: int | None = None,
) -> Part:
    if is_too_small(now.questions, wanted.departments):
        return Part(name, named, depth, Measures(), Measures(), goal, is_hidden=True)
    return Part(name, named, depth, now, before, goal)


def _without(
    now: Mapping[int | date | None, Measures], before: Mapping[int | date | None, Measures], wanted: Wanted
) -> Iterable[Part]:
    """The line of questions without a topic or department."""
    if None in now:
        yield _part("", None, 0, now[None], before.get(None, Measures()), wanted)


def _trend(wanted: Wanted) -> Trend:
    period, earlier = wanted.period, wanted.period.a_year_earlier
    is_by_day = period.days <= BY_DAY_UP_TO
    by = By.DAY if is_by_day else By.MONTH
    now, before = figures(wanted, by), figures(_earlier(wanted), by)
    starts = _days(period) if is_by_day else list(period.months())
    olds = _days(earlier) if is_by_day else list(earlier.months())
    olds += olds[-1:] * (len(starts) - len(olds))  # a leap day has no day of its own a year earlier
    return Trend(
        starts=starts,
        is_by_day=is_by_day,
        now=[now.get(start, Measures()) for start in starts],
        before=[before.get(old, Measures()) for old, _start in zip(olds, starts, strict=False)],
    )


def _days(period: Period) -> list[date]:
    return [period.since + timedelta(days=at) for at in range(period.days)]
