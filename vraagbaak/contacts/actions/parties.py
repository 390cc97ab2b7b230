"""Residents and organisations: found by what they gave, made only when the outcome needs it."""

from collections.abc import Iterable

from django.db import connection

from vraagbaak.contacts.models import DigitalAddress, Party
from vraagbaak.contacts.rules.drafts import DraftContent
from vraagbaak.core.phone import normalise_phone
from vraagbaak.core.text import sort_key

Address = tuple[str, str]


def find_or_make_party(content: DraftContent, *, known: int | None, needed: bool) -> Party | None:
    """The resident of a conversation: the one chosen, else one with this number or mail, else a new one."""
    chosen = Party.objects.known().filter(pk=known).first() if known is not None else None
    if chosen is None and not needed:
        return None
    addresses = _addresses(content)
    party = chosen or _found_at(addresses, name=sort_key(content.value("resident.name"))) or Party()
    _complete(party, content)
    _add_addresses(party, addresses)
    return party


def _complete(party: Party, content: DraftContent) -> None:
    """Fill what was unknown; what is known already is changed on the resident's own page only."""
    name, address = content.value("resident.name").strip(), content.value("resident.address").strip()
    if not party.pk or (name and not party.name) or (address and not party.address):
        party.name, party.address = party.name or name, party.address or address
        party.sort_key = sort_key(party.name)
        party.save()


def _addresses(content: DraftContent) -> list[Address]:
    phone = normalise_phone(content.value("resident.phone"))
    email = content.value("resident.email").strip().lower()
    given = [(DigitalAddress.Kind.PHONE.value, phone), (DigitalAddress.Kind.EMAIL.value, email)]
    return [(kind, value) for kind, value in given if value]


def _found_at(addresses: list[Address], *, name: str) -> Party | None:
    """The party with one of these addresses; two people can share a number, so a name that is given must fit."""
    for kind, value in addresses:
        with connection.cursor() as cursor:  # two desks that meet the same new resident make one party
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [value])
        living = Party.objects.known().filter(addresses__kind=kind, addresses__value=value).order_by("pk")
        if (found := whose_address(living, name=name)) is not None:
            return found
    return None


def whose_address(living: Iterable[Party], *, name: str) -> Party | None:
    """Who of those who share an address is meant: who has the name given, else who has none, else the only one."""
    by_name = {party.sort_key: party for party in living}
    if name:
        return by_name.get(name) or by_name.get("")
    return by_name.get("") or (next(iter(by_name.values())) if len(by_name) == 1 else None)


def _add_addresses(party: Party, addresses: list[Address]) -> None:
    if not addresses:
        return
    DigitalAddress.objects.bulk_create(
        [DigitalAddress(party=party, kind=kind, value=value) for kind, value in addresses], ignore_conflicts=True
    )
