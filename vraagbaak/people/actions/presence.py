"""Presence: available, in conversation, on a break or away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.live import publish
from vraagbaak.people.models import Agent, Presence
from vraagbaak.people.rules import UNSEEN_IS_AWAY


@transaction.atomic
def note_presence(agent: Agent, state: str) -> None:
    """Note how somebody can be reached from now on, and tell the open screens when that changed."""
    now = timezone.now()
    changed = Presence.objects.filter(agent=agent).exclude(state=state).update(state=state, since=now, seen_at=now)
    if changed:
        _tell(agent.uuid)
    elif not Presence.objects.filter(agent=agent).update(seen_at=now):
        Presence.objects.get_or_create(agent=agent, defaults={"state": state, "since": now, "seen_at": now})
        _tell(agent.uuid)


@transaction.atomic
def note_presence_seen(agent: Agent) -> None:
    """Note that somebody's screen is still open; who was away for being unseen is available again."""
    now = timezone.now()
    fresh = Presence.objects.filter(agent=agent, seen_at__gte=now - UNSEEN_IS_AWAY).update(seen_at=now)
    if not fresh:
        back = Presence.objects.filter(agent=agent).exclude(state=Presence.State.AWAY).update(seen_at=now)
        if back:
            _tell(agent.uuid)
        else:
            note_presence(agent, Presence.State.AVAILABLE)


@transaction.atomic
def mark_unseen_away(*, now: datetime) -> int:
    """Mark as away who was not seen for two minutes; gives how many."""
    unseen = (
        Presence.objects.select_for_update(skip_locked=True)
        .filter(seen_at__lt=now - UNSEEN_IS_AWAY)
        .exclude(state=Presence.State.AWAY)
        .values_list("agent_id", "agent__uuid")
    )
    found = dict(unseen)
    Presence.objects.filter(agent_id__in=found).update(state=Presence.State.AWAY, since=now)
    for uuid in found.values():
        _tell(uuid)
    return len(found)


def _tell(agent: UUID) -> None:
    """Tell who looks at presence, and the own tabs."""
    publish("presence", str(agent))
    publish(f"agent:{agent}", "presence")
