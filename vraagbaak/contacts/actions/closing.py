"""Closing a conversation: the draft becomes a contact with its questions, once, and can be undone for seconds."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from vraagbaak.contacts.actions.drafts import (
    ConversationClosed,
    Saved,
    hold_conversation,
    hold_name,
    merge_into,
    parked_seconds,
)
from vraagbaak.contacts.actions.parties import find_or_make_party
from vraagbaak.contacts.events import ContactClosed, ContactReopened
from vraagbaak.contacts.models import Aid, Channel, Contact, Could, Draft, Mood, Outcome, Party, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.contacts.queries.intake import intake_of
from vraagbaak.contacts.queries.repeats import topics_asked_before
from vraagbaak.contacts.rules.drafts import DraftContent, DraftQuestion, Typed
from vraagbaak.contacts.rules.intake import answered_intake
from vraagbaak.contacts.rules.times import handling_seconds, wrap_up_seconds
from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.core.phone import normalise_phone
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import IntakeQuestion, Topic, Version
from vraagbaak.knowledge.rules.intake import Asked
from vraagbaak.people.models import Agent

UNDO_SECONDS = 8
UNDO_GRACE_SECONDS = 4
LEARN_AFTER_SECONDS = UNDO_SECONDS + UNDO_GRACE_SECONDS + 1
NEEDS_ADDRESS = frozenset({Outcome.CALLBACK})


class CannotClose(Exception):
    """What still lacks, by field, so that the screen can say it beside the field."""

    def __init__(self, lacks: Mapping[str, str]) -> None:
        super().__init__(", ".join(lacks.values()))
        self.lacks = dict(lacks)


@dataclass(frozen=True)
class _Meant:
    """What the names in a draft stand for."""

    versions: Mapping[str, Version]
    topics: Mapping[str, Topic]
    departments: Mapping[str, Department]
    intake: Mapping[str, Sequence[IntakeQuestion]]


@transaction.atomic
def close_contact(
    draft: uuid.UUID,
    *,
    by: Agent,
    changes: Mapping[str, str] | None = None,
    base: int = 0,
    channel: Channel | None = None,
) -> Contact:
    """Register the conversation with the last keys typed in it; refused with what lacks. Closing twice is once."""
    held = hold_conversation(draft)
    if held is None:
        if (closed := Contact.objects.filter(uuid=draft).first()) is not None:
            return closed
        held = _unsaved(draft, by=by, channel=channel)
    saved = merge_into(held, changes=changes or {}, base=base, by=by, channel=channel)
    content = saved.content
    questions = [question for question in content.questions() if not question.is_empty]
    check_complete(saved, questions)
    contact = _registered(held, content, questions, by=by)
    written = Question.objects.bulk_create(_questions(questions, contact=contact, by=by))
    if held.pk:
        Draft.objects.filter(pk=held.pk).delete()
    announce(
        ContactClosed(
            contact=contact.uuid,
            channel=held.channel.key,
            questions=tuple(question.uuid for question in written),
            outcomes=tuple(question.outcome for question in written),
        ),
        by=by.uuid,
    )
    learning = app.configure_task("contacts.learn_from_contact", schedule_in={"seconds": LEARN_AFTER_SECONDS})
    learning.defer(contact=str(contact.uuid))
    publish("contacts", str(contact.uuid))
    return contact


@transaction.atomic
def reopen_contact(contact: uuid.UUID, *, by: Agent, at: datetime | None = None) -> Draft:
    """Undo one's own close within seconds; refused (ConversationClosed) when it is too late."""
    hold_name(contact)
    limit = (at or timezone.now()) - timedelta(seconds=UNDO_SECONDS + UNDO_GRACE_SECONDS)
    closed = (
        Contact.objects.select_for_update(of=("self",))
        .select_related("channel", "party")
        .filter(uuid=contact, agent=by, closed_at__gte=limit, corrected_at__isnull=True)
        .first()
    )
    if closed is None:
        raise ConversationClosed
    draft = Draft.objects.create(
        uuid=closed.uuid,
        agent=by,
        channel=closed.channel,
        content=_as_draft(closed, by=by).write(),
        revision=1,
        caller_number=closed.caller_number,
        party_id=closed.party_id,
        opened_at=closed.opened_at,
        saved_at=timezone.now(),
        parked_seconds=closed.parked_seconds,
        talked_seconds=_talked(closed),
    )
    closed.delete()
    announce(ContactReopened(contact=contact), by=by.uuid)
    publish("contacts", str(contact))
    return draft


def _talked(contact: Contact) -> int | None:
    """How long the talk took, when the exchange said that it ended."""
    parked, wrap_up = contact.parked_seconds, contact.wrap_up_seconds
    talked = handling_seconds(contact.opened_at, contact.closed_at, parked=parked, wrap_up=wrap_up)
    return talked if wrap_up else None


def _unsaved(draft: uuid.UUID, *, by: Agent, channel: Channel | None) -> Draft:
    """The conversation that is closed before its first keys were saved."""
    if channel is None:
        raise ConversationClosed
    now = timezone.now()
    return Draft(uuid=draft, agent=by, channel=channel, opened_at=now, saved_at=now)


def _registered(held: Draft, content: DraftContent, questions: Sequence[DraftQuestion], *, by: Agent) -> Contact:
    now = timezone.now()
    parked = parked_seconds(held, now)
    return Contact.objects.create(
        uuid=held.uuid,
        channel=held.channel,
        agent=by,
        party=find_or_make_party(
            content,
            known=held.party_id,
            needed=_needs_party(content, questions),
            bsn_encrypted=held.bsn_encrypted,
        ),
        caller_number=held.caller_number or normalise_phone(content.value("resident.phone")) or "",
        opened_at=held.opened_at,
        closed_at=max(now, held.opened_at),
        parked_seconds=parked,
        wrap_up_seconds=wrap_up_seconds(held.opened_at, now, parked=parked, talked=held.talked_seconds),
    )


def check_complete(saved: Saved, questions: Sequence[DraftQuestion]) -> None:
    """Refuse what a contact cannot do without, and what a colleague changed at the same time."""
    content = saved.content
    lacks: dict[str, str] = {conflict.field: "conflict" for conflict in saved.conflicts}
    lacks |= dict.fromkeys(saved.too_long, "too_long") | dict.fromkeys(saved.no_room, "no_room")
    if not questions:
        lacks["words"] = "question"
    for question in questions:
        if question.outcome not in Outcome.values:
            lacks[f"q.{question.id}.outcome"] = "outcome"
        elif not question.words.strip() and question.outcome != Outcome.DROPPED:
            lacks[f"q.{question.id}.words"] = "words"
    phone, email = content.value("resident.phone"), content.value("resident.email")
    if phone and normalise_phone(phone) is None:
        lacks["resident.phone"] = "phone"
    if email and "@" not in email.strip("@"):
        lacks["resident.email"] = "email"
    if not (phone or email) and any(question.outcome in NEEDS_ADDRESS for question in questions):
        lacks["resident.phone"] = "address"
    if lacks:
        raise CannotClose(lacks)


def _needs_party(content: DraftContent, questions: Sequence[DraftQuestion]) -> bool:
    """Whether a resident must be found or made: somebody gave a name or address, or the outcome needs one."""
    given = any(content.value(f"resident.{part}").strip() for part in ("name", "phone", "email", "address"))
    return given or any(question.outcome in NEEDS_ADDRESS for question in questions)


def _questions(questions: Sequence[DraftQuestion], *, contact: Contact, by: Agent) -> list[Question]:
    meant, before = _meant(questions), topics_asked_before(contact)
    written = [
        _question(question, meant, contact=contact, by=by, position=position)
        for position, question in enumerate(questions, start=1)
    ]
    for question in written:
        question.is_repeat = question.topic_id in before
    return written


def _question(question: DraftQuestion, meant: _Meant, *, contact: Contact, by: Agent, position: int) -> Question:
    version = meant.versions.get(question.version)
    topic = meant.topics.get(question.topic) or (version.article.topic if version else None)
    department = meant.departments.get(question.department)
    return Question(
        contact=contact,
        position=position,
        words=question.words.strip(),
        need=question.need.strip(),
        stems=stems_of(question.words, question.need),
        topic=topic,
        department_id=department.pk if department else topic.department_id if topic else None,
        article_id=version.article_id if version else None,
        version=version,
        answer=question.answer.strip(),
        outcome=question.outcome,
        mood=question.mood if question.mood in Mood.values else "",
        intake=answered_intake(
            _asked(meant.intake.get(question.version, ())), question.intake, on=timezone.localdate(contact.closed_at)
        ),
        measured=measured_of(question),
        asked_at=contact.closed_at,
        agent=by,
    )


def measured_of(question: DraftQuestion) -> dict[str, str]:
    """What was filled in for a measurement; nothing of what was left open or is not known."""
    could = question.could if question.could in Could.values else ""
    aid = question.aid if question.aid in Aid.values and could == Could.YES else ""
    filled = {"needed": question.needed.strip(), "could": could, "aid": aid}
    return {name: value for name, value in filled.items() if value}


def _asked(script: Sequence[IntakeQuestion]) -> list[Asked]:
    return [Asked(q.key, q.text, q.kind, tuple(q.choices), q.shown_if_key, q.shown_if_value) for q in script]


def _meant(questions: Sequence[DraftQuestion]) -> _Meant:
    """Look up what the draft names, one statement for each kind that it names at all."""
    versions = _uuids(question.version for question in questions)
    topics = _uuids(question.topic for question in questions)
    departments = _uuids(question.department for question in questions)
    used = list(_used(versions)) if versions else []
    return _Meant(
        versions={str(found.uuid): found for found in used},
        topics={str(found.uuid): found for found in Topic.objects.filter(uuid__in=topics)} if topics else {},
        departments={str(found.uuid): found for found in Department.objects.filter(uuid__in=departments)}
        if departments
        else {},
        intake=intake_of(used) if any(question.intake for question in questions) else {},
    )


def _used(versions: Sequence[uuid.UUID]) -> QuerySet[Version]:
    """The answers with their topics, without their texts."""
    found = Version.objects.filter(uuid__in=versions).select_related("article__topic")
    return found.only("uuid", "article__uuid", "article__topic__uuid", "article__topic__department_id")


def _uuids(names: Iterable[str]) -> list[uuid.UUID]:
    found = []
    for name in names:
        try:
            found.append(uuid.UUID(name))
        except ValueError:
            continue
    return found


def _as_draft(contact: Contact, *, by: Agent) -> DraftContent:
    """Turn a contact back into what was typed."""
    values = _resident_values(contact.party)
    order = []
    for question in contact.questions.select_related("version", "topic", "department").order_by("position"):
        item = question.uuid.hex[:8]
        order.append(item)
        values |= {f"q.{item}.{name}": value for name, value in _question_values(question).items()}
    fields = {name: Typed(value, 1, str(by.uuid)) for name, value in values.items() if value}
    return DraftContent(tuple(order), fields)


def _question_values(question: Question) -> dict[str, str]:
    return {
        "words": question.words,
        "need": question.need,
        "answer": question.answer,
        "outcome": question.outcome,
        "mood": question.mood,
        "version": str(question.version.uuid) if question.version else "",
        "topic": str(question.topic.uuid) if question.topic else "",
        "department": str(question.department.uuid) if question.department else "",
        **question.measured,
        **{f"intake.{asked['key']}": asked["answer"] for asked in question.intake},
    }


def _resident_values(party: Party | None) -> dict[str, str]:
    if party is None:
        return {}
    addresses = {f"resident.{address.kind}": address.value for address in party.addresses.all()}
    return {"resident.name": party.name, "resident.address": party.address, **addresses}
