"""How busy the town is: by month, by event, by weekday and by hour."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vraagbaak.core.worktime import holiday_name
from vraagbaak.town.content_files import entries

WEEKDAY = {1: 1.32, 2: 1.14, 3: 1.0, 4: 1.02, 5: 0.82, 6: 0.06, 7: 0.02}
HOURS = {8: 5, 9: 12, 10: 15, 11: 13, 12: 8, 13: 10, 14: 13, 15: 11, 16: 9, 17: 2, 18: 1, 19: 1}
HOLIDAY = 0.02


@dataclass(frozen=True)
class Event:
    """A stretch of the year, by month and day, that is busier or calmer."""

    begins: tuple[int, int]
    ends: tuple[int, int]
    factor: float

    def holds_on(self, day: date) -> bool:
        """Whether the day falls within it, in any year."""
        now = (day.month, day.day)
        if self.begins <= self.ends:
            return self.begins <= now <= self.ends
        return now >= self.begins or now <= self.ends


@cache
def _season(name: str) -> tuple[tuple[float, ...], tuple[Event, ...]]:
    for entry in entries("seasons", "season"):
        if entry["name"] == name:
            events = tuple(
                Event(_month_day(event["from"]), _month_day(event["until"]), event["factor"])
                for event in entry.get("events", ())
            )
            return tuple(entry["monthly"]), events
    return (1.0,) * 12, ()


@cache
def busyness(name: str, day: date) -> float:
    """How many times the usual number of questions a season brings on a day."""
    monthly, events = _season(name)
    factor = monthly[day.month - 1]
    for event in events:
        if event.holds_on(day):
            factor *= event.factor
    return factor


def day_weight(day: date) -> float:
    """How busy a day is as a day, whatever the season."""
    return WEEKDAY[day.isoweekday()] * (HOLIDAY if holiday_name(day) else 1.0)


def days_until(last: date) -> list[date]:
    """A year of days, the last one included."""
    return [last - timedelta(days=back) for back in range(364, -1, -1)]


def _month_day(written: object) -> tuple[int, int]:
    day = date.fromisoformat(str(written))
    return day.month, day.day
