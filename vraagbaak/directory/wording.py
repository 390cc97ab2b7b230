"""What the directory says in words: weekdays, presence, and how it stands with opening hours."""

from datetime import date, datetime, timedelta

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vraagbaak.directory.queries.hours import DayLine, LocationHours
from vraagbaak.directory.rules.hours import format_hours


def weekday(day: int) -> str:
    """The name of a weekday; 1 is Monday."""
    return str(WEEKDAYS[day - 1])


def short_weekday(day: int) -> str:
    """The name of a weekday in a few letters; 1 is Monday."""
    return str(WEEKDAYS_ABBR[day - 1])


def hours_in_words(line: DayLine) -> str:
    """The hours of a day as they are read out, with why they differ."""
    hours = format_hours(line.hours.stretches) or _("closed")
    return f"{hours} ({line.reason})" if line.reason else hours


def now_in_words(hours: LocationHours) -> str:
    """How it stands now: open until when, or closed until when and why."""
    opening = hours.opening
    if opening.is_open and opening.until:
        return _("open today until %(time)s") % {"time": _clock(opening.until)}
    if opening.until is None:
        return _("no opening hours known")
    if opening.until.date() == timezone.localdate():
        return _("closed now, opens today at %(time)s") % {"time": _clock(opening.until)}
    opens = _("opens %(day)s at %(time)s") % {"day": _day_ahead(opening.until.date()), "time": _clock(opening.until)}
    if hours.today.hours.stretches:
        return _("closed now, %(opens)s") % {"opens": opens}
    if hours.today.reason:
        return _("closed today: %(reason)s; %(opens)s") % {"reason": hours.today.reason, "opens": opens}
    return _("closed today, %(opens)s") % {"opens": opens}


def tomorrow_in_words(hours: LocationHours) -> str:
    """What is different tomorrow; empty when nothing is."""
    line = hours.tomorrow
    if not line.reason or not hours.has_hours:
        return ""
    if not line.hours.stretches:
        return _("closed tomorrow: %(reason)s") % {"reason": line.reason}
    open_at = format_hours(line.hours.stretches)
    return _("other hours tomorrow: %(hours)s (%(reason)s)") % {"hours": open_at, "reason": line.reason}


def employee_state(label: str, *, works_now: bool) -> str | Promise:
    """How somebody can be reached now, from presence when it is known and else from the own week."""
    if label:
        return label
    return _("at work") if works_now else _("not at work now")


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _day_ahead(day: date) -> str:
    if day == timezone.localdate() + timedelta(days=1):
        return _("tomorrow")
    if day <= timezone.localdate() + timedelta(days=6):
        return _("on %(weekday)s") % {"weekday": weekday(day.isoweekday())}
    return _("on %(day)s") % {"day": format_date(day, "l j F")}
