"""Open conversations: begin, keep what is typed, park, take up, drop."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Draft
from vraagbaak.contacts.rules.drafts import Conflict, DraftContent, merge, without_question
from vraagbaak.contacts.rules.times import handling_seconds
from vraagbaak.core.live import publish
from vraagbaak.core.phone import normalise_phone
from vraagbaak.people.models import Agent


class ConversationClosed(Exception):
    """The conversation was closed meanwhile; there is nothing left to type in."""


@dataclass(frozen=True)
class Saved:
    """What was kept, and what stood in the way."""

    draft: Draft
    content: DraftContent
    conflicts: tuple[Conflict, ...] = ()
    too_long: tuple[str, ...] = ()
    no_room: tuple[str, ...] = ()


@transaction.atomic
def begin_conversation(
    *, channel: Channel, by: Agent, draft: uuid.UUID | None = None, number: str = "", at: datetime | None = None
) -> Draft:
    """Open a conversation at the agent's desk; the same UUID twice opens one."""
    now = at or timezone.now()
    last = Draft.objects.filter(agent=by).aggregate(last=Max("position"))["last"] or 0
    begun, _ = Draft.objects.get_or_create(
        uuid=draft or uuid.uuid4(),
        defaults={
            "agent": by,
            "channel": channel,
            "caller_number": normalise_phone(number) or "",
            "opened_at": now,
            "saved_at": now,
            "position": last + 1,
        },
    )
    return begun


@transaction.atomic
def pick_up_call(*, channel: Channel, by: Agent, number: str) -> Draft:
    """The conversation of a call that a telephone opens; opened twice, it is one as long as nothing was typed in it."""
    normal = normalise_phone(number) or ""
    held = Draft.objects.select_for_update().filter(agent=by, channel=channel, caller_number=normal, parked_at=None)
    waiting = (draft for draft in held.order_by("-opened_at") if normal and is_untouched(draft))
    return next(waiting, None) or begin_conversation(channel=channel, by=by, number=number)


@transaction.atomic
def save_draft(
    draft: uuid.UUID, *, changes: Mapping[str, str], base: int, by: Agent, channel: Channel | None = None
) -> Saved:
    """Keep the fields that changed on this screen; refused when the conversation was closed meanwhile.

    A conversation that does not exist yet begins here, with its first key. What a colleague changed
    meanwhile stays, and is given back as a conflict.
    """
    held = hold_conversation(draft) or _begun(draft, by=by, channel=channel)
    saved = merge_into(held, changes=changes, base=base, by=by, channel=channel)
    held.save(update_fields=["content", "revision", "saved_at", "channel"])
    publish(f"draft:{draft}", f"{held.revision} {by.uuid}")
    return saved


def merge_into(
    held: Draft, *, changes: Mapping[str, str], base: int, by: Agent, channel: Channel | None = None
) -> Saved:
    """Merge the changed fields into a draft that the caller holds locked; the caller saves it."""
    merged = merge(DraftContent.read(held.content), changes, base=base, revision=held.revision + 1, by=str(by.uuid))
    held.content, held.revision, held.saved_at = merged.content.write(), held.revision + 1, timezone.now()
    held.channel = channel or held.channel
    return Saved(held, merged.content, merged.conflicts, merged.too_long, merged.no_room)


@transaction.atomic
def remove_question(draft: uuid.UUID, *, question: str, by: Agent) -> Saved:
    """Take one question out of an open conversation."""
    held = _locked(draft)
    if held is None:
        raise ConversationClosed
    content = without_question(DraftContent.read(held.content), question)
    held.content, held.revision, held.saved_at = content.write(), held.revision + 1, timezone.now()
    held.save(update_fields=["content", "revision", "saved_at"])
    publish(f"draft:{draft}", f"{held.revision} {by.uuid}")
    return Saved(held, content)


@transaction.atomic
def park_conversation(draft: uuid.UUID, *, by: Agent) -> None:
    """Stop the clock of a conversation; parking twice is once."""
    held = _locked(draft)
    if held is not None and held.parked_at is None:
        held.parked_at = timezone.now()
        held.save(update_fields=["parked_at"])
        publish(f"agent:{by.uuid}", "tabs")


@transaction.atomic
def take_up_conversation(draft: uuid.UUID, *, by: Agent) -> None:
    """Let the clock of a parked conversation run again; parked time is kept apart."""
    held = _locked(draft)
    if held is not None and held.parked_at is not None:
        held.parked_seconds, held.parked_at = parked_seconds(held, timezone.now()), None
        held.save(update_fields=["parked_at", "parked_seconds"])
        publish(f"agent:{by.uuid}", "tabs")


@transaction.atomic
def drop_conversation(draft: uuid.UUID, *, by: Agent) -> bool:
    """Throw away one's own conversation that was opened by mistake, when nothing was typed in it."""
    held = _locked(draft)
    if held is None or held.agent_id != by.pk or not is_untouched(held):
        return False
    held.delete()
    return True


@transaction.atomic
def drop_missed_call(draft: uuid.UUID) -> None:
    """Take away the conversation of a call that nobody answered; one in which something was typed stays."""
    held = _locked(draft)
    if held is None:
        return
    if is_untouched(held):
        held.delete()
    publish(f"agent:{held.agent.uuid}", f"missed {draft}")


@transaction.atomic
def hang_up(draft: uuid.UUID, *, at: datetime) -> None:
    """The caller hung up: from here on the conversation is wrapped up. Said twice, the first counts."""
    held = _locked(draft)
    if held is None or held.talked_seconds is not None:
        return
    held.talked_seconds = handling_seconds(held.opened_at, at, parked=parked_seconds(held, at))
    held.save(update_fields=["talked_seconds"])
    publish(f"agent:{held.agent.uuid}", f"ended {draft}")


def is_untouched(draft: Draft) -> bool:
    """Whether nothing was typed in a conversation and nobody chosen."""
    return DraftContent.read(draft.content).is_untouched and draft.party_id is None and not draft.bsn_encrypted


def parked_seconds(draft: Draft, now: datetime) -> int:
    """How long a conversation was parked, with the stretch that runs."""
    running = round((now - draft.parked_at).total_seconds()) if draft.parked_at else 0
    return draft.parked_seconds + max(0, running)


def hold_conversation(draft: uuid.UUID) -> Draft | None:
    """The conversation, locked; while there is none, its name is held so that nobody else begins or closes it.

    Whether it has become a contact is asked after this: who closes it writes the contact under the lock on the draft.
    """
    held = _locked(draft)
    if held is None:
        hold_name(draft)
        held = _locked(draft)  # begun while we waited
    return held


def hold_name(draft: uuid.UUID) -> None:
    """Let nobody else begin or close the conversation of this name until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [draft.int & (2**63 - 1)])


def _begun(draft: uuid.UUID, *, by: Agent, channel: Channel | None) -> Draft:
    """The conversation that begins with these keys."""
    if channel is None or Contact.objects.filter(uuid=draft).exists():
        raise ConversationClosed
    return begin_conversation(channel=channel, by=by, draft=draft)


def _locked(draft: uuid.UUID) -> Draft | None:
    return Draft.objects.select_for_update(of=("self",)).select_related("channel").filter(uuid=draft).first()
