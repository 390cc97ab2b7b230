"""Reads about departments and their groups."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vraagbaak.directory.models import Department, Employee, Group
from vraagbaak.directory.queries.colleagues import Colleague, colleagues, with_closing
from vraagbaak.directory.queries.words import matching, plain
from vraagbaak.people.models import Agent, Role

FACES = 3


@dataclass(frozen=True)
class DepartmentCard:
    """A department with who can be reached there now."""

    department: Department
    present: Sequence[Colleague]
    size: int

    @property
    def faces(self) -> Sequence[Colleague]:
        """The first few who can be reached."""
        return self.present[:FACES]

    @property
    def more(self) -> int:
        """How many more can be reached."""
        return max(0, len(self.present) - FACES)


def find_departments(words: str, limit: int = 10) -> list[Department]:
    """Departments by the first letters of their name or of what they do."""
    return list(matching(Department.objects.filter(is_active=True), words, plain("description"))[:limit])


def department_cards() -> list[DepartmentCard]:
    """All departments with who can be reached now; three statements."""
    everyone = list(with_closing(Employee.objects.filter(is_active=True)).order_by("sort_key", "pk"))
    by_department: dict[int, list[Colleague]] = defaultdict(list)
    for employee, colleague in zip(everyone, colleagues(everyone), strict=True):
        by_department[employee.department_id].append(colleague)
    return [
        DepartmentCard(
            department=department,
            present=[colleague for colleague in by_department[department.pk] if colleague.is_present],
            size=len(by_department[department.pk]),
        )
        for department in active_departments()
    ]


def active_departments() -> QuerySet[Department]:
    """The departments that are there, by name."""
    return Department.objects.filter(is_active=True).order_by("sort_key", "pk")


def departments_for(agent: Agent) -> QuerySet[Department]:
    """The list for administrators with how many work there; what was closed comes last."""
    size = Count("employees", filter=Q(employees__is_active=True))
    return _seen_by(agent).annotate(size=size).order_by("-is_active", "sort_key", "pk")


def department_for(agent: Agent, department: uuid.UUID) -> Department | None:
    """A department; an administrator also sees one that was closed."""
    rows = _seen_by(agent).select_related("head", "location").prefetch_related("groups")
    return rows.filter(uuid=department).first()


def liaisons_of(department: Department) -> list[Agent]:
    """The agents who are liaison of a department, by name."""
    return list(Agent.objects.filter(liaisons__department=department, is_active=True).order_by("name", "pk"))


def all_groups() -> QuerySet[Group]:
    """Every group, by department."""
    return Group.objects.select_related("department").order_by("department__sort_key", "name", "pk")


def group_for(agent: Agent, group: uuid.UUID) -> Group | None:
    """A group, for who administers."""
    if not agent.has_role(Role.ADMINISTRATOR):
        return None
    return Group.objects.select_related("department").filter(uuid=group).first()


def _seen_by(agent: Agent) -> QuerySet[Department]:
    return Department.objects.all() if agent.has_role(Role.ADMINISTRATOR) else Department.objects.filter(is_active=True)
