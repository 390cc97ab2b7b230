"""When the doors are open: calendars for counting in working time, and hours to read out."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from vraagbaak.core.worktime import Calendar, Stretch, holiday_name
from vraagbaak.directory.models import ClosingDay, Department, Location, OpeningHours
from vraagbaak.directory.rules.hours import DayHours, Opening, hours_on, opening_at, week_from
from vraagbaak.people.models import Agent, Role

LOOK_AHEAD_DAYS = 21
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


def week_of_location(location: Location) -> dict[int, tuple[Stretch, ...]]:
    """The ordinary week of one location."""
    return week_of(location.hours.all())


def exceptions_of(closings: Iterable[ClosingDay]) -> dict[date, tuple[Stretch, ...]]:
    """The stretches of each day that differs; what one location says goes before what holds for all."""
    ranked = sorted(closings, key=lambda closing: closing.location_id is not None)
    return {
        closing.day: ((closing.opens, closing.closes),) if closing.opens and closing.closes else ()
        for closing in ranked
    }


@dataclass(frozen=True)
class DayLine:
    """One day of a location as it is read out, with why it differs."""

    hours: DayHours
    reason: str


@dataclass(frozen=True)
class LocationHours:
    """A location with how it stands now, the coming week and what differs after that."""

    location: Location
    opening: Opening
    week: Sequence[DayLine]
    later: Sequence[DayLine]
    has_hours: bool

    @property
    def today(self) -> DayLine:
        """The hours of today."""
        return self.week[0]

    @property
    def tomorrow(self) -> DayLine:
        """The hours of tomorrow."""
        return self.week[1]


def locations_for(agent: Agent) -> list[LocationHours]:
    """All locations with their hours, the main one first; three statements."""
    return _with_hours(_seen_by(agent).order_by("-is_active", "-is_main", "sort_key", "pk"))


def location_for(agent: Agent, location: uuid.UUID) -> LocationHours | None:
    """One location with its hours; an administrator also sees one that was closed."""
    return next(iter(_with_hours(_seen_by(agent).filter(uuid=location))), None)


def hours_of(location: Location) -> LocationHours:
    """How one location stands now."""
    return _with_hours(Location.objects.filter(pk=location.pk))[0]


def active_locations() -> QuerySet[Location]:
    """The locations that are there, the main one first."""
    return Location.objects.filter(is_active=True).order_by("-is_main", "sort_key", "pk")


def closing_days(*, since: date) -> list[ClosingDay]:
    """The exceptions from a day on."""
    return list(ClosingDay.objects.filter(day__gte=since).select_related("location").order_by("day", "pk"))


def closing_day_for(agent: Agent, pk: int) -> ClosingDay | None:
    """One exception, for who administers."""
    if not agent.has_role(Role.ADMINISTRATOR):
        return None
    return ClosingDay.objects.select_related("location").filter(pk=pk).first()


def _with_hours(locations: QuerySet[Location]) -> list[LocationHours]:
    read = list(locations.prefetch_related(Prefetch("hours", OpeningHours.objects.order_by("weekday", "opens"))))
    coming = ClosingDay.objects.filter(day__gte=timezone.localdate())
    by_location: dict[int | None, list[ClosingDay]] = defaultdict(list)
    for closing in coming:
        by_location[closing.location_id].append(closing)
    return [_location_hours(location, [*by_location[None], *by_location[location.pk]]) for location in read]


def _location_hours(location: Location, closings: list[ClosingDay]) -> LocationHours:
    week = week_of(location.hours.all())
    calendar = Calendar(week=week, exceptions=exceptions_of(closings), zone=ZoneInfo(settings.TIME_ZONE))
    reasons = {closing.day: closing.name for closing in closings}
    now, today = timezone.now(), timezone.localdate()
    return LocationHours(
        location=location,
        opening=opening_at(calendar, now),
        week=[DayLine(hours, _reason(hours.day, reasons)) for hours in week_from(calendar, today)],
        later=[
            DayLine(hours_on(calendar, day), reason)
            for day, reason in _different_days(today + timedelta(days=7), reasons)
        ],
        has_hours=bool(week),
    )


def _different_days(first: date, reasons: Mapping[date, str]) -> Iterable[tuple[date, str]]:
    for offset in range(LOOK_AHEAD_DAYS):
        day = first + timedelta(days=offset)
        reason = _reason(day, reasons)
        if reason:
            yield day, reason


def _reason(day: date, reasons: Mapping[date, str]) -> str:
    return reasons.get(day) or holiday_name(day) or ""


def _seen_by(agent: Agent) -> QuerySet[Location]:
    return Location.objects.all() if agent.has_role(Role.ADMINISTRATOR) else Location.objects.filter(is_active=True)
