"""The SQL that counts: one way of counting for what was folded, what waits, and the questions themselves.

Everything here is made of fixed words; values travel as parameters.
"""

from dataclasses import dataclass

from vraagbaak.insight.rules.measures import HANDLED, NAMES

_HANDLED = "outcome IN ({})".format(", ".join(f"'{outcome}'" for outcome in HANDLED))
_CONDITIONS = {
    **{outcome: f"outcome = '{outcome}'" for outcome in (*HANDLED, "callback", "transferred", "no_answer", "dropped")},
    **{mood: f"mood = '{mood}'" for mood in ("happy", "calm", "worried", "sad", "angry")},
    "repeats": "is_repeat AND outcome <> 'dropped'",
    "solved": f"NOT is_repeat AND {_HANDLED}",
    "timed": "seconds IS NOT NULL",
    "handled": _HANDLED,
}
_SUMS = {
    "questions": "sum(sign)",
    "seconds": "coalesce(sum(sign * seconds), 0)",
    **{name: f"coalesce(sum(sign) FILTER (WHERE {condition}), 0)" for name, condition in _CONDITIONS.items()},
}

# The questions in the shape of changes that all came; `seconds` as the trigger on the questions takes it.
QUESTIONS = """SELECT 1 AS sign, question.asked_at, question.topic_id, question.department_id, contact.channel_id,
  question.outcome, question.mood, question.is_repeat,
  CASE WHEN question.position = 1 THEN insight_seconds(
    contact.opened_at, contact.closed_at, contact.parked_seconds, contact.wrap_up_seconds) END AS seconds
  FROM contacts_question AS question JOIN contacts_contact AS contact ON contact.id = question.contact_id"""


@dataclass(frozen=True)
class Grain:
    """A table of counts: what one row stands for, and what it counts."""

    table: str
    start: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    bound: str = "since"  # what `start` is compared with: a day, or a moment

    @property
    def columns(self) -> str:
        """All columns, keys first."""
        return ", ".join(("start", *self.keys, *self.measures))

    def counted(self, source: str) -> str:
        """Count changes: a SELECT of `columns`; `source` is the FROM part. Takes the time zone as a parameter."""
        keys, sums = ", ".join(self.keys), ", ".join(f"{_SUMS[name]} AS {name}" for name in self.measures)
        groups = ", ".join(str(at + 1) for at in range(len(self.keys) + 1))
        return f"SELECT {self.start} AS start, {keys}, {sums} FROM {source} GROUP BY {groups}"  # noqa: S608

    def added(self, source: str) -> str:
        """Add counted rows to the table; `source` is a SELECT of `columns`."""
        sums = ", ".join(f"{name} = {self.table}.{name} + excluded.{name}" for name in self.measures)
        return (
            f"INSERT INTO {self.table} ({self.columns}) {source} "  # noqa: S608
            f"ON CONFLICT (start, {', '.join(self.keys)}) DO UPDATE SET {sums}"
        )


HALF_HOUR = Grain(
    "insight_halfhourcount",
    "date_bin('30 minutes', asked_at, TIMESTAMPTZ '2000-01-01 00:00+00')",
    ("topic_id", "channel_id"),
    ("questions", "handled", "dropped"),
    "moment",
)
DAY = Grain(
    "insight_daycount", "(asked_at AT TIME ZONE %(zone)s)::date", ("topic_id", "department_id", "channel_id"), NAMES
)
MONTH = Grain(
    "insight_monthcount",
    "date_trunc('month', asked_at AT TIME ZONE %(zone)s)::date",
    ("topic_id", "department_id", "channel_id"),
    NAMES,
)
GRAINS = (HALF_HOUR, DAY, MONTH)
