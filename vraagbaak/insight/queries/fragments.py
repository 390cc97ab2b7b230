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

# The same without what stands with the contact, for counts that need none of it.
QUESTIONS_ALONE = "SELECT 1 AS sign, asked_at, topic_id, outcome FROM contacts_question"


@dataclass(frozen=True)
class Grain:
    """A table of counts: what one row stands for, and what it counts."""

    table: str
    start: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]
    bound: str = "since"  # what `start` is compared with: a day, or a moment
    of_days: str = "start"  # its start, of rows that stand for a day

    @property
    def columns(self) -> str:
        """All columns, keys first."""
        return ", ".join(("start", *self.keys, *self.measures))

    def counted(self, source: str) -> str:
        """Count changes: a SELECT of `columns`; `source` is the FROM part. Takes the time zone as a parameter."""
        keys, sums = ", ".join(self.keys), ", ".join(f"{_SUMS[name]} AS {name}" for name in self.measures)
        groups = ", ".join(str(at + 1) for at in range(len(self.keys) + 1))
        return f"SELECT {self.start} AS start, {keys}, {sums} FROM {source} GROUP BY {groups}"  # noqa: S608

    def summed(self, days: str) -> str:
        """Add up rows that stand for days and hold all keys and measures: a SELECT of `columns`."""
        keys, sums = ", ".join(self.keys), ", ".join(f"sum({name}) AS {name}" for name in self.measures)
        groups = ", ".join(str(at + 1) for at in range(len(self.keys) + 1))
        return f"SELECT {self.of_days} AS start, {keys}, {sums} FROM {days} GROUP BY {groups}"  # noqa: S608

    def added(self, source: str) -> str:
        """Add counted rows to the table; `source` is a SELECT of `columns`."""
        sums = ", ".join(f"{name} = {self.table}.{name} + excluded.{name}" for name in self.measures)
        return (
            f"INSERT INTO {self.table} ({self.columns}) {source} "  # noqa: S608
            f"ON CONFLICT (start, {', '.join(self.keys)}) DO UPDATE SET {sums}"
        )


DAYS, MONTHS = "(asked_at AT TIME ZONE %(zone)s)::date", "date_trunc('month', asked_at AT TIME ZONE %(zone)s)::date"


@dataclass(frozen=True)
class Cut:
    """The same counts kept by fewer keys, per day and per month: the fewer keys, the fewer rows to add up."""

    day: Grain
    month: Grain

    @classmethod
    def of(cls, name: str, *keys: str) -> "Cut":
        """A cut by these keys, in tables of this name."""
        day = Grain(f"insight_day{name}count", DAYS, keys, NAMES)
        return cls(
            day, Grain(f"insight_month{name}count", MONTHS, keys, NAMES, of_days="date_trunc('month', start)::date")
        )

    def has(self, keys: frozenset[str]) -> bool:
        """Whether figures by these keys can be read from it."""
        return keys <= frozenset(self.day.keys)


HALF_HOUR = Grain(
    "insight_halfhourcount",
    "date_bin('30 minutes', asked_at, TIMESTAMPTZ '2000-01-01 00:00+00')",
    ("topic_id",),
    ("questions", "handled", "dropped"),
    bound="moment",
)
WHOLE = Cut.of("", "topic_id", "department_id", "channel_id")
CUTS = (
    Cut.of("department", "department_id"),
    Cut.of("channel", "department_id", "channel_id"),
    Cut.of("topic", "topic_id", "department_id"),
    WHOLE,
)
GRAINS = (HALF_HOUR, *(grain for cut in CUTS for grain in (cut.day, cut.month)))


def smallest_cut(keys: frozenset[str]) -> Cut:
    """The cut with the fewest rows from which figures by these keys can be read."""
    return next(cut for cut in CUTS if cut.has(keys))
