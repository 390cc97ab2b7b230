"""Single sign-on: who comes in by the identity provider, and with which roles."""

from collections.abc import Collection

from django.db import transaction

from vraagbaak.people.actions.accounts import create_account
from vraagbaak.people.actions.roles import synchronise_roles
from vraagbaak.people.models import Agent, GroupRole
from vraagbaak.people.rules import roles_from_groups


class NotAdmitted(Exception):
    """The identity provider knows this person, but nothing here does; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def admit_by_single_sign_on(
    known: Agent | None, *, email: str | None, is_verified: bool, name: str, groups: Collection[str]
) -> Agent:
    """Give the account of whom the identity provider vouches for, with the roles of their groups.

    `known` is the account that this identity was tied to before. Otherwise a verified mail address finds the
    account, or makes one when a group gives a role. Refused for anybody else, and for a closed account.
    """
    roles = roles_from_groups(groups, GroupRole.objects.values_list("group", "role"))
    agent = known or _by_email(email, is_verified=is_verified)
    if agent is None:
        if not roles or not email:
            raise NotAdmitted("unknown")
        agent = create_account(email=email, name=name or email, password=None, roles=(), way="single_sign_on", by=None)
    if not agent.is_active:
        raise NotAdmitted("inactive")
    synchronise_roles(agent, roles)
    return agent


def _by_email(email: str | None, *, is_verified: bool) -> Agent | None:
    if not is_verified:
        raise NotAdmitted("unverified")
    return Agent.objects.filter(email__iexact=email).first() if email else None
