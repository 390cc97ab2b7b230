"""Taking a person out of the records; every contact and every count stays."""

import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.events import PartyPseudonymised
from vraagbaak.contacts.models import Contact, Correction, DigitalAddress, Draft, Party, PartyMerge, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.contacts.rules.redaction import redacted
from vraagbaak.core.events import announce
from vraagbaak.people.models import Agent

BATCH = 500


@transaction.atomic
def pseudonymise_party(party: Party, *, by: Agent | None) -> int:
    """Remove a person's names, addresses and numbers, also from the free text of what they asked.

    Done twice is done once. Who was merged into this person goes as well. Gives the number of contacts.
    """
    held = Party.objects.select_for_update().get(pk=party.pk)
    if held.pseudonymised_at is not None:
        return 0
    everyone = _merged_into(held)
    contacts = list(Contact.objects.filter(party__in=everyone).values_list("pk", flat=True))
    names = [text for person in everyone for text in (person.name, person.address)]
    for first in range(0, len(contacts), BATCH):
        _redact_questions(Question.objects.filter(contact__in=contacts[first : first + BATCH]), names)
    Contact.objects.filter(pk__in=contacts).update(caller_number="")
    Draft.objects.filter(party__in=everyone).update(party=None)
    DigitalAddress.objects.filter(party__in=everyone).delete()
    for person in everyone:
        _empty(person)
        announce(PartyPseudonymised(party=person.uuid, contacts=len(contacts)), by=_uuid(by))
    return len(contacts)


def erase_texts(questions: Sequence[int]) -> None:
    """Empty all free text of these questions; what they were about and how they ended stays."""
    now = timezone.now()
    Question.objects.filter(pk__in=questions).update(
        words="", need="", answer="", stems="", intake=[], measured={}, redacted_at=now
    )
    Correction.objects.filter(question__in=questions).update(changes={})
    Contact.objects.filter(questions__in=questions).exclude(caller_number="").update(caller_number="")


def _merged_into(party: Party) -> list[Party]:
    """The person with all who turned out to be the same, however often they were merged."""
    everyone, newest = [party], [party]
    while newest:
        merges = PartyMerge.objects.filter(kept__in=newest, undone_at=None, gone__pseudonymised_at=None)
        newest = [merge.gone for merge in merges.select_related("gone")]
        everyone += newest
    return everyone


def _redact_questions(questions: Iterable[Question], names: Sequence[str]) -> None:
    now, changed = timezone.now(), []
    for question in questions:
        for field in ("words", "need", "answer"):
            setattr(question, field, redacted(getattr(question, field), names))
        question.intake = [{**asked, "answer": redacted(asked.get("answer", ""), names)} for asked in question.intake]
        question.measured = {name: redacted(said, names) for name, said in question.measured.items()}
        question.stems = stems_of(question.words, question.need)
        question.redacted_at = now
        changed.append(question)
    Question.objects.bulk_update(changed, ["words", "need", "answer", "intake", "measured", "stems", "redacted_at"])
    Correction.objects.filter(question__in=changed).update(changes={})


def _empty(person: Party) -> None:
    person.name = person.sort_key = person.address = person.bsn_encrypted = ""
    person.bsn_hash = None
    person.pseudonymised_at = timezone.now()
    person.save()


def _uuid(agent: Agent | None) -> uuid.UUID | None:
    return agent.uuid if agent else None
