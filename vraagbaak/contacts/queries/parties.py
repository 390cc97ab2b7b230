"""Residents and organisations: who it probably is, what was asked before, and one of them with everything."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from vraagbaak.contacts.models import DigitalAddress, Outcome, Party, PartyMerge, Question
from vraagbaak.contacts.queries.scope import KEEPS_PARTIES, REMOVES_PARTIES, SEES_CONTACTS, contacts_scope
from vraagbaak.contacts.rules.bsn import masked_bsn, read_bsn
from vraagbaak.core.access import log_access
from vraagbaak.core.encryption import decrypt, keyed_hash
from vraagbaak.core.paging import Page, page_by_time
from vraagbaak.core.phone import normalise_phone
from vraagbaak.core.queries import organisation
from vraagbaak.core.text import sort_key
from vraagbaak.people.models import Agent, Role

OPEN_FOR = timedelta(days=14)


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
    """What a resident or number asked before, newest first; `open_count` are the call-backs promised lately."""

    entries: Sequence[TimelineEntry]
    open_count: int
    has_more: bool


@dataclass(frozen=True)
class SeenParty:
    """A resident as somebody may see them."""

    party: Party
    addresses: Sequence[DigitalAddress]
    bsn: str
    uses_bsn: bool
    questions: Page[Question]
    merges: Sequence[PartyMerge]
    may_change: bool
    may_remove: bool
    may_export: bool


def earlier_contacts(agent: Agent, *, party_id: int | None = None, number: str = "", limit: int = 5) -> Timeline:
    """Earlier questions of this person or from this number, as far as the agent may see them; it is logged."""
    same = Q()
    if party_id is not None:
        same |= Q(contact__party=party_id)
    if number:
        same |= Q(contact__caller_number=number)
    if not same:
        return Timeline((), 0, has_more=False)
    questions = Question.objects.filter(same, contacts_scope(agent).where())
    found = list(questions.select_related("contact__party", "agent").order_by("-asked_at", "-id")[: limit + 1])
    subjects = [question.contact.party.uuid for question in found if question.contact.party]
    if subjects:
        log_access(subjects, by=agent.uuid, purpose="timeline.shown")
    lately = timezone.now() - OPEN_FOR
    shown = found[:limit]
    return Timeline(
        entries=[_entry(question) for question in shown],
        open_count=sum(question.outcome == Outcome.CALLBACK and question.asked_at >= lately for question in shown),
        has_more=len(found) > limit,
    )


def shown_bsn(encrypted: str) -> str:
    """A citizen service number as it may be shown; nothing for nothing."""
    return masked_bsn(decrypt(encrypted)) if encrypted else ""


def find_parties(agent: Agent, words: str, *, limit: int = 5, but: int | None = None) -> Sequence[Party]:
    """People whose name, number or mail address begins as typed; numbers match in any notation."""
    typed = words.replace("\0", "").strip()
    if not agent.has_role(*SEES_CONTACTS) or len(typed) < 2:
        return ()
    others = ~Q(pk=but) if but is not None else Q()
    parties = _in_reach(agent).filter(_is_like(typed), others)
    found = list(parties.prefetch_related("addresses").order_by("sort_key", "id")[:limit])
    if found:
        log_access([party.uuid for party in found], by=agent.uuid, purpose="party.searched")
    return found


def parties_at(agent: Agent, number: str, *, limit: int = 5) -> Sequence[Party]:
    """Everybody who is known with this number; it is logged."""
    if not number:
        return ()
    known = DigitalAddress.objects.filter(kind=DigitalAddress.Kind.PHONE, value=number).values("party")
    found = list(_in_reach(agent).filter(pk__in=known).order_by("sort_key", "id")[:limit])
    if found:
        log_access([party.uuid for party in found], by=agent.uuid, purpose="call.announced")
    return found


def party_for(agent: Agent, party: uuid.UUID, *, cursor: str | None = None) -> SeenParty | None:
    """One resident with addresses and everything asked, as far as this person may see it; it is logged."""
    found = _in_reach(agent, with_pseudonyms=True).filter(uuid=party).prefetch_related("addresses").first()
    if found is None:
        return None
    log_access([found.uuid], by=agent.uuid, purpose="party.opened")
    questions = Question.objects.filter(contacts_scope(agent).where(), contact__party=found)
    is_known = found.pseudonymised_at is None
    return SeenParty(
        party=found,
        addresses=sorted(found.addresses.all(), key=lambda address: (address.kind, address.value)),
        bsn=shown_bsn(found.bsn_encrypted),
        uses_bsn=organisation().uses_bsn,
        questions=page_by_time(
            questions.select_related("contact__channel", "topic", "department", "agent"),
            moment="asked_at",
            cursor=cursor,
            size=25,
        ),
        merges=list(found.merges.filter(undone_at=None, gone__pseudonymised_at=None).select_related("gone", "by")),
        may_change=is_known and agent.has_role(*KEEPS_PARTIES),
        may_remove=is_known and agent.has_role(*REMOVES_PARTIES),
        may_export=is_known and agent.has_role(Role.PRIVACY_OFFICER),
    )


def party_to_keep(agent: Agent, party: uuid.UUID) -> Party | None:
    """A resident whose data this person may change, or None."""
    if not agent.has_role(*KEEPS_PARTIES):
        return None
    return _in_reach(agent).filter(uuid=party).first()


def merge_to_undo(agent: Agent, merge: uuid.UUID) -> PartyMerge | None:
    """A merge that this person may undo, or None."""
    if not agent.has_role(*KEEPS_PARTIES):
        return None
    kept = _in_reach(agent).values("pk")
    return PartyMerge.objects.select_related("kept").filter(uuid=merge, undone_at=None, kept__in=kept).first()


def party_names(parties: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names of residents by UUID, for the access log."""
    return {party.uuid: str(party) for party in Party.objects.filter(uuid__in=parties)}


def _entry(question: Question) -> TimelineEntry:
    return TimelineEntry(
        contact=question.contact.uuid,
        at=question.asked_at,
        words=question.words,
        outcome=question.outcome,
        agent=question.agent.name,
    )


def _in_reach(agent: Agent, *, with_pseudonyms: bool = False) -> QuerySet[Party]:
    """Residents of whom this person may see something: all, or who asked something of the own departments."""
    parties = Party.objects.all() if with_pseudonyms else Party.objects.known()
    scope = contacts_scope(agent)
    if scope.is_everything:
        return parties
    asked = Question.objects.filter(scope.where(), contact__party__isnull=False).values("contact__party")
    return parties.filter(pk__in=asked)


def _is_like(words: str) -> Q:
    """Whose name, number, mail address or citizen service number was typed."""
    key = sort_key(words)
    like = Q(sort_key__startswith=key) | Q(sort_key__contains=f" {key}") if key else Q(pk__in=[])
    number = normalise_phone(words)
    address = Q(kind="phone", value=number) if number else Q(kind="email", value__startswith=words.lower())
    like |= Q(pk__in=DigitalAddress.objects.filter(address).values("party"))
    bsn = read_bsn(words)
    if bsn is not None and organisation().uses_bsn:
        like |= Q(bsn_hash=keyed_hash(bsn))
    return like


def party_subjects(words: str, *, limit: int = 50) -> dict[uuid.UUID, str]:
    """Residents with a name like this, for the privacy officer's access log."""
    key = sort_key(words)
    if not key:
        return {}
    named = Q(sort_key__startswith=key) | Q(sort_key__contains=f" {key}")
    return {party.uuid: str(party) for party in Party.objects.filter(named).order_by("sort_key", "id")[:limit]}
