"""What a measurement teaches: what the desk could take over, and which questions have to be asked for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vraagbaak.insight.rules.measures import percent
from vraagbaak.insight.rules.periods import Period

MOST_DRAFTS = 5
MOST_INTAKE = 8
LONGEST = timedelta(days=92)
FEWEST_TO_MOVE = 3  # alike questions of which it was noted whether the desk could do them


@dataclass(frozen=True)
class Noted:
    """How often it was noted that the desk could, and could not, have answered."""

    could: int = 0
    could_not: int = 0

    @property
    def number(self) -> int:
        """Of how many questions it was noted."""
        return self.could + self.could_not

    @property
    def share(self) -> int | None:
        """The share that the desk could take, in whole percents rounded down; None when nothing was noted."""
        return percent(self.could, self.number)

    @property
    def can_move(self) -> bool:
        """Whether alike questions can move to the desk: noted often enough, and more often yes than no."""
        return self.number >= FEWEST_TO_MOVE and self.could > self.could_not


def noted_of(answers: Sequence[str]) -> Noted:
    """Count the answers to "could the desk have answered this?"; those left open do not count."""
    return Noted(sum(answer == "yes" for answer in answers), sum(answer == "no" for answer in answers))


def before(period: Period) -> Period:
    """As many days, up to the day before it began."""
    return Period(period.since - timedelta(days=period.days), period.since - timedelta(days=1))


def after(period: Period, begins: date, today: date) -> Period | None:
    """As many days from the day on which what was learned began to hold, as far as they are over; None before that."""
    if begins > today:
        return None
    return Period(begins, min(today, begins + timedelta(days=period.days - 1)))


def needed_lines(text: str) -> list[str]:
    """The questions that somebody had to ask, one a line, without marks before them."""
    lines = (" ".join(line.strip().lstrip("-•*0123456789.) ").split()) for line in text.splitlines())
    return [line for line in lines if len(line) > 2]
