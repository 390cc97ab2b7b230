"""What other apps ask the directory."""

from datetime import date, datetime, time
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import ClosingDay, Department, Employee, ExternalParty, Location, OpeningHours
from vraagbaak.directory.queries import (
    department_calendar,
    find_colleagues,
    find_departments,
    find_external_parties,
    office_calendar,
    people_of,
)
from vraagbaak.people.models import Presence

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEDNESDAY_MORNING = datetime(2026, 11, 25, 10, 30, tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _frozen():
    with mock.patch.object(timezone, "now", return_value=WEDNESDAY_MORNING):
        yield


def make_employee(name: str, department: Department, **given) -> Employee:
    first, _, last = name.partition(" ")
    given = {"mornings": [1, 2, 3], "afternoons": [1, 2, 3]} | given
    return Employee.objects.create(
        key=sort_key(name).replace(" ", "-"),
        first_name=first,
        last_name=last,
        sort_key=sort_key(name),
        department=department,
        **given,
    )


def test_who_is_present_comes_first_and_then_by_name(burgerzaken, bram, anna):
    make_employee("Zoë Visser", burgerzaken)
    make_employee("Anna Visser", burgerzaken, account=anna)
    make_employee("Bram de Haan", burgerzaken, account=bram)
    make_employee("Carla Vrij", burgerzaken, mornings=[], afternoons=[])
    Presence.objects.create(agent=bram, state="available", since=WEDNESDAY_MORNING, seen_at=WEDNESDAY_MORNING)

    people = people_of(burgerzaken.pk)

    assert [person.name for person in people] == ["Bram de Haan", "Zoë Visser", "Anna Visser", "Carla Vrij"]
    assert [person.is_present for person in people] == [True, True, False, False]
    assert [person.presence_state for person in people] == ["available", "", "away", ""]
    assert [person.works_now for person in people] == [True, True, True, False]


@pytest.mark.parametrize("how_many", [1, 11])
def test_people_cost_two_statements_however_many(burgerzaken, make_agent, how_many, django_assert_num_queries):
    for number in range(how_many):
        agent = make_agent(f"Mede{number} Werker", "agent")
        make_employee(f"Mede{number} Werker", burgerzaken, account=agent)

    with django_assert_num_queries(2):
        assert len(people_of(burgerzaken.pk)) == how_many


def test_nobody_works_on_an_own_closing_day(burgerzaken):
    make_employee("Zoë Visser", burgerzaken)
    ClosingDay.objects.create(day=WEDNESDAY_MORNING.date(), name="Personeelsdag")

    assert not people_of(burgerzaken.pk)[0].works_now


@pytest.mark.parametrize(
    "typed", ["zoe", "ZOË", "viss", "visser zo", "adviseur", "huwelijk", "burgerz", "Zoe, burgerzaken"]
)
def test_a_colleague_is_found_by_the_first_letters_without_accents(anna, burgerzaken, sport, typed):
    make_employee("Zoë Visser", burgerzaken, function="Adviseur", skills=["huwelijken"])
    make_employee("Piet Ander", sport)

    assert [found.name for found in find_colleagues(anna, typed, 5)] == ["Zoë Visser"]


@pytest.mark.parametrize("typed", ["", "  ", "isser", "visser piet", ".*", "\\", "(", "a\x00b%", "'; drop table", "_"])
def test_what_does_not_begin_a_word_finds_nobody(anna, burgerzaken, typed):
    make_employee("Zoë Visser", burgerzaken)

    assert find_colleagues(anna, typed, 5) == []


def test_who_is_named_so_comes_before_who_can_do_so(anna, burgerzaken):
    make_employee("Aad Alder", burgerzaken, skills=["bos en park"])
    make_employee("Zoë Bos", burgerzaken)

    assert [found.name for found in find_colleagues(anna, "bos", 5)] == ["Zoë Bos", "Aad Alder"]


def test_numbers_in_names_are_found_as_typed(anna, sport):
    make_employee("Wijkteam 2", sport)
    make_employee("Wijkteam 12", sport)

    assert [found.name for found in find_colleagues(anna, "wijkteam 2", 5)] == ["Wijkteam 2"]


def test_who_holds_no_role_finds_nobody(make_agent, burgerzaken):
    make_employee("Zoë Visser", burgerzaken)

    assert find_colleagues(make_agent("Niemand Hier"), "zoe", 5) == []


def test_departments_and_other_organisations_are_found_by_what_they_do(burgerzaken):
    Department.objects.update(description="Paspoorten en geboorten. Ook café-vergunningen.")
    ExternalParty.objects.create(key="foto", name="Het Licht", sort_key="het licht", kind="fotograaf", what="Pasfoto's")
    ExternalParty.objects.create(key="oud", name="Weg", sort_key="weg", what="Pasfoto's", is_active=False)

    assert [found.name for found in find_departments("cafe", 5)] == ["Burgerzaken"]
    assert [found.name for found in find_external_parties("pasf", 5)] == ["Het Licht"]
    assert [found.name for found in find_external_parties("foto licht", 5)] == ["Het Licht"]


def test_without_locations_the_office_is_open_on_weekdays(db):
    calendar = office_calendar()

    assert calendar.week[1] == ((time(9), time(17)),)
    assert 6 not in calendar.week


def test_the_calendar_is_that_of_the_main_location_with_its_exceptions(burgerzaken, django_assert_num_queries):
    other = Location.objects.create(key="noord", name="Noord", sort_key="noord")
    hall = Location.objects.create(key="stadhuis", name="Stadhuis", sort_key="stadhuis", is_main=True)
    OpeningHours.objects.create(location=other, weekday=1, opens=time(13), closes=time(17))
    OpeningHours.objects.create(location=hall, weekday=4, opens=time(9), closes=time(12))
    OpeningHours.objects.create(location=hall, weekday=4, opens=time(13), closes=time(20))
    ClosingDay.objects.create(day=date(2026, 12, 24), name="Kerstavond")
    ClosingDay.objects.create(day=date(2026, 12, 24), name="Kerstavond", location=hall, opens=time(9), closes=time(12))
    ClosingDay.objects.create(day=date(2026, 12, 31), name="Oud", location=other)

    with django_assert_num_queries(2):
        calendar = office_calendar()

    assert calendar.week == {4: ((time(9), time(12)), (time(13), time(20)))}
    assert calendar.exceptions == {date(2026, 12, 24): ((time(9), time(12)),)}
    assert department_calendar(burgerzaken) == calendar
    burgerzaken.location = other
    assert department_calendar(burgerzaken).week == {1: ((time(13), time(17)),)}
