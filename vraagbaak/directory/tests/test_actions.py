"""Every change to the directory: what it does, what it tells and what it refuses."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from vraagbaak.core.models import EventRecord
from vraagbaak.directory import actions
from vraagbaak.directory.models import ClosingDay, Department, Employee, Group, Liaison, Location
from vraagbaak.directory.queries import office_calendar
from vraagbaak.directory.rules.hours import HoursOverlap
from vraagbaak.directory.scope import scope_of
from vraagbaak.people.models import Agent, Role

WEEK = {1: ((time(9), time(12)), (time(13), time(17)))}


def events(name: str) -> list[dict]:
    return list(EventRecord.objects.filter(name=name).order_by("id").values_list("facts", flat=True))


def test_a_department_gets_a_key_of_its_own_and_is_told_without_its_name(greet, burgerzaken):
    made = actions.add_department(name="Burgerzaken", by=greet)

    assert made.key == "burgerzaken-2"
    assert events("DepartmentAdded") == [{"department": str(made.uuid)}]


def test_adding_twice_with_one_uuid_is_once(greet, burgerzaken):
    once = uuid4()

    made = [
        actions.add_employee(first_name="Nora", last_name="Vos", department=burgerzaken, uuid=once, by=greet)
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert len(events("EmployeeAdded")) == 1


def test_a_change_tells_which_fields_and_nothing_when_nothing_differs(greet, burgerzaken):
    actions.change_department(burgerzaken, name="Burgerzaken", phone="14 0199", by=greet)
    actions.change_department(burgerzaken, name="Burgerzaken", phone="14 0199", by=greet)

    assert events("DepartmentChanged") == [{"department": str(burgerzaken.uuid), "fields": ["phone"]}]


def test_another_name_is_found_by_its_new_letters(greet, burgerzaken, make_employee):
    nora = make_employee("Nora Vos", burgerzaken)

    actions.change_employee(nora, last_name="Özdemir", by=greet)

    assert Employee.objects.get().sort_key == "nora ozdemir"


def test_a_department_with_people_is_not_closed(greet, burgerzaken, make_employee):
    nora = make_employee("Nora Vos", burgerzaken)

    with pytest.raises(actions.DepartmentHasPeople):
        actions.close_department(burgerzaken, by=greet)
    actions.deactivate_employee(nora, by=greet)
    actions.close_department(burgerzaken, by=greet)

    assert not Department.objects.get().is_active
    actions.reopen_department(burgerzaken, by=greet)
    assert Department.objects.get().is_active


def test_a_group_is_named_once_in_a_department(greet, burgerzaken, sport):
    balie = actions.add_group(burgerzaken, name="Balie", by=greet)
    elsewhere = actions.add_group(sport, name="Balie", by=greet)
    other = actions.add_group(burgerzaken, name="Telefoon", by=greet)

    with pytest.raises(actions.GroupNameTaken):
        actions.add_group(burgerzaken, name="Balie", by=greet)
    with pytest.raises(actions.GroupNameTaken):
        actions.rename_group(other, name="Balie", by=greet)
    actions.remove_group(balie, by=greet)
    actions.remove_group(balie, by=greet)

    assert {balie.key, elsewhere.key} == {"balie", "balie-2"}
    assert Group.objects.count() == 2
    assert len(events("GroupRemoved")) == 1


def test_nobody_stands_in_for_themselves_and_the_database_holds_it(greet, burgerzaken, make_employee):
    nora = make_employee("Nora Vos", burgerzaken)

    with pytest.raises(actions.OwnSubstitute):
        actions.change_employee(nora, substitute=nora, by=greet)
    with pytest.raises(IntegrityError, match="employee_is_not_own_substitute"), transaction.atomic():
        Employee.objects.update(substitute=nora)


def test_an_account_belongs_to_one_employee(greet, anna, burgerzaken, make_employee):
    make_employee("Anna Visser", burgerzaken, account=anna)
    nora = make_employee("Nora Vos", burgerzaken)

    with pytest.raises(actions.AccountTaken):
        actions.change_employee(nora, account=anna, by=greet)


@pytest.mark.django_db(transaction=True)
def test_a_new_account_is_tied_to_the_employee_with_its_mail_address(make_employee):
    from vraagbaak.people.actions import create_account

    department = Department.objects.create(key="kcc", name="KCC", sort_key="kcc")
    nora = make_employee("Nora Vos", department, email="Nora@Nieuwerdam.example")

    create_account(
        email="nora@nieuwerdam.example",
        name="Nora Vos",
        password="welkom-in-de-stad",
        roles=["agent"],
        way="command",
        by=None,
    )

    assert Employee.objects.get(pk=nora.pk).account.email == "nora@nieuwerdam.example"


def test_a_new_main_location_takes_over(greet, town_hall):
    north = actions.add_location(name="Noord", is_main=True, week=WEEK, by=greet)

    assert Location.objects.get(is_main=True) == north
    assert office_calendar().week == WEEK


def test_hours_are_told_when_they_differ_only(greet, town_hall):
    same = {day: ((time(9), time(17)),) for day in range(1, 6)}

    actions.change_location(town_hall, week=same, by=greet)
    actions.change_location(town_hall, week=WEEK, by=greet)

    assert events("CalendarChanged") == [{"location": str(town_hall.uuid), "day": None}]
    with pytest.raises(HoursOverlap):
        actions.change_location(town_hall, week={1: ((time(9), time(12)), (time(11), time(17)))}, by=greet)


def test_a_closed_location_is_the_main_one_no_more(greet, town_hall):
    actions.close_location(town_hall, by=greet)

    town_hall.refresh_from_db()
    assert (town_hall.is_active, town_hall.is_main) == (False, False)
    actions.reopen_location(town_hall, by=greet)
    assert Location.objects.filter(is_active=True).exists()


def test_a_day_differs_once_for_each_location(greet, town_hall):
    day = date(2026, 12, 24)

    first = actions.name_closing_day(day, name="Kerstavond", location=None, hours=None, by=greet)
    again = actions.name_closing_day(day, name="Kerstavond", location=None, hours=None, by=greet)
    actions.name_closing_day(day, name="Kerstavond", location=town_hall, hours=(time(9), time(12)), by=greet)
    with pytest.raises(actions.ClosingDayTaken):
        actions.name_closing_day(day, name="Iets anders", location=None, hours=None, by=greet)

    assert first == again
    assert ClosingDay.objects.count() == 2
    actions.remove_closing_day(first, by=greet)
    actions.remove_closing_day(first, by=greet)
    assert len(events("CalendarChanged")) == 3


def test_another_organisation_is_added_changed_closed_and_reopened(farid):
    party = actions.add_external_party(name="Waterschap", what="Dijken", by=farid)

    actions.change_external_party(party, name="Waterschap", what="Dijken en sloten", by=farid)
    actions.close_external_party(party, by=farid)
    actions.reopen_external_party(party, by=farid)

    assert [told["fields"] for told in events("ExternalPartyChanged")] == [["what"], ["is_active"], ["is_active"]]


def test_a_role_is_narrowed_to_departments_and_widened_again(greet, chantal, burgerzaken, sport):
    def reach():
        return scope_of(Agent.objects.get(pk=chantal.pk), Role.TEAM_LEAD)

    actions.set_role_reach(chantal, "team_lead", departments=[burgerzaken], by=greet)
    assert reach().allows(burgerzaken.pk)
    assert not reach().allows(sport.pk)
    actions.set_role_reach(chantal, "team_lead", departments=None, by=greet)

    assert reach().is_everything
    assert [told["departments"] for told in events("RoleReachChanged")] == [[str(burgerzaken.uuid)], []]
    with pytest.raises(actions.RoleNotHeld):
        actions.set_role_reach(chantal, "editor", departments=None, by=greet)


def test_only_a_liaison_is_tied_to_departments(greet, anna, farid, burgerzaken, sport):
    actions.set_liaisons(farid, departments=[sport], by=greet)

    assert [tie.department for tie in Liaison.objects.all()] == [sport]
    with pytest.raises(actions.RoleNotHeld):
        actions.set_liaisons(anna, departments=[sport], by=greet)


def test_a_website_is_a_web_address_and_the_database_holds_it(photographer):
    photographer.website = "javascript:alert(1)"

    with pytest.raises(IntegrityError, match="external_party_website_is_web"), transaction.atomic():
        photographer.save()
