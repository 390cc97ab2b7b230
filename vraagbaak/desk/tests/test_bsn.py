"""A citizen service number at the desk: only where it is recorded, never in plain text, found by its hash."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from vraagbaak.contacts.models import Contact, Draft, Party
from vraagbaak.core.encryption import decrypt, encrypt, keyed_hash
from vraagbaak.core.models import AccessRecord, EventRecord, Organisation

BSN, OTHER = "111222333", "123456782"


@pytest.fixture
def client(signed_on, anna, phone):
    return signed_on(anna)


@pytest.fixture
def uses_bsn(db):
    Organisation.objects.update_or_create(id=1, defaults={"uses_bsn": True})


@pytest.fixture
def els(db):
    return Party.objects.create(
        name="Els de Wit", sort_key="els de wit", bsn_hash=keyed_hash(BSN), bsn_encrypted=encrypt(BSN)
    )


@pytest.fixture
def note(client):
    """Type a number in a conversation, as the page does."""

    def note(draft, typed):
        return client.post(
            reverse("desk:bsn", args=[draft]), {"bsn": typed, "kanaal": "telefoon"}, headers={"HX-Request": "true"}
        )

    return note


@pytest.fixture
def close(client):
    def close(draft, **typed):
        held = Draft.objects.filter(uuid=draft).first()
        form = {
            "q.0000000a.words": "wat is er over mij bekend", "q.0000000a.outcome": "answered", "kanaal": "telefoon",
            "revision": held.revision if held else 0,
        }  # fmt: skip
        return client.post(reverse("desk:close", args=[draft]), form | typed, headers={"HX-Request": "true"})

    return close


def everything_kept() -> str:
    """All that the database holds in plain text about conversations and what happened."""
    kept = [json.dumps(draft.content) for draft in Draft.objects.all()]
    kept += [json.dumps(record.facts) for record in EventRecord.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        kept += [row[0] for row in cursor.fetchall()]
    return " ".join(kept)


def test_it_is_not_there_while_the_organisation_records_none(note, client):
    draft = uuid4()

    assert note(draft, BSN).status_code == 404
    assert 'name="bsn"' not in client.get(reverse("desk:home")).content.decode()
    assert not Draft.objects.exists()


def test_a_known_number_is_whose_it_is(uses_bsn, els, note, close):
    draft = uuid4()

    page = note(draft, "111.222.333").content.decode()

    assert "Els de Wit" in page
    assert "••••••333" in page
    assert BSN not in page
    assert AccessRecord.objects.filter(subject=els.uuid, purpose="bsn.matched").exists()
    close(draft)
    assert Contact.objects.get().party == els


def test_a_new_number_waits_encrypted_and_makes_a_resident_on_closing(uses_bsn, note, close):
    draft = uuid4()

    assert "••••••333" in note(draft, BSN).content.decode()
    assert BSN not in everything_kept()
    assert not Party.objects.exists()
    close(draft)

    party = Contact.objects.get().party
    assert decrypt(party.bsn_encrypted) == BSN
    assert BSN not in everything_kept()


def test_a_wrong_number_gets_a_sentence_and_stays_in_its_field(uses_bsn, note, close):
    draft = uuid4()

    answer = note(draft, "111222334")

    assert answer.status_code == 422
    assert "Controleer de negen cijfers" in answer.content.decode()
    assert 'value="111222334"' in answer.content.decode()
    refused = close(draft, bsn="111222334")
    assert refused.status_code == 422
    assert 'value="111222334"' in refused.content.decode()
    assert not Contact.objects.exists()


def test_a_number_typed_just_before_closing_is_kept(uses_bsn, els, close):
    close(uuid4(), bsn=BSN)

    assert Contact.objects.get().party == els


def test_it_can_be_taken_away_again(uses_bsn, note):
    draft = uuid4()
    note(draft, BSN)

    assert 'name="bsn"' in note(draft, "").content.decode()
    assert Draft.objects.get().bsn_encrypted == ""


def test_who_shares_a_phone_number_but_not_the_bsn_is_somebody_else(uses_bsn, els, note, close):
    els.addresses.create(kind="phone", value="+31199600001")
    draft = uuid4()
    note(draft, OTHER)
    close(draft, **{"resident.phone": "+31199600001"})

    party = Contact.objects.get().party
    assert party != els
    assert decrypt(party.bsn_encrypted) == OTHER
    els.refresh_from_db()
    assert decrypt(els.bsn_encrypted) == BSN


def test_another_number_lets_go_of_who_was_found(uses_bsn, els, note, close):
    draft = uuid4()
    note(draft, BSN)
    note(draft, OTHER)
    close(draft)

    assert Contact.objects.get().party != els
