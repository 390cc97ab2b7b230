"""Changes to other organisations."""

from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.text import sort_key
from vraagbaak.directory.actions.changing import actor, change_row, free_key
from vraagbaak.directory.events import ExternalPartyAdded, ExternalPartyChanged
from vraagbaak.directory.models import ExternalParty
from vraagbaak.people.models import Agent


class ExternalPartyValues(TypedDict, total=False):
    """What may be said of another organisation."""

    name: str
    kind: str
    what: str
    when: str
    phone: str
    email: str
    website: str
    note: str


@transaction.atomic
def add_external_party(
    *, by: Agent | None, uuid: UUID | None = None, key: str = "", **values: Unpack[ExternalPartyValues]
) -> ExternalParty:
    """Name another organisation, with what it does and when. Sent twice with one UUID it is one."""
    name = values["name"]
    party, is_new = ExternalParty.objects.get_or_create(
        uuid=uuid or uuid4(),
        defaults={"key": key or free_key(ExternalParty, name), "sort_key": sort_key(name), **values},
    )
    if is_new:
        announce(ExternalPartyAdded(external_party=party.uuid), by=actor(by))
    return party


@transaction.atomic
def change_external_party(party: ExternalParty, *, by: Agent | None, **values: Unpack[ExternalPartyValues]) -> None:
    """Change what is known of another organisation; nothing is told when nothing differs."""
    locked = ExternalParty.objects.select_for_update().get(pk=party.pk)
    _change(locked, {**values, "sort_key": sort_key(values.get("name", locked.name))}, by=by)


@transaction.atomic
def close_external_party(party: ExternalParty, *, by: Agent | None) -> None:
    """Take another organisation out of the lists."""
    _change(ExternalParty.objects.select_for_update().get(pk=party.pk), {"is_active": False}, by=by)


@transaction.atomic
def reopen_external_party(party: ExternalParty, *, by: Agent | None) -> None:
    """Put another organisation back in the lists."""
    _change(ExternalParty.objects.select_for_update().get(pk=party.pk), {"is_active": True}, by=by)


def _change(party: ExternalParty, values: dict[str, object], *, by: Agent | None) -> None:
    changed = change_row(party, values)
    if changed:
        announce(ExternalPartyChanged(external_party=party.uuid, fields=changed), by=actor(by))
