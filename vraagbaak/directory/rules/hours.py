"""Opening hours: reading what was typed, writing it out, and what is open at a moment."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vraagbaak.core.worktime import Calendar, NoWorkingTime, Stretch, next_opening

CLOSED_WORDS = {"", "-", "–", "dicht", "gesloten"}
_TIME = r"(\d{1,2})(?:[:.u](\d{2}))?\s*(?:u(?:ur)?)?"
_STRETCH = re.compile(rf"(?:van\s+)?{_TIME}\s*(?:-|–|—|tot|t/m)\s*{_TIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|/|\ben\b|\n)\s*", re.IGNORECASE)


class HoursNotUnderstood(ValueError):
    """This does not read as opening hours."""


class HoursOverlap(ValueError):
    """A stretch begins before the one before it ends, or ends before it begins."""


@dataclass(frozen=True)
class DayHours:
    """One day with the stretches on which is worked."""

    day: date
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Opening:
    """How it stands at a moment: open until when, or closed until when."""

    is_open: bool
    until: datetime | None


def parse_hours(typed: str) -> tuple[Stretch, ...]:
    """Read `9:00-12:30, 13-17`; nothing, a dash or `gesloten` is closed. Refused when unclear or overlapping."""
    text = typed.strip()
    if text.casefold() in CLOSED_WORDS:
        return ()
    stretches = tuple(_stretch(part) for part in _BETWEEN.split(text.replace("t/m", "-")) if part)
    return in_order(stretches)


def in_order(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The stretches of a day by time; refused when one overlaps another or ends before it begins."""
    ordered = tuple(sorted(stretches))
    moments = [moment for stretch in ordered for moment in stretch]
    if any(later <= earlier for earlier, later in zip(moments[::2], moments[1::2], strict=True)):
        raise HoursOverlap
    if any(later < earlier for earlier, later in zip(moments[1::2], moments[2::2], strict=False)):
        raise HoursOverlap
    return ordered


def format_hours(stretches: tuple[Stretch, ...]) -> str:
    """Write stretches as they are read: `09:00–12:30, 13:00–17:00`; nothing when closed."""
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in stretches)


def hours_on(calendar: Calendar, day: date) -> DayHours:
    """The local hours of a day, holidays and exceptions counted."""
    local = (
        (opens.astimezone(calendar.zone), closes.astimezone(calendar.zone)) for opens, closes in calendar.stretches(day)
    )
    return DayHours(day, tuple((opens.time(), closes.time()) for opens, closes in local))


def week_from(calendar: Calendar, first: date, days: int = 7) -> list[DayHours]:
    """The hours of so many days from the first one on."""
    return [hours_on(calendar, first + timedelta(days=offset)) for offset in range(days)]


def opening_at(calendar: Calendar, moment: datetime) -> Opening:
    """Whether it is open at this moment and until when; closed without end when the calendar is empty."""
    day = moment.astimezone(calendar.zone).date()
    for opens, closes in calendar.stretches(day):
        if opens <= moment < closes:
            return Opening(is_open=True, until=closes.astimezone(calendar.zone))
    try:
        return Opening(is_open=False, until=next_opening(moment, calendar))
    except NoWorkingTime:
        return Opening(is_open=False, until=None)


def _stretch(text: str) -> Stretch:
    match = _STRETCH.fullmatch(text.strip())
    if match is None:
        raise HoursNotUnderstood(text)
    try:
        return time(int(match[1]), int(match[2] or 0)), time(int(match[3]), int(match[4] or 0))
    except ValueError as error:
        raise HoursNotUnderstood(text) from error
