"""Changes to how far roles reach, and to whose liaison somebody is."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.directory.events import LiaisonsChanged, RoleReachChanged
from vraagbaak.directory.models import Department, GrantDepartment, Liaison
from vraagbaak.people.actions import narrow_role
from vraagbaak.people.models import Agent, Role


class RoleNotHeld(Exception):
    """Only a role that somebody holds can be narrowed, and only a liaison has departments."""


@transaction.atomic
def set_role_reach(agent: Agent, role: str, *, departments: Collection[Department] | None, by: Agent) -> None:
    """Let a role hold for these departments only, or for all with None; refused for a role that is not held."""
    grant = narrow_role(agent, role, is_narrowed=departments is not None, by=by)
    if grant is None:
        raise RoleNotHeld
    wanted = {department.pk: department.uuid for department in departments or ()}
    known = set(grant.departments.values_list("department_id", flat=True))
    if wanted.keys() == known:
        return
    grant.departments.exclude(department__in=wanted).delete()
    GrantDepartment.objects.bulk_create(GrantDepartment(grant=grant, department_id=pk) for pk in wanted.keys() - known)
    announce(RoleReachChanged(agent=agent.uuid, role=role, departments=_ordered(wanted.values())), by=by.uuid)


@transaction.atomic
def set_liaisons(agent: Agent, *, departments: Collection[Department], by: Agent) -> None:
    """Tie a liaison to exactly these departments; refused for who is no liaison."""
    locked = Agent.objects.select_for_update().get(pk=agent.pk)
    if departments and not locked.has_role(Role.LIAISON):
        raise RoleNotHeld
    wanted = {department.pk: department.uuid for department in departments}
    known = set(locked.liaisons.values_list("department_id", flat=True))
    if wanted.keys() == known:
        return
    locked.liaisons.exclude(department__in=wanted).delete()
    Liaison.objects.bulk_create(Liaison(agent=locked, department_id=pk) for pk in wanted.keys() - known)
    announce(LiaisonsChanged(agent=agent.uuid, departments=_ordered(wanted.values())), by=by.uuid)


def _ordered(uuids: Collection[UUID]) -> tuple[UUID, ...]:
    return tuple(sorted(uuids, key=str))
