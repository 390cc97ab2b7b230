"""Reads about who can be reached."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vraagbaak.people.models import Agent, Presence
from vraagbaak.people.rules import UNSEEN_IS_AWAY, shown_state

TONES = {"available": "", "in_conversation": "warm", "break": "warm", "away": "off"}


@dataclass(frozen=True)
class PresentAgent:
    """Somebody with how they can be reached now."""

    agent: uuid.UUID
    name: str
    initials: str
    state: str
    since: datetime

    @property
    def label(self) -> str:
        """The state as people read it."""
        return str(Presence.State(self.state).label)

    @property
    def tone(self) -> str:
        """The tone of the dot beside it."""
        return TONES[self.state]


def present_agents() -> list[PresentAgent]:
    """Everyone who is not away, by name; one statement."""
    now = timezone.now()
    rows = (
        Presence.objects.select_related("agent")
        .filter(agent__is_active=True, seen_at__gte=now - UNSEEN_IS_AWAY)
        .exclude(state=Presence.State.AWAY)
        .order_by("agent__name", "agent_id")
    )
    return [_present(row, now) for row in rows]


def presence_of(agent: Agent) -> PresentAgent:
    """How one person can be reached now."""
    now = timezone.now()
    row = Presence.objects.filter(agent=agent).first()
    return _present(row or Presence(agent=agent, since=now, seen_at=now), now, agent)


def presence_by_account(accounts: Collection[int]) -> dict[int, str]:
    """The shown state by account number, for lists of colleagues; who is not in it is away. One statement."""
    now = timezone.now()
    rows = Presence.objects.filter(agent_id__in=accounts).values_list("agent_id", "state", "seen_at")
    return {agent: shown_state(state, seen, now) for agent, state, seen in rows}


def _present(row: Presence, now: datetime, agent: Agent | None = None) -> PresentAgent:
    person = agent or row.agent
    return PresentAgent(
        agent=person.uuid,
        name=str(person),
        initials=person.initials,
        state=shown_state(row.state, row.seen_at, now),
        since=row.since,
    )
