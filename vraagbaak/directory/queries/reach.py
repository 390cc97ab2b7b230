"""Reads about how far somebody's roles reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.directory.models import Department
from vraagbaak.people.models import Agent, Role


@dataclass(frozen=True)
class RoleReach:
    """A role that somebody holds, with the departments to which it is narrowed."""

    role: str
    label: str
    is_narrowed: bool
    departments: Sequence[Department]


@dataclass(frozen=True)
class Reach:
    """How far all roles of somebody reach, and whose liaison they are."""

    account: Agent
    roles: Sequence[RoleReach]
    is_liaison: bool
    liaison_of: Sequence[Department]


def reach_of(account: Agent) -> Reach:
    """How far the roles of an account reach; four statements."""
    grants = account.grants.prefetch_related("departments__department").order_by("role")
    liaisons = account.liaisons.select_related("department").order_by("department__sort_key")
    roles = [
        RoleReach(
            role=grant.role,
            label=str(Role(grant.role).label),
            is_narrowed=grant.is_narrowed,
            departments=sorted((tie.department for tie in grant.departments.all()), key=lambda found: found.sort_key),
        )
        for grant in grants
    ]
    return Reach(
        account=account,
        roles=roles,
        is_liaison=any(held.role == Role.LIAISON for held in roles),
        liaison_of=[tie.department for tie in liaisons],
    )
