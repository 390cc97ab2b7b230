"""Calls that the telephone exchange tells of: they ring, are answered, end. In whatever order that is said."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from vraagbaak.contacts.actions.drafts import begin_conversation, drop_missed_call, hang_up
from vraagbaak.contacts.events import CallAnnounced, CallAnswered, CallEnded
from vraagbaak.contacts.models import AnnouncedCall, Channel, Contact, Draft
from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.people.models import Agent, ServiceToken


class UnknownCall(Exception):
    """Nobody said that this call rings; what was told is remembered, in case that comes later."""


@dataclass(frozen=True)
class Ringing:
    """The conversation of a call, and whether it began just now."""

    draft: uuid.UUID
    is_new: bool


@transaction.atomic
def announce_call(*, call: str, number: str, agent: Agent, channel: Channel, token: ServiceToken) -> Ringing:
    """Begin a conversation for a call and let it appear at the agent's screen; announced twice, it rings once.

    It stands in a tab of its own, so nothing that was typed is covered. A call that ended already rings no more.
    """
    told = _told(call, token)
    mine = told.filter(agent=agent).first()
    if mine is not None and not mine.is_early:
        return Ringing(mine.draft, is_new=False)
    mine = mine or _note(call, agent, token)
    ended = told.filter(agent=None, ended_at__isnull=False).first()
    mine.is_early, mine.ended_at = False, mine.ended_at or (ended.ended_at if ended else None)
    mine.save()
    if mine.ended_at is None or mine.answered_at is not None:
        _begin(mine, agent, channel=channel, number=number)
    return Ringing(mine.draft, is_new=True)


def answer_call(*, call: str, number: str, agent: Agent, channel: Channel, token: ServiceToken) -> uuid.UUID:
    """The agent took the call: its time runs from here, and it rings nowhere else. Gives the conversation.

    Refused (UnknownCall) when it never rang here. Said twice, the first counts; said after the end, it still does.
    """
    answered = _answer(call, number, agent, channel, token)
    if answered is None:
        raise UnknownCall
    return answered


def end_call(*, call: str, agent: Agent | None, token: ServiceToken) -> None:
    """The call ended at this agent, or everywhere: one that was answered is wrapped up, a missed one disappears.

    What was typed in a missed one stays. Refused (UnknownCall) when it never rang there. Said twice, the first counts.
    """
    if not _end(call, agent, token):
        raise UnknownCall


@transaction.atomic
def _answer(call: str, number: str, agent: Agent, channel: Channel, token: ServiceToken) -> uuid.UUID | None:
    told, now = _told(call, token), timezone.now()
    mine = told.filter(agent=agent).first() or _note(call, agent, token)
    if mine.answered_at is None:
        mine.answered_at = now
        mine.save()
        if not mine.is_early:
            _take(mine, agent, channel=channel, number=number, now=now)
            announce(CallAnswered(draft=mine.draft, agent=agent.uuid), by=None)
        for elsewhere in told.filter(is_early=False, answered_at=None, ended_at=None).exclude(agent=None):
            _stop(elsewhere, now)
    return None if mine.is_early else mine.draft


@transaction.atomic
def _end(call: str, agent: Agent | None, token: ServiceToken) -> bool:
    told, now = _told(call, token), timezone.now()
    mine = told.filter(agent=agent)
    if not mine.exists():
        _note(call, agent, token)
    mine.filter(is_early=True, ended_at=None).update(ended_at=now)
    here = told.filter(is_early=False) if agent is None else mine.filter(is_early=False)
    for rang in here.filter(ended_at=None):
        _stop(rang, now)
    return here.exists()


def _told(call: str, token: ServiceToken) -> QuerySet[AnnouncedCall]:
    """What was told of a call, at every agent; messages of one call are heard one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [f"{token.pk} {call}"])
    return AnnouncedCall.objects.select_related("agent").filter(token=token, call=call).order_by("pk")


def _note(call: str, agent: Agent | None, token: ServiceToken) -> AnnouncedCall:
    now = timezone.now()
    return AnnouncedCall.objects.create(
        token=token, call=call, agent=agent, draft=uuid.uuid4(), announced_at=now, is_early=True
    )


def _begin(call: AnnouncedCall, agent: Agent, *, channel: Channel, number: str) -> None:
    """The call appears at the agent, as far as it came already."""
    begin_conversation(channel=channel, by=agent, draft=call.draft, number=number, at=call.answered_at)
    announce(CallAnnounced(draft=call.draft, agent=agent.uuid), by=None)
    publish(f"agent:{agent.uuid}", f"call {call.draft}")
    if call.ended_at is not None:
        hang_up(call.draft, at=call.ended_at)


def _take(call: AnnouncedCall, agent: Agent, *, channel: Channel, number: str, now: datetime) -> None:
    """The time of the conversation runs from now; it comes back when it went as a missed one."""
    if call.ended_at is None:
        Draft.objects.filter(uuid=call.draft).update(opened_at=now)
        publish(f"agent:{agent.uuid}", f"answered {call.draft}")
    elif Draft.objects.filter(uuid=call.draft).exists():
        hang_up(call.draft, at=call.ended_at)
    elif not Contact.objects.filter(uuid=call.draft).exists():
        _begin(call, agent, channel=channel, number=number)


def _stop(call: AnnouncedCall, now: datetime) -> None:
    """Nobody speaks or rings here any more."""
    call.ended_at = now
    call.save(update_fields=["ended_at"])
    announce(CallEnded(draft=call.draft, was_answered=call.answered_at is not None), by=None)
    if call.answered_at is None:
        drop_missed_call(call.draft)
    else:
        hang_up(call.draft, at=now)
