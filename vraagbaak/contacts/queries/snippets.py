"""Pieces of text that an agent can insert."""

from collections.abc import Sequence

from django.db.models import Q

from vraagbaak.contacts.models import Snippet
from vraagbaak.people.models import Agent


def snippets_for(agent: Agent) -> Sequence[Snippet]:
    """Everybody's snippets and one's own; an own one hides everybody's with the same key."""
    found = Snippet.objects.filter(Q(owner=agent) | Q(owner__isnull=True)).order_by("key", "owner_id")
    by_key = {snippet.key: snippet for snippet in reversed(found)}
    return sorted(by_key.values(), key=lambda snippet: snippet.key)
