"""Pieces of text that an agent can insert."""

import uuid
from collections.abc import Sequence

from django.db.models import Q

from vraagbaak.contacts.models import Snippet
from vraagbaak.people.models import Agent, Role

KEEPS_SHARED = (Role.TEAM_LEAD, Role.ADMINISTRATOR)


def snippets_for(agent: Agent) -> Sequence[Snippet]:
    """Everybody's snippets and one's own; an own one hides everybody's with the same key."""
    found = Snippet.objects.filter(Q(owner=agent) | Q(owner__isnull=True)).order_by("key", "owner_id")
    by_key = {snippet.key: snippet for snippet in reversed(found)}
    return sorted(by_key.values(), key=lambda snippet: snippet.key)


def own_snippets(agent: Agent) -> Sequence[Snippet]:
    """One's own snippets."""
    return list(Snippet.objects.filter(owner=agent).order_by("key"))


def shared_snippets() -> Sequence[Snippet]:
    """Everybody's snippets."""
    return list(Snippet.objects.filter(owner__isnull=True).order_by("key"))


def snippet_to_keep(agent: Agent, snippet: uuid.UUID) -> Snippet | None:
    """A snippet that this person may change: an own one, or everybody's for who keeps those."""
    reach = Q(owner=agent) | (Q(owner__isnull=True) if agent.has_role(*KEEPS_SHARED) else Q(pk__in=[]))
    return Snippet.objects.filter(reach, uuid=snippet).first()
