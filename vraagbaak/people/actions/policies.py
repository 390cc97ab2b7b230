"""What an administrator settles: second factors per role, groups, service tokens, the organisation."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.models import Organisation
from vraagbaak.people.events import (
    GroupMapped,
    GroupUnmapped,
    OrganisationChanged,
    RolePolicyChanged,
    ServiceTokenMade,
    ServiceTokenWithdrawn,
)
from vraagbaak.people.models import Agent, GroupRole, RolePolicy, ServiceToken
from vraagbaak.people.rules import hash_token


@transaction.atomic
def demand_second_factor(role: str, *, requires_mfa: bool, by: Agent) -> None:
    """Demand a second factor of everyone who holds the role, or no longer."""
    policy, _ = RolePolicy.objects.select_for_update().get_or_create(role=role)
    if policy.requires_mfa != requires_mfa:
        policy.requires_mfa = requires_mfa
        policy.save(update_fields=["requires_mfa"])
        announce(RolePolicyChanged(role=role, requires_mfa=requires_mfa), by=by.uuid)


@transaction.atomic
def map_group(group: str, role: str, *, by: Agent) -> None:
    """Let members of a group hold a role from their next sign-on."""
    _, is_new = GroupRole.objects.get_or_create(group=group.strip(), role=role)
    if is_new:
        announce(GroupMapped(group=group.strip(), role=role), by=by.uuid)


@transaction.atomic
def unmap_group(mapping: GroupRole, *, by: Agent) -> None:
    """Let a group give a role no more; members lose it at their next sign-on."""
    removed, _ = GroupRole.objects.filter(id=mapping.id).delete()
    if removed:
        announce(GroupUnmapped(group=mapping.group, role=mapping.role), by=by.uuid)


@transaction.atomic
def make_service_token(*, name: str, scope: str, by: Agent) -> tuple[ServiceToken, str]:
    """Let another system do one thing here; the token is given once and only its hash is kept."""
    secret = f"vb_{secrets.token_urlsafe(32)}"
    token = ServiceToken.objects.create(name=name.strip(), scope=scope, token_hash=hash_token(secret))
    announce(ServiceTokenMade(token=token.uuid, scope=scope), by=by.uuid)
    return token, secret


@transaction.atomic
def withdraw_service_token(token: ServiceToken, *, by: Agent) -> None:
    """Let the token work no more."""
    if ServiceToken.objects.filter(id=token.id, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        announce(ServiceTokenWithdrawn(token=token.uuid), by=by.uuid)


@transaction.atomic
def change_organisation(changes: Mapping[str, object], *, by: Agent) -> Organisation:
    """Keep the administrator's settings of the organisation."""
    Organisation.objects.get_or_create(id=1)
    held = Organisation.objects.select_for_update().get(id=1)
    changed = [field for field, value in changes.items() if getattr(held, field) != value]
    for field in changed:
        setattr(held, field, changes[field])
    if changed:
        held.full_clean()
        held.save(update_fields=changed)
        announce(OrganisationChanged(fields=tuple(sorted(changed))), by=by.uuid)
    return held


def note_token_used(token: ServiceToken) -> None:
    """Note that another system used its token, at most once a minute."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=1):
        ServiceToken.objects.filter(id=token.id).update(last_used_at=now)
