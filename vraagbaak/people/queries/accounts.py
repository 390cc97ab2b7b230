"""Reads about accounts and their roles."""

import uuid

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.functions import Lower

from vraagbaak.people.models import Agent, Role, RoleGrant, RolePolicy

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def load_grants(agent: Agent) -> bool:
    """Read somebody's roles in one statement; gives whether a role demands a second factor that they lack."""
    demanded = RolePolicy.objects.filter(role=OuterRef("role"), requires_mfa=True)
    held = Authenticator.objects.filter(user=OuterRef("agent"), type__in=SECOND_FACTORS)
    grants = RoleGrant.objects.annotate(
        lacks_factor=ExpressionWrapper(Exists(demanded) & ~Exists(held), output_field=BooleanField())
    )
    prefetch_related_objects([agent], Prefetch("grants", queryset=grants))
    return any(grant.lacks_factor for grant in agent.grants.all())  # type: ignore[attr-defined]


def demands_second_factor(agent: Agent) -> bool:
    """Whether a role that somebody holds may not be without a second factor."""
    return RolePolicy.objects.filter(role__in=agent.roles, requires_mfa=True).exists()


def has_second_factor(agent: Agent) -> bool:
    """Whether somebody has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=agent, type__in=SECOND_FACTORS).exists())


def second_factors(agent: Agent) -> list[Authenticator]:
    """What somebody can show beside a password, oldest first."""
    return list(Authenticator.objects.filter(user=agent).order_by("created_at"))


def is_last_factor(factor: Authenticator) -> bool:
    """Whether somebody would be without a second factor when this one goes."""
    return not (
        Authenticator.objects.filter(user_id=factor.user_id, type__in=SECOND_FACTORS).exclude(id=factor.id).exists()
    )


def accounts_for(
    administrator: Agent, *, words: str = "", role: str = "", only_active: bool = False
) -> QuerySet[Agent]:
    """All accounts by name, for an administrator; each word must be in the name or the mail address."""
    found = Agent.objects.all() if administrator.has_role(Role.ADMINISTRATOR) else Agent.objects.none()
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role:
        found = found.filter(Exists(RoleGrant.objects.filter(agent=OuterRef("pk"), role=role)))
    if only_active:
        found = found.filter(is_active=True)
    with_factor = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))
    return found.annotate(has_factor=with_factor).prefetch_related("grants").order_by(Lower("name"), "id")


def account_for(administrator: Agent, account: uuid.UUID) -> Agent | None:
    """One account, for an administrator."""
    return accounts_for(administrator).filter(uuid=account).first()


def agent_by_reset_link(account: uuid.UUID, token: str) -> Agent | None:
    """The account whose password this link may set, as long as the link works."""
    agent = Agent.objects.filter(uuid=account, is_active=True).first()
    return agent if agent is not None and default_token_generator.check_token(agent, token) else None


def names_of(agents: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of these accounts."""
    return dict(Agent.objects.filter(uuid__in=agents).values_list("uuid", "name"))
