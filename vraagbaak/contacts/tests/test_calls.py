"""Calls that the telephone exchange announces."""

import json
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from vraagbaak.contacts.actions.drafts import save_draft
from vraagbaak.contacts.models import AnnouncedCall, Draft
from vraagbaak.contacts.queries import calls as call_queries
from vraagbaak.contacts.queries.calls import ringing_call
from vraagbaak.contacts.views import telephony
from vraagbaak.core.models import AccessRecord, EventRecord
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Employee
from vraagbaak.people.actions import make_service_token, withdraw_service_token


@pytest.fixture(autouse=True)
def _nobody_guessed():
    cache.clear()


@pytest.fixture
def exchange(greet, phone):
    """The token of a telephone exchange, with its secret."""
    return make_service_token(name="Centrale", scope="telephony", by=greet)


@pytest.fixture
def ring(client, exchange):
    """Announce a call as the exchange does."""

    def announce(secret=None, **told):
        body = {"oproepId": "c-1", "nummer": "06-12345678", "medewerker": "anna@nieuwerdam.example"} | told
        return client.post(
            reverse("contacts:calls"),
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {exchange[1] if secret is None else secret}"},
        )

    return announce


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    told = json.loads(response.content)
    assert told["status"] == response.status_code
    assert told["title"]
    assert told["detail"]
    return told


@pytest.mark.django_db(transaction=True)
def test_a_call_appears_at_the_agents_screen(ring, anna):
    with connection.cursor() as cursor:
        cursor.execute("LISTEN vraagbaak_live")

    response = ring()

    draft = Draft.objects.get()
    heard = [json.loads(notice.payload) for notice in connection.connection.notifies(timeout=1, stop_after=1)]
    assert response.status_code == 201
    assert response.json() == {"gesprek": str(draft.uuid)}
    assert (draft.agent, draft.caller_number, draft.channel.key) == (anna, "+31612345678", "telefoon")
    assert heard == [[f"agent:{anna.uuid}", f"call {draft.uuid}"]]


def test_announced_twice_it_rings_once(ring, anna):
    first, again = ring(), ring()

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (Draft.objects.count(), AnnouncedCall.objects.count()) == (1, 1)


def test_a_call_that_was_answered_and_closed_does_not_ring_again(ring, anna):
    ring()
    Draft.objects.all().delete()

    assert ring().status_code == 200
    assert not Draft.objects.exists()


def test_it_says_who_it_probably_is_and_what_is_open(ring, resident, anna):
    draft = ring().json()["gesprek"]

    call = ringing_call(anna, Draft.objects.get(uuid=draft).uuid)

    assert call.party == resident.party
    assert call.readable_number == "06 12345678"
    assert call.earlier.open_count == 1
    assert call.earlier.entries[0].words.startswith("mevrouw Jansen")
    assert AccessRecord.objects.filter(purpose="call.announced", actor=anna.uuid).exists()


def test_of_a_shared_number_everybody_is_named_and_nobody_chosen(ring, make_contact, anna):
    for name in ("Jan", "Piet"):
        make_contact(anna, resident__name=name, resident__phone="0612345678")

    call = ringing_call(anna, Draft.objects.get(uuid=ring().json()["gesprek"]).uuid)

    assert [party.name for party in call.parties] == ["Jan", "Piet"]
    assert call.party is None


def test_a_hidden_number_rings_too(ring, anna):
    draft = ring(nummer="").json()["gesprek"]

    call = ringing_call(anna, Draft.objects.get(uuid=draft).uuid)

    assert (call.number, list(call.parties), list(call.earlier.entries)) == ("", [], [])


def test_only_the_agent_it_rings_for_sees_it(ring, anna, samir, esra):
    draft = Draft.objects.get(uuid=ring().json()["gesprek"]).uuid

    assert ringing_call(anna, draft) is not None
    assert ringing_call(samir, draft) is None
    assert ringing_call(esra, draft) is None
    assert ringing_call(anna, uuid4()) is None


def test_what_was_typed_stays_as_it_is(ring, anna, phone, typed):
    busy = uuid4()
    save_draft(busy, changes=typed("halverwege een zin"), base=0, by=anna, channel=phone)
    before = Draft.objects.get(uuid=busy)

    ring()

    after = Draft.objects.get(uuid=busy)
    assert (after.content, after.revision, after.position) == (before.content, before.revision, before.position)
    assert Draft.objects.filter(agent=anna).count() == 2


def test_an_extension_finds_the_agent(ring, anna, samir, burgerzaken):
    for number, agent in enumerate((anna, samir)):
        Employee.objects.create(
            key=f"e{number}",
            account=agent,
            first_name="X",
            last_name=agent.name,
            sort_key=sort_key(agent.name),
            department=burgerzaken,
            phone=f"0199 - 140 {21 + number}3",
        )

    assert ring(medewerker="", toestel="213").status_code == 201
    assert Draft.objects.get().agent == anna
    assert ring(medewerker="", toestel="3", oproepId="c-2").status_code == 404
    assert ring(medewerker="", toestel="999", oproepId="c-2").status_code == 404


def test_nobody_and_who_does_not_work_at_the_desk_look_alike(ring, anna, esra, samir):
    type(samir).objects.filter(pk=samir.pk).update(is_active=False)

    answers = {problem(ring(medewerker=mail))["detail"] for mail in ("x@y.example", esra.email, samir.email)}

    assert len(answers) == 1
    assert problem(ring(medewerker=esra.email))["status"] == 404


@pytest.mark.parametrize("secret", ["", "verzonnen", "x" * 5000])
def test_without_a_working_token_nothing_rings(secret, ring, anna):
    response = ring(secret=secret)

    assert problem(response)["status"] == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert not Draft.objects.exists()


def test_a_withdrawn_token_opens_nothing(ring, exchange, greet, anna):
    withdraw_service_token(exchange[0], by=greet)

    assert ring().status_code == 401


def test_an_agent_who_is_signed_on_has_no_other_door_here(anna, signed_on, phone):
    client = signed_on(anna)

    assert client.post(reverse("contacts:calls"), "{}", content_type="application/json").status_code == 401


def test_who_guesses_tokens_waits(ring, monkeypatch, anna):
    monkeypatch.setattr(telephony, "WRONG_TOKENS", 3)

    answers = [ring(secret="x").status_code for _ in range(5)]

    assert answers == [401, 401, 401, 429, 429]
    assert ring().status_code == 429


def test_too_many_calls_wait(ring, monkeypatch, anna):
    monkeypatch.setattr(call_queries, "CALLS_A_MINUTE", 2)

    answers = [ring(oproepId=f"c-{number}") for number in range(3)]

    assert [response.status_code for response in answers] == [201, 201, 429]
    assert answers[-1]["Retry-After"] == "60"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b'{"oproepId": "x"}',
        b'{"medewerker": "anna@nieuwerdam.example"}',
        b'{"oproepId": ["x"], "medewerker": "a"}',
        b'{"oproepId": {"a": 1}, "medewerker": true}',
        b"[" * 4000,
        b"x" * 5000,
        b'{"oproepId": "' + b"x" * 81 + b'", "medewerker": "anna@nieuwerdam.example"}',
    ],
)
def test_a_message_that_cannot_be_read_is_refused_with_a_sentence(body, client, exchange):
    response = client.post(
        reverse("contacts:calls"),
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {exchange[1]}"},
    )

    assert problem(response)["status"] == 400


@pytest.mark.parametrize("number", ["anoniem", "\0", "+" * 30, "9" * 40, "'; DROP TABLE", 31612345678, None])
def test_any_number_rings(number, ring, anna):
    assert ring(nummer=number).status_code == 201


def test_reading_is_no_way_in(client, db):
    response = client.get(reverse("contacts:calls"))

    assert problem(response)["status"] == 405
    assert response["Allow"] == "POST"


def test_the_door_needs_no_form_token_and_no_other_address_goes_without(ring, exchange, anna):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = json.dumps({"oproepId": "c", "medewerker": anna.email})

    rung = strict.post(
        reverse("contacts:calls"),
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {exchange[1]}"},
    )

    assert rung.status_code == 201
    assert strict.post(reverse("contacts:search"), {"words": "x"}).status_code == 403


def test_the_event_holds_no_number(ring, anna):
    ring()

    assert "612345678" not in str(EventRecord.objects.get(name="CallAnnounced").facts)
