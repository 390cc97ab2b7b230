"""Who sees which contacts and residents."""

from vraagbaak.directory.scope import Scope, scope_of
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent, Role

SEES_CONTACTS = (*DESK_ROLES, Role.SPECIALIST, Role.PRIVACY_OFFICER)
KEEPS_PARTIES = (*DESK_ROLES, Role.PRIVACY_OFFICER)
TAKES_NAMES = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)
REMOVES_PARTIES = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)


def contacts_scope(agent: Agent) -> Scope:
    """How far this person may look into contacts."""
    return scope_of(agent, *SEES_CONTACTS)
