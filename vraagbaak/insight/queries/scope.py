"""Who sees which figures."""

from collections.abc import Sequence

from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent, Role

SEES_INSIGHT = (*DESK_ROLES, Role.SPECIALIST)
SETS_TARGETS = (Role.TEAM_LEAD, Role.ADMINISTRATOR)
SEES_GAPS = (*SEES_INSIGHT, Role.EDITOR)
ACTS_ON_GAPS = (Role.TEAM_LEAD, Role.LIAISON, Role.EDITOR)
ACTS_ON_SPIKES = (Role.TEAM_LEAD, Role.LIAISON)
PLANS_CAMPAIGNS = (Role.TEAM_LEAD, Role.LIAISON)
FEWEST = 5  # questions; of fewer, somebody who knows the department might recognise a person


def departments_seen(agent: Agent) -> frozenset[int] | None:
    """The departments whose figures this person sees; None for all of them."""
    scope = contacts_scope(agent)
    return None if scope.is_everything else scope.departments


def is_too_small(questions: int, departments: Sequence[int] | frozenset[int] | None) -> bool:
    """Whether figures over so few questions are kept from who sees some departments only."""
    return departments is not None and 0 < questions < FEWEST
