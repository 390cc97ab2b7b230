"""Residents and organisations: found by what they gave, made only when the outcome needs it."""

from vraagbaak.contacts.models import DigitalAddress, Party
from vraagbaak.contacts.rules.drafts import DraftContent
from vraagbaak.core.phone import normalise_phone
from vraagbaak.core.text import sort_key

Address = tuple[str, str]


def find_or_make_party(content: DraftContent, *, known: int | None, needed: bool) -> Party | None:
    """The resident of a conversation: the one chosen, else one with this number or mail, else a new one."""
    if known is not None:
        party = Party.objects.get(pk=known)
        _complete(party, content)
        return party
    if not needed:
        return None
    addresses = _addresses(content)
    party = _found(addresses, name=content.value("resident.name").strip())
    if party is None:
        name = content.value("resident.name").strip()
        party = Party.objects.create(name=name, sort_key=sort_key(name), address=content.value("resident.address").strip())
    _add_addresses(party, addresses)
    return party


def _complete(party: Party, content: DraftContent) -> None:
    """Fill what was unknown; what is known already is changed on the resident's own page only."""
    name, address = content.value("resident.name").strip(), content.value("resident.address").strip()
    if (name and not party.name) or (address and not party.address):
        party.name, party.address = party.name or name, party.address or address
        party.sort_key = sort_key(party.name)
        party.save(update_fields=["name", "address", "sort_key"])
    _add_addresses(party, _addresses(content))


def _addresses(content: DraftContent) -> list[Address]:
    phone = normalise_phone(content.value("resident.phone"))
    email = content.value("resident.email").strip().lower()
    given = [(DigitalAddress.Kind.PHONE.value, phone), (DigitalAddress.Kind.EMAIL.value, email)]
    return [(kind, value) for kind, value in given if value]


def _found(addresses: list[Address], *, name: str) -> Party | None:
    """The one party with this address, when the name does not say otherwise; several people can share a number."""
    for kind, value in addresses:
        parties = Party.objects.filter(addresses__kind=kind, addresses__value=value, pseudonymised_at__isnull=True)
        if name:
            parties = parties.filter(sort_key__in=["", sort_key(name)])
        found = list(parties[:2])
        if len(found) == 1:
            return found[0]
    return None


def _add_addresses(party: Party, addresses: list[Address]) -> None:
    DigitalAddress.objects.bulk_create(
        [DigitalAddress(party=party, kind=kind, value=value) for kind, value in addresses], ignore_conflicts=True
    )
