"""Searches that found nothing: done with, once an editor looked at them."""

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.knowledge.events import GapSettled
from vraagbaak.knowledge.models import SearchEntry
from vraagbaak.people.models import Agent


@transaction.atomic
def settle_searches(words: str, *, by: Agent) -> int:
    """Take the searches for these words off the list; gives how many there were."""
    settled = SearchEntry.objects.fruitless().filter(words__iexact=words).update(settled_at=timezone.now())
    if settled:
        announce(GapSettled(searches=settled), by=by.uuid)
    return settled
