"""Calls that the telephone exchange announces."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.actions.drafts import begin_conversation
from vraagbaak.contacts.events import CallAnnounced
from vraagbaak.contacts.models import AnnouncedCall, Channel
from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.people.models import Agent, ServiceToken


@dataclass(frozen=True)
class Ringing:
    """The conversation of a call, and whether it began just now."""

    draft: uuid.UUID
    is_new: bool


@transaction.atomic
def announce_call(*, call: str, number: str, agent: Agent, channel: Channel, token: ServiceToken) -> Ringing:
    """Begin a conversation for a call and let it appear at the agent's screen; announced twice, it rings once.

    It stands in a tab of its own, so nothing that was typed is covered.
    """
    told, is_new = AnnouncedCall.objects.get_or_create(
        token=token, call=call, agent=agent, defaults={"draft": uuid.uuid4(), "announced_at": timezone.now()}
    )
    if is_new:
        begin_conversation(channel=channel, by=agent, draft=told.draft, number=number)
        announce(CallAnnounced(draft=told.draft, agent=agent.uuid), by=None)
        publish(f"agent:{agent.uuid}", f"call {told.draft}")
    return Ringing(told.draft, is_new)
