"""Figures over questions: sums of what was folded and what waits, in one statement and so of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection

from vraagbaak.insight.queries.fragments import HALF_HOUR, Cut, Grain, smallest_cut
from vraagbaak.insight.rules.measures import NAMES, Measures
from vraagbaak.insight.rules.periods import Period

Key = int | date | None


class By(StrEnum):
    """What figures can be parted by."""

    TOPIC = "topic_id"
    DEPARTMENT = "department_id"
    CHANNEL = "channel_id"
    DAY = "start"
    MONTH = "date_trunc('month', start)::date"
    ALL = "NULL::bigint"


@dataclass(frozen=True)
class Wanted:
    """Which questions figures are about; None is no restriction, an empty set is nothing."""

    period: Period
    topics: frozenset[int] | None = None
    departments: frozenset[int] | None = None
    channel: int | None = None


@dataclass(frozen=True)
class HalfHour:
    """The questions of half an hour."""

    start: datetime
    topic: int | None
    questions: int
    handled: int
    dropped: int


def figures(wanted: Wanted, by: By = By.ALL) -> dict[Key, Measures]:
    """The measures of each part in which there are questions; months where the period is whole months."""
    parameters: dict[str, Any] = {"zone": settings.TIME_ZONE}
    where = _where(wanted, parameters)
    cut = smallest_cut(_keys(wanted, by))
    rows = " UNION ALL ".join(
        [*_folded(cut, wanted.period, by, where, parameters), _waiting(cut.day, wanted.period, where, parameters)]
    )
    sums = ", ".join(f"sum({name})" for name in NAMES)
    sql = f"SELECT {by} AS part, {sums} FROM ({rows}) AS counted GROUP BY 1 HAVING sum(questions) <> 0"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {row[0]: Measures(*map(int, row[1:])) for row in cursor.fetchall()}


def first_day() -> date | None:
    """The first day of which there are folded counts; before it nothing was counted, which is not the same as 0."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(start) FROM {smallest_cut(frozenset()).day.table} WHERE questions > 0")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else None


def total_of(wanted: Wanted) -> Measures:
    """The measures of all of it together."""
    return figures(wanted).get(None, Measures())


def half_hours(
    moments: Sequence[tuple[datetime, datetime]],
    *,
    topics: frozenset[int] | None = None,
    whole_before: datetime | None = None,
) -> list[HalfHour]:
    """The half hours that begin within one of these stretches (from, until before), by topic, in order.

    A stretch that begins before `whole_before` is told as one, at its beginning.
    """
    since, until = [start for start, _ in moments], [end for _, end in moments]
    where = "" if topics is None else "AND topic_id = ANY(%(topics)s)"
    stretches = (
        "unnest(%(since)s::timestamptz[], %(until)s::timestamptz[]) AS stretch(a, b) ON start >= a AND start < b"
    )
    folded = f"SELECT start, topic_id, questions, handled, dropped FROM {HALF_HOUR.table}"  # noqa: S608
    waiting = HALF_HOUR.counted("insight_change")
    sql = (
        f"SELECT CASE WHEN a < %(whole)s THEN a ELSE start END, topic_id,"  # noqa: S608
        f" sum(questions), sum(handled), sum(dropped) FROM ("
        f"{folded} WHERE start >= %(first)s AND start < %(last)s"
        f" UNION ALL SELECT start, topic_id, questions, handled, dropped FROM ({waiting}) AS waiting"
        f") AS counted JOIN {stretches} WHERE TRUE {where} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    if not moments:
        return []
    parameters: dict[str, Any] = {
        "since": since,
        "until": until,
        "first": min(since),
        "last": max(until),
        "whole": whole_before or min(since),
        "topics": list(topics or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [HalfHour(row[0], row[1], *map(int, row[2:])) for row in cursor.fetchall()]


def _keys(wanted: Wanted, by: By) -> frozenset[str]:
    """By what the counts must have been kept."""
    narrowed = {By.TOPIC: wanted.topics, By.DEPARTMENT: wanted.departments, By.CHANNEL: wanted.channel}
    return frozenset(str(key) for key, chosen in narrowed.items() if chosen is not None or key is by)


def _folded(cut: Cut, period: Period, by: By, where: str, parameters: dict[str, Any]) -> list[str]:
    whole = None if by is By.DAY else period.whole_months()
    days = [(cut.day, edge) for edge in (period.edges() if whole else (period,))]
    parts = [*days, (cut.month, whole)] if whole else days
    return [_of(grain, part, number, where, parameters) for number, (grain, part) in enumerate(parts)]


def _of(grain: Grain, period: Period, number: int, where: str, parameters: dict[str, Any]) -> str:
    parameters |= {f"since{number}": period.since, f"until{number}": period.until}
    within = f"start BETWEEN %(since{number})s AND %(until{number})s"
    return f"SELECT {grain.columns} FROM {grain.table} WHERE {within} {where}"  # noqa: S608


def _waiting(day: Grain, period: Period, where: str, parameters: dict[str, Any]) -> str:
    parameters |= {"since": period.since, "until": period.until}
    counted = day.counted("insight_change")
    return f"SELECT * FROM ({counted}) AS waiting WHERE start BETWEEN %(since)s AND %(until)s {where}"  # noqa: S608


def _where(wanted: Wanted, parameters: dict[str, Any]) -> str:
    conditions = []
    for column, chosen in (("topic_id", wanted.topics), ("department_id", wanted.departments)):
        if chosen is not None:
            parameters[column] = list(chosen)
            conditions.append(f"AND {column} = ANY(%({column})s)")
    if wanted.channel is not None:
        parameters["channel"] = wanted.channel
        conditions.append("AND channel_id = %(channel)s")
    return " ".join(conditions)
