"""Working-time arithmetic: when somebody is at work, and what moment lies so many working hours ahead.

Rules take local dates and times of one time zone and give aware moments; the clock and the database stay outside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

HORIZON_DAYS = 731
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Stretch = tuple[time, time]


class NoWorkingTime(ValueError):
    """There is no working time within two years: the calendar is empty."""


@dataclass(frozen=True)
class Calendar:
    """When is worked: stretches for each weekday (1 = Monday), and days that differ.

    `exceptions` gives the stretches of a single day instead; an empty tuple closes it. Legal holidays close
    by themselves unless `exceptions` names the day.
    """

    week: Mapping[int, tuple[Stretch, ...]]
    exceptions: Mapping[date, tuple[Stretch, ...]] = field(default_factory=dict)
    zone: ZoneInfo = AMSTERDAM
    good_friday_is_free: bool = True

    def stretches(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The stretches of that day as moments in UTC, in order; a night in which the clock moves is exact."""
        if day in self.exceptions:
            hours = self.exceptions[day]
        elif holiday_name(day, good_friday=self.good_friday_is_free):
            hours = ()
        else:
            hours = self.week.get(day.isoweekday(), ())
        return tuple((self._moment(day, opens), self._moment(day, closes)) for opens, closes in sorted(hours))

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def holiday_name(day: date, *, good_friday: bool = True) -> str | None:
    """The Dutch name of the holiday on which public offices are closed, or None.

    Source: the `holidays` package (public and optional Dutch holidays). Liberation Day is a day off for
    public servants once in five years.
    """
    name = _dutch_holidays(day.year).get(day)
    return None if name == "Goede vrijdag" and not good_friday else name


@lru_cache(maxsize=32)
def _dutch_holidays(year: int) -> dict[date, str]:
    calendar = holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return {day: name for day, name in calendar.items() if name != "Bevrijdingsdag" or year % 5 == 0}


def is_working_time(moment: datetime, calendar: Calendar) -> bool:
    """Whether somebody works at this moment; the closing minute itself is outside."""
    day = moment.astimezone(calendar.zone).date()
    return any(opens <= moment < closes for opens, closes in calendar.stretches(day))


def add_working_time(start: datetime, amount: timedelta, calendar: Calendar) -> datetime:
    """The moment when so much working time has passed since start; refused when the calendar is empty.

    With no amount it is start itself when that is working time, or else the next moment that is.
    """
    left = amount
    for opens, closes in _stretches_from(start, calendar):
        begin = max(opens, start)
        if closes - begin > left or (closes - begin == left and left):
            return (begin + left).astimezone(calendar.zone)
        left -= closes - begin
    raise NoWorkingTime("The calendar holds no working time within two years.")


def working_time_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """How much working time lies between two moments; zero when end is not after start."""
    total = timedelta()
    for opens, closes in _stretches_from(start, calendar, until=end):
        total += max(timedelta(), min(closes, end) - max(opens, start))
    return total


def next_opening(moment: datetime, calendar: Calendar) -> datetime:
    """The next moment of working time, now included."""
    return add_working_time(moment, timedelta(), calendar)


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The working day so many working days after start; with 0 it is start itself or the next working day."""
    candidates = (start + timedelta(days=offset) for offset in range(1 if days else 0, HORIZON_DAYS))
    working = (day for day in candidates if calendar.stretches(day))
    for passed, day in enumerate(working, start=1 if days else 0):
        if passed == days:
            return day
    raise NoWorkingTime("The calendar holds no working time within two years.")


def _stretches_from(
    start: datetime, calendar: Calendar, *, until: datetime | None = None
) -> Iterator[tuple[datetime, datetime]]:
    first = start.astimezone(calendar.zone).date()
    for offset in range(HORIZON_DAYS):
        day = first + timedelta(days=offset)
        if until is not None and datetime.combine(day, time(), calendar.zone) >= until:
            return
        for opens, closes in calendar.stretches(day):
            if closes > start:
                yield opens, closes
