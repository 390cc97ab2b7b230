"""Folding changes into the counts, and counting anew from the questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from vraagbaak.core.moments import midnight
from vraagbaak.insight.queries.fragments import GRAINS, HALF_HOUR, QUESTIONS, QUESTIONS_ALONE, WHOLE, Grain

ONE_AT_A_TIME = 7_301_042  # the advisory lock of who folds or counts anew
MEMORY = "256MB"  # for sorting and grouping while counting anew


@dataclass(frozen=True)
class Difference:
    """How many rows of a table of counts are not what the questions say."""

    table: str
    rows: int


@transaction.atomic
def fold_changes() -> int:
    """Fold what waits into the counts, in one statement, and give how many changes; two at once wait for each other."""
    folded = ", ".join(f"{grain.table}_folded AS ({grain.added(grain.counted('taken'))})" for grain in GRAINS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(
            f"WITH taken AS (DELETE FROM insight_change RETURNING *), {folded} SELECT count(*) FROM taken",  # noqa: S608
            {"zone": settings.TIME_ZONE},
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def count_anew(*, mends: bool, since: date | None = None) -> list[Difference]:
    """Compare the counts with the questions as they are at one moment; with `mends` the difference is added.

    `since` leaves out what is older; it must be the first of a month, since months are counted too.
    Questions go on being closed meanwhile: what comes after that moment waits as a change, as always.
    """
    first = since or date(1900, 1, 1)
    bounds: dict[str, Any] = {
        "since": first,
        "moment": midnight(first),
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor, _turn(cursor), transaction.atomic(durable=True):
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT set_config('work_mem', %s, true)", [MEMORY])
        days = WHOLE.day.counted(f"({QUESTIONS} WHERE question.asked_at >= %(moment)s) AS question")
        # read once, since the questions are what is large; all that stands for days and months is summed from it
        cursor.execute(f"CREATE TEMPORARY TABLE insight_asked ON COMMIT DROP AS {days}", bounds)
        return [_compared(cursor, grain, bounds, mends=mends) for grain in GRAINS]


def _compared(cursor: CursorWrapper, grain: Grain, bounds: dict[str, Any], *, mends: bool) -> Difference:
    """The rows in which a table and what waits differ from the questions; `insight_asked` holds those by day."""
    keys = ", ".join(("start", *grain.keys))
    sums = ", ".join(f"sum({name}) AS {name}" for name in grain.measures)
    minus = ", ".join((keys, *(f"-{name}" for name in grain.measures)))
    differs = " OR ".join(f"sum({name}) <> 0" for name in grain.measures)
    alone = f"({QUESTIONS_ALONE} WHERE asked_at >= %(moment)s) AS question"
    asked = grain.counted(alone) if grain is HALF_HOUR else grain.summed("insight_asked")
    waiting = grain.counted("insight_change WHERE asked_at >= %(moment)s")
    cursor.execute(
        f"CREATE TEMPORARY TABLE insight_differs ON COMMIT DROP AS SELECT {keys}, {sums} FROM ({asked}"  # noqa: S608
        f" UNION ALL SELECT {minus} FROM {grain.table} WHERE start >= %({grain.bound})s"
        f" UNION ALL SELECT {minus} FROM ({waiting}) AS waiting"
        f") AS both_ways GROUP BY {keys} HAVING {differs} ORDER BY {keys}",  # in order of the index it may go into
        bounds,
    )
    rows = cursor.rowcount
    if rows and mends:
        cursor.execute(grain.added(f"SELECT {grain.columns} FROM insight_differs"))  # noqa: S608
    cursor.execute("DROP TABLE insight_differs")
    return Difference(grain.table, rows)


@contextmanager
def _turn(cursor: CursorWrapper) -> Iterator[None]:
    """Keep others from folding from before the transaction begins: what it sees is then what it changes."""
    cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
