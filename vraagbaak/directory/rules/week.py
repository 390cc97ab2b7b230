"""When somebody works by their own week of half days."""

import re
from collections.abc import Collection
from datetime import datetime, time

from vraagbaak.core.worktime import holiday_name

DAY_BEGINS, NOON, DAY_ENDS = time(8, 0), time(12, 30), time(17, 30)


def works_at(
    mornings: Collection[int], afternoons: Collection[int], moment: datetime, *, is_closed: bool = False
) -> bool:
    """Whether somebody with these half days (1 = Monday) works at this local moment.

    A morning lasts from 8:00 to 12:30 and an afternoon until 17:30. Nobody works on a holiday or on a day on
    which everything is closed.
    """
    if is_closed or holiday_name(moment.date()):
        return False
    at = moment.time()
    if DAY_BEGINS <= at < NOON:
        return moment.isoweekday() in mornings
    return NOON <= at < DAY_ENDS and moment.isoweekday() in afternoons


def half_days(mornings: Collection[int], afternoons: Collection[int]) -> list[tuple[int, bool, bool]]:
    """The week as (weekday, works in the morning, works in the afternoon); a weekend only where somebody works then."""
    worked = {1, 2, 3, 4, 5, *mornings, *afternoons}
    return [(day, day in mornings, day in afternoons) for day in sorted(worked)]


_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAY_NAME = re.compile(r"(ma|di|wo|do|vr|za|zo)[a-z]*\.?")


def parse_weekdays(typed: str) -> list[int]:
    """Read `ma di wo`, `ma, wo` or `ma-vr`, in Dutch as in files; refused (ValueError) for any other word."""
    days: set[int] = set()
    for part in re.split(r"[\s,;/]+", re.sub(r"\s*(?:-|–|t/m)\s*", "-", typed.strip().casefold())):
        first, is_range, last = part.partition("-")
        if part and is_range:
            days.update(range(_day(first), _day(last) + 1))
        elif part:
            days.add(_day(part))
    return sorted(days)


def format_weekdays(days: Collection[int]) -> str:
    """Write days as files have them: `ma di wo`."""
    return " ".join(_DAYS[day - 1] for day in sorted(days))


def _day(name: str) -> int:
    match = _DAY_NAME.fullmatch(name)
    if match is None:
        raise ValueError(name)
    return _DAYS.index(match[1]) + 1
