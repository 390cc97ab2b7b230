"""Residents and organisations: who it probably is, and what was asked before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from vraagbaak.contacts.models import DigitalAddress, Outcome, Party, Question
from vraagbaak.core.access import log_access
from vraagbaak.core.phone import normalise_phone
from vraagbaak.core.text import sort_key
from vraagbaak.directory.scope import scope_of
from vraagbaak.people.models import Agent, Role

SEES_CONTACTS = (
    Role.AGENT,
    Role.LIAISON,
    Role.TRAINEE,
    Role.HOST,
    Role.TEAM_LEAD,
    Role.SPECIALIST,
    Role.PRIVACY_OFFICER,
)


@dataclass(frozen=True)
class TimelineEntry:
    """One earlier question of a resident."""

    contact: uuid.UUID
    at: datetime
    words: str
    outcome: str
    agent: str

    @property
    def outcome_label(self) -> str:
        """The outcome as the screen says it."""
        return str(Outcome(self.outcome).label)


@dataclass(frozen=True)
class Timeline:
    """What a resident or number asked before, newest first."""

    entries: Sequence[TimelineEntry]
    open_count: int
    has_more: bool


def earlier_contacts(agent: Agent, *, party_id: int | None = None, number: str = "", limit: int = 5) -> Timeline:
    """Earlier questions of this person or from this number, as far as the agent may see them; it is logged."""
    same = Q()
    if party_id is not None:
        same |= Q(contact__party=party_id)
    if number:
        same |= Q(contact__caller_number=number)
    if not same:
        return Timeline((), 0, has_more=False)
    questions = Question.objects.filter(same, scope_of(agent, *SEES_CONTACTS).where())
    found = list(questions.select_related("contact__party", "agent").order_by("-asked_at", "-id")[: limit + 1])
    subjects = [question.contact.party.uuid for question in found if question.contact.party]
    if subjects:
        log_access(subjects, by=agent.uuid, purpose="timeline.shown")
    entries = [
        TimelineEntry(
            contact=question.contact.uuid,
            at=question.asked_at,
            words=question.words,
            outcome=question.outcome,
            agent=question.agent.name,
        )
        for question in found[:limit]
    ]
    return Timeline(entries, open_count=0, has_more=len(found) > limit)


def find_parties(agent: Agent, words: str, *, limit: int = 5) -> Sequence[Party]:
    """People whose name, number or mail address begins as typed; numbers match in any notation."""
    if not agent.has_role(*SEES_CONTACTS) or len(words.strip()) < 2:
        return ()
    number = normalise_phone(words)
    name = Q(sort_key__startswith=sort_key(words)) | Q(sort_key__contains=" " + sort_key(words))
    address = Q(kind="phone", value=number) if number else Q(kind="email", value__startswith=words.strip().lower())
    known = DigitalAddress.objects.filter(address).values("party")
    parties = Party.objects.filter(pseudonymised_at__isnull=True).filter(name | Q(pk__in=known))
    found = list(parties.prefetch_related("addresses").order_by("sort_key", "id")[:limit])
    if found:
        log_access([party.uuid for party in found], by=agent.uuid, purpose="party.searched")
    return found
