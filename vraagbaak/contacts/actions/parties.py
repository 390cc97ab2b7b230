"""Residents and organisations: found by what they gave, made only when the outcome needs it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from vraagbaak.contacts.events import PartyChanged
from vraagbaak.contacts.models import DigitalAddress, Party
from vraagbaak.contacts.rules.drafts import DraftContent
from vraagbaak.core.encryption import decrypt, encrypt, keyed_hash
from vraagbaak.core.events import announce
from vraagbaak.core.phone import normalise_phone
from vraagbaak.core.queries import organisation
from vraagbaak.core.text import sort_key
from vraagbaak.people.models import Agent

Address = tuple[str, str]


class BsnIsTaken(Exception):
    """Another resident has this citizen service number; the two may be one."""


class BsnNotAllowed(Exception):
    """The organisation does not record citizen service numbers."""


@dataclass(frozen=True)
class Details:
    """What is known of a resident; `bsn` of None leaves the number as it is, an empty one removes it."""

    name: str
    kind: str
    address: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    bsn: str | None = None


@transaction.atomic
def change_party(party: Party, details: Details, *, by: Agent) -> tuple[str, ...]:
    """Change what is known of a resident; refused when the citizen service number is another's. Gives what changed."""
    held = Party.objects.select_for_update().get(pk=party.pk)
    plain = {"name": details.name, "kind": details.kind, "address": details.address}
    changed = [field for field, value in plain.items() if getattr(held, field) != value]
    for field in changed:
        setattr(held, field, plain[field])
    held.sort_key = sort_key(held.name)
    if details.bsn is not None and _set_bsn(held, details.bsn):
        changed.append("bsn")
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:  # somebody else was given the same number a moment ago
        raise BsnIsTaken from error
    if _replace_addresses(held, details):
        changed.append("addresses")
    if changed:
        announce(PartyChanged(party=held.uuid, fields=tuple(changed)), by=by.uuid)
    return tuple(changed)


def _set_bsn(party: Party, number: str) -> bool:
    """Keep the number encrypted, with a hash to match by."""
    if number and not organisation().uses_bsn:
        raise BsnNotAllowed
    fingerprint = keyed_hash(number) if number else None
    if party.bsn_hash == fingerprint:
        return False
    if fingerprint and Party.objects.filter(bsn_hash=fingerprint).exclude(pk=party.pk).exists():
        raise BsnIsTaken
    party.bsn_hash, party.bsn_encrypted = fingerprint, encrypt(number) if number else ""
    return True


def _replace_addresses(party: Party, details: Details) -> bool:
    wanted = {(DigitalAddress.Kind.PHONE.value, phone) for phone in details.phones}
    wanted |= {(DigitalAddress.Kind.EMAIL.value, email) for email in details.emails}
    held = {(address.kind, address.value): address.pk for address in party.addresses.all()}
    DigitalAddress.objects.filter(pk__in=[pk for pair, pk in held.items() if pair not in wanted]).delete()
    _add_addresses(party, sorted(wanted - held.keys()))
    return wanted != held.keys()


def find_or_make_party(
    content: DraftContent, *, known: int | None, needed: bool, bsn_encrypted: str = ""
) -> Party | None:
    """The resident of a conversation: the one chosen, else who has this citizen service number, phone number or mail
    address, else a new one. Who has another citizen service number is somebody else."""
    chosen = Party.objects.known().filter(pk=known).first() if known is not None else None
    if chosen is None and not needed and not bsn_encrypted:
        return None
    addresses = _addresses(content)
    fingerprint = keyed_hash(decrypt(bsn_encrypted)) if bsn_encrypted else None
    party = chosen or (party_with_bsn(fingerprint) if fingerprint else None)
    party = (
        party or _found_at(addresses, name=sort_key(content.value("resident.name")), bsn_hash=fingerprint) or Party()
    )
    if fingerprint and party.bsn_hash is None and party_with_bsn(fingerprint) is None:
        party.bsn_hash, party.bsn_encrypted = fingerprint, bsn_encrypted
        party.save()
    _complete(party, content)
    _add_addresses(party, addresses)
    return party


def party_with_bsn(fingerprint: str) -> Party | None:
    """Who has the citizen service number of this hash; nobody else can be given it until this transaction ends."""
    _hold(fingerprint)
    return Party.objects.known().filter(bsn_hash=fingerprint).first()


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


def _hold(value: str) -> None:
    """Let two desks that meet the same new resident make one party: the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [value])


def _found_at(addresses: list[Address], *, name: str, bsn_hash: str | None) -> Party | None:
    """The party with one of these addresses; two people can share one, so a name or number that is given must fit."""
    others = ~Q(bsn_hash=bsn_hash) & Q(bsn_hash__isnull=False) if bsn_hash else Q(pk__in=[])
    for kind, value in addresses:
        _hold(value)
        living = (
            Party.objects.known().filter(addresses__kind=kind, addresses__value=value).exclude(others).order_by("pk")
        )
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
