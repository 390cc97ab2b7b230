"""Contacts as rows of a table to take away, and all that is known of one resident."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vraagbaak.contacts.models import DigitalAddress, Party, Question
from vraagbaak.contacts.rules.times import handling_seconds
from vraagbaak.core.access import log_access
from vraagbaak.core.encryption import decrypt
from vraagbaak.core.export import Cell
from vraagbaak.core.models import AccessRecord
from vraagbaak.people.models import Agent
from vraagbaak.people.queries import names_of

BATCH = 500


def header_of(*, with_names: bool) -> list[str]:
    """The titles of the columns."""
    plain = [
        _("Contact"),
        _("Number within the contact"),
        _("Closed at"),
        _("Channel"),
        _("Question in the resident's words"),
        _("Question behind the question"),
        _("Topic"),
        _("Department"),
        _("Outcome"),
        _("Mood"),
        _("Answer given"),
        _("Agent"),
        _("Handling time of the contact in seconds"),
        _("Corrected"),
    ]
    return [*plain, *([_("Resident"), _("Address"), _("Phone numbers and mail")] if with_names else [])]


def rows_of(questions: QuerySet[Question], *, with_names: bool, most: int | None = None) -> Iterator[list[Cell]]:
    """One row for each question, read in batches so that any length fits in memory."""
    ordered = questions.order_by("-asked_at", "-id")
    if with_names:
        ordered = ordered.select_related(
            "contact__channel", "contact__party", "topic", "department", "agent"
        ).prefetch_related("contact__party__addresses")
    for question in ordered[:most].iterator(chunk_size=BATCH):
        yield _row(question) + (_names(question) if with_names else [])


def note_names_taken(questions: QuerySet[Question], *, by: Agent) -> None:
    """Write in the access log whose names are taken away."""
    subjects = questions.filter(contact__party__isnull=False).order_by().values_list("contact__party__uuid").distinct()
    log_access([uuid for (uuid,) in subjects.iterator(chunk_size=BATCH)], by=by.uuid, purpose="contacts.exported")


def _row(question: Question) -> list[Cell]:
    contact = question.contact
    return [
        str(contact.uuid),
        question.position,
        question.asked_at,
        contact.channel.name,
        question.words,
        question.need,
        question.topic.name if question.topic else "",
        question.department.name if question.department else "",
        str(question.get_outcome_display()),
        str(question.get_mood_display()),
        question.answer,
        question.agent.name,
        handling_seconds(
            contact.opened_at, contact.closed_at, parked=contact.parked_seconds, wrap_up=contact.wrap_up_seconds
        ),
        contact.corrected_at is not None,
    ]


def _names(question: Question) -> list[Cell]:
    party, number = question.contact.party, question.contact.caller_number
    if party is None:
        return ["", "", number]
    lines = dict.fromkeys([*(address.value for address in party.addresses.all()), *([number] if number else [])])
    return [party.name, party.address, ", ".join(lines)]


# --- one resident ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """All that is known of one resident, as they may ask for it."""

    person: dict[str, str]
    addresses: Sequence[dict[str, Cell]]
    questions: Sequence[dict[str, Cell]]
    seen_by: Sequence[dict[str, Cell]]


def known_of(party: Party) -> Known:
    """Everything that is kept of a resident: data, questions, and who looked at it."""
    addresses = DigitalAddress.objects.filter(party=party).order_by("kind", "value")
    questions = Question.objects.filter(contact__party=party).select_related("contact__channel", "topic", "department")
    looked = list(AccessRecord.objects.filter(subject=party.uuid).order_by("happened_at", "id"))
    names = names_of({record.actor for record in looked if record.actor})
    return Known(
        person={
            "naam": party.name,
            "soort": str(party.get_kind_display()),
            "adres": party.address,
            "burgerservicenummer": decrypt(party.bsn_encrypted) if party.bsn_encrypted else "",
            "bekendSinds": party.created_at.isoformat(),
        },
        addresses=[{"soort": str(address.get_kind_display()), "waarde": address.value} for address in addresses],
        questions=[_asked(question) for question in questions.order_by("asked_at", "id")],
        seen_by=[
            {
                "moment": record.happened_at,
                "medewerker": names.get(record.actor, "") if record.actor else "",
                "waarvoor": record.purpose,
            }
            for record in looked
        ],
    )


def _asked(question: Question) -> dict[str, Cell]:
    contact = question.contact
    intake = "; ".join(f"{asked.get('text') or asked['key']}: {asked['answer']}" for asked in question.intake)
    return {
        "contact": str(contact.uuid),
        "moment": question.asked_at,
        "kanaal": contact.channel.name,
        "telefoonnummer": contact.caller_number,
        "vraag": question.words,
        "vraagAchterDeVraag": question.need,
        "onderwerp": question.topic.name if question.topic else "",
        "afdeling": question.department.name if question.department else "",
        "antwoord": question.answer,
        "uitgevraagd": intake,
        "meting": question.measured.get("needed", ""),
        "afhandeling": str(question.get_outcome_display()),
        "stemming": str(question.get_mood_display()),
    }
