"""Periods that figures are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_DAYS = 10 * 366
NAMED = ("vandaag", "week", "maand", "kwartaal", "jaar", "vorige-maand", "vorig-jaar")


class PeriodImpossible(ValueError):
    """A period that ends before it begins, or is longer than ten years."""


@dataclass(frozen=True)
class Period:
    """From a day up to and including another."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if not 0 <= (self.until - self.since).days < LONGEST_DAYS:
            raise PeriodImpossible

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.until - self.since).days + 1

    @property
    def a_year_earlier(self) -> "Period":
        """The same dates in the year before; 29 February becomes 28."""
        return Period(_year_before(self.since), _year_before(self.until))

    def months(self) -> Iterator[date]:
        """The first days of the months that it touches."""
        month = self.since.replace(day=1)
        while month <= self.until:
            yield month
            month = next_month(month)

    def whole_months(self) -> "Period | None":
        """The part that consists of whole months, if any."""
        first = self.since if self.since.day == 1 else next_month(self.since)
        last = next_month(self.until) if is_last_of_month(self.until) else self.until.replace(day=1)
        return Period(first, last - timedelta(days=1)) if first < last else None

    def edges(self) -> tuple["Period", ...]:
        """What lies before and after the whole months."""
        whole = self.whole_months()
        if whole is None:
            return (self,)
        before = (self.since, whole.since - timedelta(days=1))
        after = (whole.until + timedelta(days=1), self.until)
        return tuple(Period(since, until) for since, until in (before, after) if since <= until)


def named_period(name: str, today: date) -> Period:
    """A period by its name, up to today; the former month and year are whole. Refused (KeyError) for other names."""
    month = today.replace(day=1)
    quarter = month.replace(month=3 * ((today.month - 1) // 3) + 1)
    last = month - timedelta(days=1)
    return {
        "vandaag": Period(today, today),
        "week": Period(today - timedelta(days=today.weekday()), today),
        "maand": Period(month, today),
        "kwartaal": Period(quarter, today),
        "jaar": Period(date(today.year, 1, 1), today),
        "vorige-maand": Period(last.replace(day=1), last),
        "vorig-jaar": Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }[name]


def next_month(day: date) -> date:
    """The first day of the month after this day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def is_last_of_month(day: date) -> bool:
    """Whether the next day is in another month."""
    return (day + timedelta(days=1)).day == 1


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
