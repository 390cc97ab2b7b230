"""Correcting a registered question, with a reason that stays."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.actions.repeats import mark_repeats
from vraagbaak.contacts.events import QuestionCorrected
from vraagbaak.contacts.models import Contact, Correction, Question
from vraagbaak.contacts.queries.repeats import questions_of_the_same
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.events import announce
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


class CorrectedMeanwhile(Exception):
    """Somebody else corrected the question after it was opened here."""


class NothingToCorrect(Exception):
    """What was typed is what stood there."""


@dataclass(frozen=True)
class Corrected:
    """What a question should say."""

    words: str
    need: str
    answer: str
    outcome: str
    mood: str
    topic: Topic | None
    department: Department | None


@transaction.atomic
def correct_question(question: Question, wanted: Corrected, *, reason: str, seen: int, by: Agent) -> Correction:
    """Change a question and keep what stood there; refused when a colleague was first, or nothing changes."""
    held = Question.objects.select_for_update(of=("self",)).select_related("contact", "topic", "department")
    held_now = held.get(pk=question.pk)
    if held_now.corrections.count() != seen or held_now.redacted_at is not None:
        raise CorrectedMeanwhile
    changes = _changes(held_now, wanted)
    if not changes:
        raise NothingToCorrect
    for name in changes:
        setattr(held_now, name, getattr(wanted, name))
    held_now.stems = stems_of(wanted.words, wanted.need)
    held_now.save(update_fields=[*changes, "stems"])
    if "topic" in changes:
        mark_repeats(questions_of_the_same(held_now.contact))
    now = timezone.now()
    Contact.objects.filter(pk=held_now.contact_id).update(corrected_at=now)
    correction = Correction.objects.create(question=held_now, by=by, at=now, reason=reason.strip(), changes=changes)
    announce(
        QuestionCorrected(contact=held_now.contact.uuid, question=held_now.uuid, fields=tuple(changes)), by=by.uuid
    )
    return correction


def _changes(question: Question, wanted: Corrected) -> Mapping[str, tuple[str, str]]:
    """The fields that differ, each with what stood there and what comes; topics and departments by name."""
    fields = ("words", "need", "answer", "outcome", "mood", "topic", "department")
    pairs = {name: (getattr(question, name), getattr(wanted, name)) for name in fields}
    return {name: (str(was or ""), str(now or "")) for name, (was, now) in pairs.items() if was != now}
