"""Who calls: offered by the number, said with one key, and taken back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from vraagbaak.contacts.actions.closing import close_contact
from vraagbaak.contacts.models import Contact, Draft, Party
from vraagbaak.core.models import AccessRecord, Organisation

NUMBER = "06-12345678"


@pytest.fixture
def client(signed_on, anna, phone):
    return signed_on(anna)


@pytest.fixture
def make_els(db):
    def make(name="Els de Wit"):
        party = Party.objects.create(name=name, sort_key=name.lower())
        party.addresses.create(kind="phone", value="+31612345678")
        return party

    return make


@pytest.fixture
def call(client):
    """A telephone opens the desk for a caller; gives the address of the conversation."""
    return lambda number=NUMBER: client.get(reverse("desk:begin"), {"kanaal": "telefoon", "nummer": number}).url


def choose(client, draft, party):
    return client.post(reverse("desk:resident", args=[draft]), {"inwoner": party}, headers={"HX-Request": "true"})


def test_who_it_probably_is_is_offered_and_chosen_by_nobody(client, call, make_els, anna):
    els = make_els()

    page = client.get(call()).content.decode()

    assert "Waarschijnlijk" in page
    assert "Els de Wit" in page
    assert Draft.objects.get().party is None
    assert AccessRecord.objects.filter(subject=els.uuid, purpose="call.announced", actor=anna.uuid).exists()


def test_of_a_shared_number_everybody_is_offered(client, call, make_els):
    make_els(), make_els("Jan de Wit")

    page = client.get(call()).content.decode()

    assert page.count("Misschien") == 2


def test_one_key_says_who_it_is_and_the_contact_is_theirs(client, call, make_els, anna):
    els = make_els()
    call()
    draft = Draft.objects.get().uuid

    shown = choose(client, draft, els.uuid).content.decode()

    assert "De inwoner is" in shown
    close_contact(draft, by=anna, changes={"q.0000000a.words": "pas kwijt", "q.0000000a.outcome": "answered"})
    assert Contact.objects.get().party == els


def test_who_was_chosen_can_be_taken_back(client, call, make_els):
    els = make_els()
    call()
    draft = Draft.objects.get().uuid
    choose(client, draft, els.uuid)

    shown = choose(client, draft, "").content.decode()

    assert "Waarschijnlijk" in shown
    assert Draft.objects.get().party is None


@pytest.mark.parametrize("party", ["geen", "00000000-0000-4000-8000-000000000000", "\0"])
def test_nobody_unknown_is_chosen(client, call, party):
    call()

    assert choose(client, Draft.objects.get().uuid, party).status_code == 404
    assert choose(client, uuid4(), "").status_code == 404


def test_a_telephone_that_opens_a_call_twice_opens_one(client, call):
    assert call() == call("0612345678")
    assert call("") != call("")
    assert Draft.objects.filter(caller_number="+31612345678").count() == 1


def test_what_was_typed_is_not_picked_up_by_the_next_call(client, call):
    first = call()
    Draft.objects.update(content={"order": [], "fields": {"resident.name": ["Els", 1, "x"]}})

    assert call() != first


def test_a_number_that_is_taken_away_takes_along_who_was_found_by_it(client, call):
    from vraagbaak.core.encryption import encrypt, keyed_hash

    Organisation.objects.update_or_create(id=1, defaults={"uses_bsn": True})
    bsn = "111222333"
    Party.objects.create(name="Els", sort_key="els", bsn_hash=keyed_hash(bsn), bsn_encrypted=encrypt(bsn))
    call()
    draft = Draft.objects.get().uuid
    note = reverse("desk:bsn", args=[draft])
    client.post(note, {"bsn": bsn}, headers={"HX-Request": "true"})
    assert Draft.objects.get().party is not None

    client.post(note, {"bsn": ""}, headers={"HX-Request": "true"})

    assert Draft.objects.get().party is None


def test_the_tabs_are_ones_own_with_their_own_time(client, signed_on, samir, call):
    call()
    draft = Draft.objects.get()
    client.post(reverse("desk:park", args=[draft.uuid]))

    mine = client.get(reverse("desk:tabs"), {"hier": draft.uuid}).content.decode()

    assert "geparkeerd" in mine
    assert str(draft.uuid) not in signed_on(samir).get(reverse("desk:tabs")).content.decode()
    client.post(reverse("desk:take_up", args=[draft.uuid]))
    assert "geparkeerd" not in client.get(reverse("desk:tabs"), {"hier": draft.uuid}).content.decode()
    Draft.objects.update(talked_seconds=12)
    assert "afronden" in client.get(reverse("desk:tabs"), {"hier": "onzin"}).content.decode()


def test_tabs_cost_the_same_for_one_and_for_eleven(client, call, django_assert_max_num_queries):
    for number in range(11):
        call(f"06123456{number:02d}")

    with django_assert_max_num_queries(5):
        client.get(reverse("desk:tabs"))
