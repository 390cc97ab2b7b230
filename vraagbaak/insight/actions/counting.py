"""Folding changes into the counts, and counting anew from the questions."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from vraagbaak.insight.queries.fragments import GRAINS, QUESTIONS, Grain

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
        _wait_for_turn(cursor)
        cursor.execute(
            f"WITH taken AS (DELETE FROM insight_change RETURNING *), {folded} SELECT count(*) FROM taken",  # noqa: S608
            {"zone": settings.TIME_ZONE},
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def count_anew(*, mends: bool) -> list[Difference]:
    """Compare the counts with the questions as they are at one moment; with `mends` the difference is added.

    Questions go on being closed meanwhile: what comes after that moment waits as a change, as always.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        _wait_for_turn(cursor)
        cursor.execute("SELECT set_config('work_mem', %s, true)", [MEMORY])
        return [_compared(cursor, grain, mends=mends) for grain in GRAINS]


def _compared(cursor, grain: Grain, *, mends: bool) -> Difference:
    """The rows in which a table and what waits differ from the questions."""
    keys = ("start", *grain.keys)
    signed = ", ".join(f"sum({name}) AS {name}" for name in grain.measures)
    opposite = ", ".join(("start", *grain.keys, *(f"-{name}" for name in grain.measures)))
    differs = " OR ".join(f"sum({name}) <> 0" for name in grain.measures)
    sql = (
        f"CREATE TEMPORARY TABLE insight_differs ON COMMIT DROP AS "  # noqa: S608
        f"SELECT {', '.join(keys)}, {signed} FROM ("
        f"{grain.counted(f'({QUESTIONS}) AS question')}"
        f" UNION ALL SELECT {opposite} FROM {grain.table}"
        f" UNION ALL SELECT {opposite} FROM ({grain.counted('insight_change')}) AS waiting"
        f") AS both_ways GROUP BY {', '.join(keys)} HAVING {differs}"
    )
    cursor.execute(sql, {"zone": settings.TIME_ZONE})
    cursor.execute("SELECT count(*) FROM insight_differs")
    rows = int(cursor.fetchone()[0])
    if rows and mends:
        cursor.execute(grain.added(f"SELECT {grain.columns} FROM insight_differs"))  # noqa: S608
    cursor.execute("DROP TABLE insight_differs")
    return Difference(grain.table, rows)


def _wait_for_turn(cursor) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
