"""Changes to the places where residents come, and to when they are open."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.text import sort_key
from vraagbaak.core.worktime import Stretch
from vraagbaak.directory.actions.changing import actor, change_row, free_key
from vraagbaak.directory.events import CalendarChanged, LocationAdded, LocationChanged
from vraagbaak.directory.models import ClosingDay, Location, OpeningHours
from vraagbaak.directory.rules.hours import in_order
from vraagbaak.people.models import Agent

Week = Mapping[int, tuple[Stretch, ...]]


class ClosingDayTaken(Exception):
    """There already is an exception on that day for that location."""


class LocationValues(TypedDict, total=False):
    """What may be said of a location."""

    name: str
    address: str
    postcode: str
    city: str
    phone: str
    note: str
    is_main: bool


@transaction.atomic
def add_location(
    *, week: Week, by: Agent | None, uuid: UUID | None = None, **values: Unpack[LocationValues]
) -> Location:
    """Name a place where residents can come, with when it is open. Sent twice with one UUID it is one.

    A new main location takes over from the one before.
    """
    wanted, name = uuid or uuid4(), values["name"]
    _make_room_for_main(values.get("is_main", False), Location.objects.filter(uuid=wanted).first())
    location, is_new = Location.objects.get_or_create(
        uuid=wanted, defaults={"key": free_key(Location, name), "sort_key": sort_key(name), **values}
    )
    if is_new:
        announce(LocationAdded(location=location.uuid), by=actor(by))
        _set_hours(location, week, by=by)
    return location


@transaction.atomic
def change_location(location: Location, *, week: Week, by: Agent | None, **values: Unpack[LocationValues]) -> None:
    """Change what is known of a location and when it is open; nothing is told when nothing differs."""
    locked = Location.objects.select_for_update().get(pk=location.pk)
    _make_room_for_main(values.get("is_main", False), locked)
    _change(locked, {**values, "sort_key": sort_key(values.get("name", locked.name))}, by=by)
    _set_hours(locked, week, by=by)


@transaction.atomic
def close_location(location: Location, *, by: Agent | None) -> None:
    """Take a location out of the lists; it is no longer the main one."""
    locked = Location.objects.select_for_update().get(pk=location.pk)
    _change(locked, {"is_active": False, "is_main": False}, by=by)


@transaction.atomic
def reopen_location(location: Location, *, by: Agent | None) -> None:
    """Put a location back in the lists."""
    _change(Location.objects.select_for_update().get(pk=location.pk), {"is_active": True}, by=by)


@transaction.atomic
def name_closing_day(
    day: date, *, name: str, location: Location | None, hours: Stretch | None, by: Agent | None
) -> ClosingDay:
    """Close a location (or all of them) on a day, or give it other hours; refused when that day differs already."""
    opens, closes = in_order((hours,))[0] if hours else (None, None)
    closing, is_new = ClosingDay.objects.get_or_create(
        day=day, location=location, defaults={"name": name, "opens": opens, "closes": closes}
    )
    if is_new:
        announce(CalendarChanged(location=location.uuid if location else None, day=day), by=actor(by))
    elif (closing.name, closing.opens, closing.closes) != (name, opens, closes):
        raise ClosingDayTaken
    return closing


@transaction.atomic
def remove_closing_day(closing: ClosingDay, *, by: Agent | None) -> None:
    """Let the ordinary hours hold again on that day; a second time nothing happens."""
    removed, _rows = ClosingDay.objects.filter(pk=closing.pk).delete()
    if removed:
        where = closing.location.uuid if closing.location else None
        announce(CalendarChanged(location=where, day=closing.day), by=actor(by))


def _make_room_for_main(is_main: bool, location: Location | None) -> None:
    if is_main:
        others = Location.objects.exclude(pk=location.pk) if location else Location.objects.all()
        others.filter(is_main=True).update(is_main=False)


def _change(location: Location, values: dict[str, object], *, by: Agent | None) -> None:
    changed = change_row(location, values)
    if changed:
        announce(LocationChanged(location=location.uuid, fields=changed), by=actor(by))


def _set_hours(location: Location, week: Week, *, by: Agent | None) -> None:
    wanted = {(day, *stretch) for day, stretches in week.items() for stretch in in_order(stretches)}
    known = set(location.hours.values_list("weekday", "opens", "closes"))
    if wanted == known:
        return
    location.hours.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(location=location, weekday=day, opens=opens, closes=closes)
        for day, opens, closes in sorted(wanted)
    )
    announce(CalendarChanged(location=location.uuid), by=actor(by))
