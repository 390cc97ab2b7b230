"""When the doors are open: calendars for counting in working time."""

from collections.abc import Iterable
from datetime import date, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet

from vraagbaak.core.worktime import Calendar, Stretch
from vraagbaak.directory.models import ClosingDay, Department, Location, OpeningHours

OFFICE_WEEK = {weekday: ((time(9), time(17)),) for weekday in range(1, 6)}


def office_calendar(location: Location | None = None) -> Calendar:
    """When a location is open, or else the main one; Monday to Friday from 9 to 17 while no hours are known.

    An exception for the location itself goes before one for all of them. Two statements.
    """
    if location is None:
        main = main_location()[:1].values("pk")
        here, also_here = Q(location__in=main), Q(location__isnull=True) | Q(location__in=main)
    else:
        here, also_here = Q(location=location), Q(location__isnull=True) | Q(location=location)
    week = week_of(OpeningHours.objects.filter(here))
    exceptions = exceptions_of(ClosingDay.objects.filter(also_here))
    return Calendar(week=week or OFFICE_WEEK, exceptions=exceptions, zone=ZoneInfo(settings.TIME_ZONE))


def department_calendar(department: Department) -> Calendar:
    """When a department works: the hours of the place where it sits, or else of the main location."""
    return office_calendar(department.location)


def main_location() -> QuerySet[Location]:
    """The main location first; without one the location that was entered first."""
    return Location.objects.filter(is_active=True).order_by("-is_main", "pk")


def week_of(hours: Iterable[OpeningHours]) -> dict[int, tuple[Stretch, ...]]:
    """The stretches of each weekday on which there are any."""
    week: dict[int, tuple[Stretch, ...]] = {}
    for stretch in hours:
        week[stretch.weekday] = (*week.get(stretch.weekday, ()), (stretch.opens, stretch.closes))
    return week


def exceptions_of(closings: Iterable[ClosingDay]) -> dict[date, tuple[Stretch, ...]]:
    """The stretches of each day that differs; what one location says goes before what holds for all."""
    ranked = sorted(closings, key=lambda closing: closing.location_id is not None)
    return {
        closing.day: ((closing.opens, closing.closes),) if closing.opens and closing.closes else ()
        for closing in ranked
    }
