"""Dates as residents say them: "vrijdag", "4 december", "over twee weken", "4-12-2026"."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
LOOKS_BACK = timedelta(days=92)
FAR_ENOUGH = 8  # years from one 29 February to the next, at most
EARLIEST, LATEST = 1900, 2199
MOST_CHARACTERS = 80

_NEAR = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
_COUNTS = {
    word: number
    for number, words in enumerate(
        ("", "een één 'n", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
    )
    for word in words.split()
}
_UNITS = {"dag": "day", "dagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month"}
_UNITS |= {"jaar": "year", "jaren": "year"}
_WEEKDAY = {name[:length]: number for number, name in enumerate(WEEKDAYS) for length in (2, len(name))}
_MONTH = {name[:length]: number for number, name in enumerate(MONTHS, start=1) for length in (3, len(name))}
_MONTH |= {"mrt": 3, "sept": 9}
_FILLING = re.compile(r"\b(?:op|de|in|aanstaande|aankomende|komende|eerstkomende|van)\b|\ba\.?s\.?(?=\s|$)")

_DAY = rf"(?P<weekday>{'|'.join(sorted(_WEEKDAY, key=len, reverse=True))})"
_NAMED = rf"(?P<month>{'|'.join(sorted(_MONTH, key=len, reverse=True))})"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"


def read_date(typed: str, *, today: date) -> date | None:
    """The day that somebody means by these words, said on `today`; None when they name no day.

    A weekday is the next one after today. A day without a year is the coming one, or one of the last three
    months. What contradicts itself, such as a wrong weekday or 31 June, names no day.
    """
    said = typed.casefold().replace("\u2019", "'").replace(",", " ")
    if len(said) > MOST_CHARACTERS:
        return None
    said = " ".join(_FILLING.sub(" ", said).split()).rstrip(".")
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    for form, meaning in _FORMS:
        if match := form.fullmatch(said):
            return _possible(meaning, match, today)
    return None


def date_in_words(day: date) -> str:
    """The day as a Dutch letter writes it: vrijdag 4 december 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _possible(meaning: Callable[[re.Match[str], date], date | None], match: re.Match[str], today: date) -> date | None:
    try:
        found = meaning(match, today)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and EARLIEST <= found.year <= LATEST else None


def _weekday(match: re.Match[str], today: date) -> date:
    """A weekday by itself, or of the last, this or the next week."""
    wanted = _WEEKDAY[match["weekday"]]
    week = match["week"] or match["week_after"]
    if not week:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    if week in {"afgelopen", "laatste"}:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    return monday + timedelta(days=wanted, weeks={"vorige": -1, "deze": 0, "volgende": 1}[week])


def _counted(match: re.Match[str], today: date) -> date:
    """So many days, weeks, months or years ahead or ago."""
    count = _COUNTS.get(match["count"]) or int(match["count"])
    return _shifted(today, -count if match["ago"] else count, _UNITS[match["unit"]])


def _shifted(day: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _written(match: re.Match[str], today: date) -> date | None:
    """A day with its month, with or without a year and a weekday."""
    named = match.groupdict()
    month = _MONTH[named["month"]] if not named["month"].isdecimal() else int(named["month"])
    day, weekday = int(named["day"]), named.get("weekday")
    found = date(_year(named["year"]), month, day) if named.get("year") else _nearest(day, month, today)
    if found is None or (weekday and found.weekday() != _WEEKDAY[weekday]):
        return None
    return found


def _nearest(day: int, month: int, today: date) -> date | None:
    """The first such day from three months ago."""
    for year in range(today.year - 1, today.year + FAR_ENOUGH + 1):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= today - LOOKS_BACK:
            return date(year, month, day)
    return None


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    """The coming "4e"."""
    day = int(match["day"])
    for ahead in range(13):
        first = _shifted(today.replace(day=1), ahead, "month")
        if 0 < day <= calendar.monthrange(first.year, first.month)[1] and first.replace(day=day) >= today:
            return first.replace(day=day)
    return None


def _year(written: str) -> int:
    digits = written.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


_WEEK = r"(?:vorige|deze|volgende|afgelopen|laatste)"
_NTH = r"(?P<day>\d{1,2})(?:e|ste|de)?"
_FORMS = tuple(
    (re.compile(form), meaning)
    for form, meaning in (
        (rf"(?:(?P<week>{_WEEK}) (?:week )?)?{_DAY}(?: (?P<week_after>vorige|deze|volgende) week)?", _weekday),
        (rf"over {_COUNT} {_UNIT}(?P<ago>)", _counted),
        (rf"{_COUNT} {_UNIT} (?P<ago>geleden)", _counted),
        (rf"(?:{_DAY} )?{_NTH} {_NAMED}\.?(?: {_YEAR})?", _written),
        (rf"(?:{_DAY} )?(?P<day>\d{{1,2}})[-/. ](?P<month>\d{{1,2}})(?:[-/. ]{_YEAR})?", _written),
        (r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", _written),
        (r"(?P<day>\d{1,2})(?:e|ste|de)", _day_of_month),
    )
)
