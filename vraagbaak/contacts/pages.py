"""The pages of contacts in the menu and the administration index, and what other apps may know of residents."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.queries.parties import party_names, party_subjects
from vraagbaak.contacts.queries.scope import SEES_CONTACTS, contacts_scope
from vraagbaak.core.live import let_listen
from vraagbaak.core.navigation import WORK, add_entry
from vraagbaak.people.extensions import Subject, add_administration_page, add_subjects
from vraagbaak.people.models import Role


def _find(words: str) -> Sequence[Subject]:
    return [Subject(uuid, name) for uuid, name in party_subjects(words).items()]


def _name(parties: Collection[UUID]) -> Sequence[Subject]:
    return [Subject(uuid, name) for uuid, name in party_names(parties).items()]


add_entry(_("Contacts"), "contacts:list", *SEES_CONTACTS, group=WORK, order=40)
add_administration_page(
    "contacts:channels", _("Channels"), _("The ways by which residents reach you."), Role.ADMINISTRATOR
)
add_administration_page(
    "contacts:snippets", _("Texts to insert"), _("What the desk inserts by typing a colon."), Role.ADMINISTRATOR
)
add_administration_page(
    "contacts:retention",
    _("Terms"),
    _("How long each kind of record is kept, and what was removed."),
    Role.ADMINISTRATOR,
    Role.PRIVACY_OFFICER,
)
add_subjects(find=_find, name=_name)
let_listen("contacts", lambda agent, _key: contacts_scope(agent).is_everything)
