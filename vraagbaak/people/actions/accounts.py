"""Making, naming and closing accounts."""

from collections.abc import Collection

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.people.actions.roles import change_roles, keep_an_administrator
from vraagbaak.people.actions.sessions import delete_sessions
from vraagbaak.people.events import (
    AgentCreated,
    AgentDeactivated,
    AgentReactivated,
    AgentRenamed,
    PasswordChanged,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from vraagbaak.people.models import Agent, Role


class EmailTaken(Exception):
    """Somebody already has an account with this mail address."""


@transaction.atomic
def create_account(
    *, email: str, name: str, password: str | None, roles: Collection[str], way: str, by: Agent | None
) -> Agent:
    """Make an account with these roles; refused when the mail address has one already."""
    if Agent.objects.filter(email__iexact=email).exists():
        raise EmailTaken
    agent = Agent(email=email.strip().lower(), name=" ".join(name.split()))
    if password is None:
        agent.set_unusable_password()
    else:
        agent.set_password(password)
    agent.save()
    announce(AgentCreated(agent=agent.uuid, way=way), by=by.uuid if by else agent.uuid)
    change_roles(agent, roles, by=by)
    return agent


def create_administrator(*, email: str, name: str, password: str) -> Agent:
    """Make an administrator from the command line; refused for a weak password or a mail address in use."""
    validate_password(password, Agent(email=email, name=name))
    return create_account(email=email, name=name, password=password, roles=[Role.ADMINISTRATOR], way="command", by=None)


@transaction.atomic
def rename_agent(agent: Agent, name: str, *, by: Agent) -> None:
    """Let somebody go by another name."""
    name = " ".join(name.split())
    if name != agent.name:
        agent.name = name
        agent.save(update_fields=["name"])
        announce(AgentRenamed(agent=agent.uuid), by=by.uuid)


@transaction.atomic
def change_password(agent: Agent, password: str, *, way: str = "own", keep_session: str | None = None) -> None:
    """Set a new password and end the other sessions."""
    agent.set_password(password)
    agent.save(update_fields=["password"])
    delete_sessions(agent, except_key=keep_session)
    announce(PasswordChanged(agent=agent.uuid, way=way), by=agent.uuid)


@transaction.atomic
def deactivate_agent(agent: Agent, *, by: Agent) -> None:
    """Keep somebody from signing on and end all sessions; refused for the last administrator."""
    held = Agent.objects.select_for_update().get(id=agent.id)
    if not held.is_active:
        return
    keep_an_administrator(held)
    held.is_active = agent.is_active = False
    held.save(update_fields=["is_active"])
    announce(AgentDeactivated(agent=agent.uuid, sessions=delete_sessions(agent)), by=by.uuid)


@transaction.atomic
def reactivate_agent(agent: Agent, *, by: Agent) -> None:
    """Let somebody sign on again."""
    held = Agent.objects.select_for_update().get(id=agent.id)
    if not held.is_active:
        held.is_active = agent.is_active = True
        held.save(update_fields=["is_active"])
        announce(AgentReactivated(agent=agent.uuid), by=by.uuid)


@transaction.atomic
def remove_second_factors(agent: Agent, *, by: Agent) -> int:
    """Take away all second factors of somebody who lost them, and end all sessions."""
    factors = list(Authenticator.objects.select_for_update().filter(user=agent))
    for factor in factors:
        factor.delete()
        announce(SecondFactorRemoved(agent=agent.uuid, kind=factor.type), by=by.uuid)
    if factors:
        delete_sessions(agent)
    return len(factors)


def note_second_factor(agent: Agent, kind: str, *, is_added: bool) -> None:
    """Note that somebody has a second factor more or less."""
    fact = SecondFactorAdded if is_added else SecondFactorRemoved
    announce(fact(agent=agent.uuid, kind=kind), by=agent.uuid)
