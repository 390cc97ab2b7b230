"""Notes what agents search for: one line for each search, however many keys it took."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.knowledge.events import GapMarked
from vraagbaak.knowledge.models import SearchEntry
from vraagbaak.people.models import Agent

COLLAPSE = timedelta(seconds=30)
FEWEST_LETTERS = 3


def note_search(conversation: uuid.UUID, *, words: str, hits: int, by: Agent) -> None:
    """Keep the latest words of a search with the number of answers; keys within 30 seconds are one search."""
    if len(words) < FEWEST_LETTERS:
        return
    _keep(conversation, words=words, hits=hits, by=by, is_gap=None)


@transaction.atomic
def mark_gap(conversation: uuid.UUID, *, words: str, by: Agent) -> None:
    """An agent says that no answer fits; the editors see the question in their list."""
    _keep(conversation, words=words, hits=0, by=by, is_gap=True)
    announce(GapMarked(conversation=conversation), by=by.uuid)


def _keep(conversation: uuid.UUID, *, words: str, hits: int, by: Agent, is_gap: bool | None) -> None:
    now, clean = timezone.now(), mask_personal_data(words)[:300]
    values = {"words": clean, "hits": hits, "last_at": now} | ({} if is_gap is None else {"is_gap": is_gap})
    same = SearchEntry.objects.filter(conversation=conversation, last_at__gte=now - COLLAPSE, settled_at=None)
    if not same.update(**values):
        SearchEntry.objects.create(conversation=conversation, agent=by, began_at=now, **values)
