"""Colleagues: who they are, and whether they can be reached now."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, QuerySet
from django.utils import timezone

from vraagbaak.directory.models import ClosingDay, Department, Employee
from vraagbaak.directory.queries.words import JoinedList, matching, plain
from vraagbaak.directory.rules.week import half_days, works_at
from vraagbaak.people.models import Agent, Presence, Role
from vraagbaak.people.queries import presence_by_account

REACHABLE = {Presence.State.AVAILABLE, Presence.State.IN_CONVERSATION}


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here, as others need to know them.

    `presence_state` is empty for who has no account; they count as present while they work by their own week.
    """

    uuid: uuid.UUID
    employee: int
    name: str
    function: str
    phone: str
    email: str
    department: str
    is_present: bool
    presence_state: str
    works_now: bool
    substitute: str
    skills: Sequence[str] = ()

    @property
    def presence_label(self) -> str:
        """The presence as people read it; empty when nothing is known."""
        return str(Presence.State(self.presence_state).label) if self.presence_state else ""


def people_of(department_id: int) -> list[Colleague]:
    """Who works at a department: who is present first, then by name. Two statements."""
    return _present_first(colleagues(_active().filter(department_id=department_id)))


def find_colleagues(agent: Agent, words: str, limit: int = 10) -> list[Colleague]:
    """Colleagues by the first letters of name, function, skill or department; everyone with a role may look."""
    if not agent.is_active or not agent.roles:
        return []
    found = matching(_active(), words, plain("function"), plain(JoinedList("skills")), F("department__sort_key"))
    return colleagues(found[:limit])


def colleagues(employees: Iterable[Employee]) -> list[Colleague]:
    """These employees with how they can be reached, in the order given; one statement beside their own."""
    read = list(employees)
    states = presence_by_account([employee.account_id for employee in read if employee.account_id])
    return [_colleague(employee, states) for employee in read]


def with_closing(employees: QuerySet[Employee]) -> QuerySet[Employee]:
    """The employees with department, substitute, and whether everything is closed today."""
    closed = ClosingDay.objects.filter(day=timezone.localdate(), location__isnull=True, opens__isnull=True)
    return employees.select_related("department", "substitute").annotate(is_closed_today=Exists(closed))


@dataclass(frozen=True)
class ColleagueCard:
    """Somebody with all that a colleague may want to know."""

    employee: Employee
    colleague: Colleague
    substitute: Colleague | None
    groups: Sequence[str]
    week: Sequence[tuple[int, bool, bool]]
    today: int


def colleague_card(agent: Agent, employee_uuid: uuid.UUID) -> ColleagueCard | None:
    """Somebody's card; None when absent, and for others than administrators when they left."""
    employee = employee_for(agent, employee_uuid)
    if employee is None:
        return None
    stand_in = employee.substitute_id and with_closing(
        Employee.objects.filter(pk=employee.substitute_id, is_active=True)
    )
    known = colleagues([employee, *(stand_in or ())])
    return ColleagueCard(
        employee=employee,
        colleague=known[0],
        substitute=known[1] if len(known) > 1 else None,
        groups=[group.name for group in employee.groups.order_by("name")],
        week=half_days(employee.mornings, employee.afternoons),
        today=timezone.localtime().isoweekday(),
    )


def employee_for(agent: Agent, employee_uuid: uuid.UUID) -> Employee | None:
    """Somebody who works here; an administrator also sees who left."""
    return with_closing(_seen_by(agent)).filter(uuid=employee_uuid).first()


def employees_for(agent: Agent, *, words: str = "", department: Department | None = None) -> QuerySet[Employee]:
    """The list for administrators, by name; who left comes last."""
    rows = _seen_by(agent).select_related("department", "account")
    if department:
        rows = rows.filter(department=department)
    if words.strip():
        rows = matching(rows, words, plain("function"), plain(JoinedList("skills")), F("department__sort_key"))
    return rows.order_by("-is_active", "sort_key", "pk")


def possible_substitutes() -> QuerySet[Employee]:
    """Everyone who works here, by name."""
    return Employee.objects.filter(is_active=True).order_by("sort_key", "pk")


def free_accounts(employee: Employee | None) -> QuerySet[Agent]:
    """Accounts that belong to no other employee."""
    taken = Employee.objects.filter(account__isnull=False)
    if employee and employee.pk:
        taken = taken.exclude(pk=employee.pk)
    return Agent.objects.filter(is_active=True).exclude(pk__in=taken.values("account")).order_by("name", "pk")


def account_by_uuid(account: uuid.UUID) -> Agent | None:
    """The account that an event names."""
    return Agent.objects.filter(uuid=account).first()


def _seen_by(agent: Agent) -> QuerySet[Employee]:
    return Employee.objects.all() if agent.has_role(Role.ADMINISTRATOR) else Employee.objects.filter(is_active=True)


def _active() -> QuerySet[Employee]:
    return with_closing(Employee.objects.filter(is_active=True)).order_by("sort_key", "pk")


def _colleague(employee: Employee, states: dict[int, str]) -> Colleague:
    is_closed: bool = employee.is_closed_today  # type: ignore[attr-defined]
    works_now = works_at(employee.mornings, employee.afternoons, timezone.localtime(), is_closed=is_closed)
    state = states.get(employee.account_id, Presence.State.AWAY.value) if employee.account_id else ""
    return Colleague(
        uuid=employee.uuid,
        employee=employee.pk,
        name=str(employee),
        function=employee.function,
        phone=employee.phone or employee.mobile,
        email=employee.email,
        department=employee.department.name,
        is_present=state in REACHABLE if state else works_now,
        presence_state=state,
        works_now=works_now,
        substitute=str(employee.substitute) if employee.substitute else "",
        skills=tuple(employee.skills),
    )


def _present_first(read: list[Colleague]) -> list[Colleague]:
    return sorted(read, key=lambda colleague: not colleague.is_present)
