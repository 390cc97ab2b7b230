"""Fills the directory: departments, employees with their accounts, locations and other organisations."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from vraagbaak.core.models import Organisation
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import (
    ClosingDay,
    Department,
    Employee,
    ExternalParty,
    GrantDepartment,
    Group,
    Liaison,
    Location,
    OpeningHours,
)
from vraagbaak.people.models import Agent, Presence, Role, RoleGrant
from vraagbaak.town.cast import CAST, PASSWORD, Member
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.identity import chance, id_of

WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
BUSY = (Presence.State.AVAILABLE, Presence.State.AVAILABLE, Presence.State.IN_CONVERSATION)
PRESENT = {True: BUSY, False: (*BUSY, *BUSY, Presence.State.BREAK, Presence.State.AWAY)}  # specialists, all others
NOBODY_SITS_THERE = timedelta(days=3650)  # so nobody's screen says that they are still there, and they would be away


def fill_places() -> None:
    """The organisation, its departments and people, and the places where residents come."""
    Organisation.objects.update_or_create(id=1, defaults={"name": "Gemeente Nieuwerdam"})
    departments = _departments()
    _groups(departments)
    employees = _employees(departments)
    _accounts(employees, departments)
    _locations()
    _external_parties()


def _departments() -> dict[str, Department]:
    made = Department.objects.bulk_create(
        Department(
            uuid=id_of("department", entry["key"]),
            key=entry["key"],
            name=entry["name"],
            sort_key=sort_key(entry["name"]),
            description=entry.get("description", ""),
            email=entry.get("email", ""),
            phone=entry.get("phone", ""),
        )
        for entry in entries("departments", "department")
    )
    return {department.key: department for department in made}


def _groups(departments: dict[str, Department]) -> None:
    Group.objects.bulk_create(
        Group(
            uuid=id_of("group", entry["key"]),
            key=entry["key"],
            name=entry["name"],
            department=departments[entry["department"]],
        )
        for entry in entries("departments", "group")
    )


def _employees(departments: dict[str, Department]) -> dict[str, Employee]:
    written = entries("employees", "employee")
    made = Employee.objects.bulk_create(_employee(entry, departments) for entry in written)
    employees = {employee.key: employee for employee in made}
    groups = {group.key: group for group in Group.objects.all()}
    through = Employee.groups.through
    through._default_manager.bulk_create(
        through(employee_id=employees[entry["key"]].pk, group_id=groups[key].pk)
        for entry in written
        for key in entry.get("groups", ())
    )
    for entry in written:
        employees[entry["key"]].substitute = employees.get(entry.get("substitute", ""))
    Employee.objects.bulk_update(made, ["substitute"])
    for entry in entries("departments", "department"):
        departments[entry["key"]].head = employees.get(entry.get("head", ""))
    Department.objects.bulk_update(departments.values(), ["head"])
    return employees


def _employee(entry: Entry, departments: dict[str, Department]) -> Employee:
    mornings, afternoons = _working_days(entry.get("working_days", [1, 2, 3, 4, 5]))
    return Employee(
        uuid=id_of("employee", entry["key"]),
        key=entry["key"],
        first_name=entry["first_name"],
        last_name=entry["last_name"],
        sort_key=sort_key(f"{entry['first_name']} {entry['last_name']}"),
        function=entry.get("function", ""),
        department=departments[entry["department"]],
        phone=entry.get("phone", ""),
        mobile=entry.get("mobile", ""),
        email=entry.get("email", ""),
        mornings=mornings,
        afternoons=afternoons,
        skills=entry.get("skills", []),
    )


def _working_days(written: list[int] | dict[str, str]) -> tuple[list[int], list[int]]:
    if isinstance(written, list):
        return list(written), list(written)
    parts = {int(day): part for day, part in written.items()}
    return (
        [day for day, part in parts.items() if part in {"dag", "ochtend"}],
        [day for day, part in parts.items() if part in {"dag", "middag"}],
    )


def _accounts(employees: dict[str, Employee], departments: dict[str, Department]) -> None:
    """Accounts for the cast, for all of the desk and for one specialist of each department."""
    members = [*CAST, *_desk_colleagues(employees), *_specialists(employees)]
    password, now, luck = make_password(PASSWORD), timezone.now(), chance("presence")
    accounts = Agent.objects.bulk_create(
        Agent(
            uuid=id_of("account", member.key),
            email=employees[member.key].email,
            name=str(employees[member.key]),
            password=password,
        )
        for member in members
    )
    for member, account in zip(members, accounts, strict=True):
        employees[member.key].account = account
        _grant(account, member, departments)
    Employee.objects.bulk_update(employees.values(), ["account"])
    Presence.objects.bulk_create(
        Presence(
            agent=account,
            state=luck.choice(PRESENT[Role.SPECIALIST in member.roles]),
            since=now - timedelta(minutes=luck.randrange(3, 90)),
            seen_at=now + NOBODY_SITS_THERE,
        )
        for member, account in zip(members, accounts, strict=True)
    )


def _grant(account: Agent, member: Member, departments: dict[str, Department]) -> None:
    for role in member.roles:
        grant = RoleGrant.objects.create(agent=account, role=role, is_narrowed=bool(member.narrowed_to))
        GrantDepartment.objects.bulk_create(
            GrantDepartment(grant=grant, department=departments[key]) for key in member.narrowed_to
        )
    Liaison.objects.bulk_create(Liaison(agent=account, department=departments[key]) for key in member.liaison_of)


def _desk_colleagues(employees: dict[str, Employee]) -> Iterable[Member]:
    known = {member.key for member in CAST}
    for key, employee in employees.items():
        if employee.department.key == "kcc" and key not in known and "mede" in employee.function.lower():
            yield Member(key, (Role.AGENT,))


def _specialists(employees: dict[str, Employee]) -> Iterable[Member]:
    known = {employees[member.key].department.key for member in CAST if Role.SPECIALIST in member.roles} | {"kcc"}
    for key, employee in employees.items():
        if employee.department.key not in known and employee.email:
            known.add(employee.department.key)
            yield Member(key, (Role.SPECIALIST,), narrowed_to=(employee.department.key,))


def _locations() -> None:
    made = {}
    for entry in entries("locations", "location"):
        plain = {name: entry.get(name, "") for name in ("name", "address", "postcode", "city", "phone", "note")}
        location = Location.objects.create(
            uuid=id_of("location", entry["key"]), key=entry["key"], sort_key=sort_key(entry["name"]), **plain
        )
        made[entry["key"]] = location
        OpeningHours.objects.bulk_create(
            OpeningHours(location=location, weekday=WEEKDAYS[day], opens=opens, closes=closes)
            for day, hours in entry.get("hours", {}).items()
            for opens, closes in _stretches(hours)
        )
    for entry in entries("locations", "closing"):
        hours = _stretches(entry.get("hours", ""))
        ClosingDay.objects.create(
            day=date.fromisoformat(str(entry["date"])),
            name=entry["name"],
            location=made.get(entry.get("location", "")),
            opens=hours[0][0] if hours else None,
            closes=hours[0][1] if hours else None,
        )


def _stretches(written: str) -> list[tuple[time, time]]:
    """Read "09:00-12:00, 13:00-17:00"."""
    pairs = [part.strip().split("-") for part in written.split(",") if "-" in part]
    return [(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())) for opens, closes in pairs]


def _external_parties() -> None:
    ExternalParty.objects.bulk_create(
        ExternalParty(
            uuid=id_of("external", entry["key"]),
            key=entry["key"],
            name=entry["name"],
            sort_key=sort_key(entry["name"]),
            **{name: entry.get(name, "") for name in ("kind", "what", "when", "phone", "website", "note")},
        )
        for entry in entries("external_parties", "external")
    )
