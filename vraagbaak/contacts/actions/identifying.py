"""Tying a conversation to a resident: by a citizen service number, or by who the agent says it is."""

import uuid

from django.db import transaction

from vraagbaak.contacts.actions.drafts import ConversationClosed, save_draft
from vraagbaak.contacts.actions.parties import BsnNotAllowed, party_with_bsn
from vraagbaak.contacts.models import Channel, Draft, Party
from vraagbaak.contacts.rules.bsn import read_bsn
from vraagbaak.core.access import log_access
from vraagbaak.core.encryption import decrypt, encrypt, keyed_hash
from vraagbaak.core.live import publish
from vraagbaak.core.queries import organisation
from vraagbaak.people.models import Agent


class BsnIsWrong(Exception):
    """What was typed is no citizen service number: it is not nine digits, or fails the elfproef."""


@transaction.atomic
def note_bsn(draft: uuid.UUID, typed: str, *, by: Agent, channel: Channel | None = None) -> Draft:
    """Keep the number with the conversation, encrypted; who has it is the resident from now on. Empty removes it.

    The number never stands in the draft's text, an address, a log or an event. Refused when it is none (BsnIsWrong), or
    when the organisation records none (BsnNotAllowed). A conversation that does not exist yet begins here.
    """
    if not organisation().uses_bsn:
        raise BsnNotAllowed
    number = read_bsn(typed) if typed.strip() else ""
    if number is None:
        raise BsnIsWrong
    held = save_draft(draft, changes={}, base=0, by=by, channel=channel).draft
    found = party_with_bsn(keyed_hash(number)) if number else None
    if found is not None:
        log_access([found.uuid], by=by.uuid, purpose="bsn.matched")
    if found is not None or _was_found_by(held) or _has_another(held.party, number):
        held.party = found
    held.bsn_encrypted = encrypt(number) if number else ""
    held.save(update_fields=["bsn_encrypted", "party"])
    return held


@transaction.atomic
def choose_resident(draft: uuid.UUID, party: Party | None, *, by: Agent) -> Draft:
    """Say who the resident is, or that it is nobody known; refused (ConversationClosed) after closing."""
    held = Draft.objects.select_for_update().filter(uuid=draft).first()
    if held is None:
        raise ConversationClosed
    held.party = party
    held.save(update_fields=["party"])
    publish(f"agent:{held.agent.uuid}", "tabs")
    return held


def _was_found_by(draft: Draft) -> bool:
    """Whether the resident so far was found by the number that stood here, and goes with it."""
    if draft.party is None or not draft.bsn_encrypted:
        return False
    return draft.party.bsn_hash == keyed_hash(decrypt(draft.bsn_encrypted))


def _has_another(party: Party | None, number: str) -> bool:
    """Whether the resident so far is known with another number, and so is somebody else."""
    return party is not None and bool(number) and party.bsn_hash not in (None, keyed_hash(number))
