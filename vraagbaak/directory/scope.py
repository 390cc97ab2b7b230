"""How far a role reaches: all departments, or only those to which it was narrowed."""

from dataclasses import dataclass

from django.db.models import Q

from vraagbaak.directory.models import GrantDepartment
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Scope:
    """The departments over which somebody may use a role."""

    is_everything: bool
    departments: frozenset[int] = frozenset()

    def allows(self, department_id: int | None) -> bool:
        """Whether this department lies within reach; no department lies within reach of everything only."""
        return self.is_everything or (department_id is not None and department_id in self.departments)

    def where(self, field: str = "department") -> Q:
        """The condition that keeps rows within reach."""
        return Q() if self.is_everything else Q(**{f"{field}__in": self.departments})


NOTHING = Scope(is_everything=False)
EVERYTHING = Scope(is_everything=True)


def scope_of(agent: Agent, *roles: str) -> Scope:
    """The departments over which the agent holds any of these roles; one statement, none when not narrowed."""
    grants = [grant for grant in agent.grants.all() if grant.role in roles]
    if not agent.is_active or not grants:
        return NOTHING
    if any(not grant.is_narrowed for grant in grants):
        return EVERYTHING
    tied = GrantDepartment.objects.filter(grant__in=grants).values_list("department_id", flat=True)
    return Scope(is_everything=False, departments=frozenset(tied))
