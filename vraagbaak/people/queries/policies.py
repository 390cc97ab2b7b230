"""Reads about what an administrator settles."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from vraagbaak.people.models import Agent, GroupRole, Role, RoleGrant, RolePolicy, ServiceToken
from vraagbaak.people.rules import hash_token


@dataclass(frozen=True)
class PolicyRow:
    """A role with what sign-on demands of it."""

    role: str
    label: str
    requires_mfa: bool
    holders: int


def policy_rows() -> list[PolicyRow]:
    """All roles with what sign-on demands of them and how many hold them; two statements."""
    demanding = set(RolePolicy.objects.filter(requires_mfa=True).values_list("role", flat=True))
    held = dict(
        RoleGrant.objects.filter(agent__is_active=True)
        .values("role")
        .annotate(holders=Count("id"))
        .values_list("role", "holders")
    )
    return [PolicyRow(role.value, str(role.label), role in demanding, held.get(role, 0)) for role in Role]


def group_roles_for(administrator: Agent) -> QuerySet[GroupRole]:
    """Which group gives which role, for an administrator."""
    may = administrator.has_role(Role.ADMINISTRATOR)
    return (GroupRole.objects.all() if may else GroupRole.objects.none()).order_by("group", "role")


def service_tokens_for(administrator: Agent) -> QuerySet[ServiceToken]:
    """All service tokens, those that work first, for an administrator."""
    may = administrator.has_role(Role.ADMINISTRATOR)
    tokens = ServiceToken.objects.all() if may else ServiceToken.objects.none()
    return tokens.order_by("-withdrawn_at", "-created_at", "-id")


def service_token_for(administrator: Agent, token: uuid.UUID) -> ServiceToken | None:
    """One service token, for an administrator."""
    return service_tokens_for(administrator).filter(uuid=token).first()


def working_service_token(secret: str, *, scope: str) -> ServiceToken | None:
    """The token that another system shows, as long as it works for this scope."""
    if not secret:
        return None
    return ServiceToken.objects.filter(token_hash=hash_token(secret), scope=scope, withdrawn_at=None).first()
