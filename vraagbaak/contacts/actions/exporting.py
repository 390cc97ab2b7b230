"""Taking contacts away is itself a fact that is written down."""

from django.db import transaction
from django.db.models import QuerySet

from vraagbaak.contacts.events import ContactsExported, PartyExported
from vraagbaak.contacts.models import Party, Question
from vraagbaak.contacts.queries.exporting import Known, known_of, note_names_taken
from vraagbaak.core.access import log_access
from vraagbaak.core.events import announce
from vraagbaak.people.models import Agent


@transaction.atomic
def note_export(questions: QuerySet[Question], *, form: str, has_names: bool, by: Agent) -> None:
    """Write down who takes a list away, and whose names are in it, before the first row leaves."""
    if has_names:
        note_names_taken(questions, by=by)
    announce(ContactsExported(form=form, has_names=has_names), by=by.uuid)


@transaction.atomic
def export_party(party: Party, *, form: str, by: Agent) -> Known:
    """All that is known of a resident, for the resident; written down in both logs."""
    log_access([party.uuid], by=by.uuid, purpose="party.exported")
    announce(PartyExported(party=party.uuid, form=form), by=by.uuid)
    return known_of(party)
