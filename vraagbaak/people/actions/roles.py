"""Giving and taking roles."""

from collections.abc import Collection

from django.db import connection, transaction

from vraagbaak.core.events import announce
from vraagbaak.people.events import RoleNarrowed, RolesChanged
from vraagbaak.people.models import Agent, Role, RoleGrant
from vraagbaak.people.rules import leaves_nobody


class LastAdministrator(Exception):
    """Without this person nobody could administer the installation."""


@transaction.atomic
def change_roles(agent: Agent, roles: Collection[str], *, by: Agent | None) -> None:
    """Let somebody hold exactly these roles; refused when nobody would be administrator any more."""
    was = {grant.role: grant for grant in agent.grants.select_for_update().order_by("id")}
    now = frozenset(roles)
    if now == was.keys():
        return
    if Role.ADMINISTRATOR in was and Role.ADMINISTRATOR not in now:
        keep_an_administrator(agent)
    RoleGrant.objects.filter(agent=agent).exclude(role__in=now).delete()
    RoleGrant.objects.bulk_create(RoleGrant(agent=agent, role=role) for role in sorted(now - was.keys()))
    _tell(agent, was.keys(), now, way="hand", by=by)


@transaction.atomic
def synchronise_roles(agent: Agent, roles: Collection[str]) -> None:
    """Give the roles of the groups that somebody is in and take those of groups that were left.

    What was given by hand stays, and so does the administrator role of the last administrator.
    """
    was = {grant.role: grant for grant in agent.grants.select_for_update().order_by("id")}
    wanted = frozenset(roles)
    leaving = {role for role, grant in was.items() if grant.from_group and role not in wanted}
    if Role.ADMINISTRATOR in leaving and is_last_administrator(agent):
        leaving.discard(Role.ADMINISTRATOR)
    new = wanted - was.keys()
    if not new and not leaving:
        return
    RoleGrant.objects.filter(agent=agent, role__in=leaving, from_group=True).delete()
    RoleGrant.objects.bulk_create(RoleGrant(agent=agent, role=role, from_group=True) for role in sorted(new))
    _tell(agent, was.keys(), (was.keys() | new) - leaving, way="groups", by=None)


@transaction.atomic
def narrow_role(agent: Agent, role: str, *, is_narrowed: bool, by: Agent) -> RoleGrant | None:
    """Let a role hold for some departments only, or for all again; gives the grant, None when it is not held."""
    grant = agent.grants.select_for_update().filter(role=role).first()
    if grant is not None and grant.is_narrowed != is_narrowed:
        grant.is_narrowed = is_narrowed
        grant.save(update_fields=["is_narrowed"])
        announce(RoleNarrowed(agent=agent.uuid, role=role, is_narrowed=is_narrowed), by=by.uuid)
    return grant


def keep_an_administrator(leaving: Agent) -> None:
    """Refuse when this is the last administrator who may sign on."""
    if is_last_administrator(leaving):
        raise LastAdministrator


def is_last_administrator(agent: Agent) -> bool:
    """Whether nobody else administers; asked one at a time until commit, so that two cannot leave at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('last_administrator_stays'))")
    holders = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, agent__is_active=True)
    administrators = list(holders.values_list("agent_id", flat=True))
    return agent.id in administrators and leaves_nobody(administrators, agent.id)


def _tell(agent: Agent, was: Collection[str], now: Collection[str], *, way: str, by: Agent | None) -> None:
    agent.__dict__.pop("roles", None)
    getattr(agent, "_prefetched_objects_cache", {}).pop("grants", None)
    announce(
        RolesChanged(agent=agent.uuid, was=tuple(sorted(was)), now=tuple(sorted(now)), way=way),
        by=by.uuid if by else None,
    )
