"""Channels and texts to insert."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vraagbaak.contacts.models import Channel, Snippet
from vraagbaak.contacts.queries.snippets import snippets_for

KEYS = {"telefoon", "balie", "email", "website", "chat", "brief", "social", "zuil", "huisbezoek"}


def channel(**typed):
    return {"key": "fax", "name": "Fax", "symbol": "", "position": "10", "is_active": "on"} | typed


def test_an_administrator_adds_and_changes_a_channel(greet, signed_on, phone):
    client = signed_on(greet)

    assert client.post(reverse("contacts:channels"), channel()).status_code == 302
    changed = client.post(reverse("contacts:channel", args=["fax"]), channel(name="Telefax", position="3", key="x"))

    assert changed.status_code == 302
    assert Channel.objects.get(key="fax").name == "Telefax"
    assert "Telefax" in client.get(reverse("contacts:channels")).content.decode()


@pytest.mark.parametrize(
    "typed",
    [{"key": ""}, {"key": "twee woorden"}, {"key": "telefoon"}, {"name": ""}, {"name": "x" * 61}, {"position": "-1"}],
)
def test_a_channel_that_is_not_right_is_refused(typed, greet, signed_on, phone):
    before = Channel.objects.count()

    response = signed_on(greet).post(reverse("contacts:channels"), channel(**typed))

    assert response.status_code == 422
    assert Channel.objects.count() == before


def test_the_last_channel_stays_in_use(greet, signed_on, phone):
    Channel.objects.exclude(key="telefoon").update(is_active=False)
    sent = {"name": "Telefoon", "position": "1"}

    response = signed_on(greet).post(reverse("contacts:channel", args=["telefoon"]), sent)

    assert response.status_code == 422
    assert Channel.objects.get(key="telefoon").is_active


def test_only_an_administrator_keeps_channels(anna, chantal, signed_on, phone):
    for agent in (anna, chantal):
        assert signed_on(agent).post(reverse("contacts:channels"), channel()).status_code == 404
        assert signed_on(agent).get(reverse("contacts:channel", args=["telefoon"])).status_code == 404


def test_an_unknown_channel_is_not_there(greet, signed_on, db):
    assert signed_on(greet).get(reverse("contacts:channel", args=["rooksignaal"])).status_code == 404


def test_agents_keep_their_own_texts(anna, samir, signed_on):
    client = signed_on(anna)
    client.post(reverse("contacts:snippets"), {"key": "Groet", "text": "Goedemorgen!", "is_shared": "on"})
    own = Snippet.objects.get()

    client.post(reverse("contacts:snippet", args=[own.uuid]), {"key": "groet", "text": "Goedemiddag!"})

    own.refresh_from_db()
    assert (own.key, own.text, own.owner) == ("groet", "Goedemiddag!", anna)
    assert [snippet.text for snippet in snippets_for(anna)] == ["Goedemiddag!"]
    assert snippets_for(samir) == []
    for address in ("contacts:snippet", "contacts:snippet_remove"):
        assert signed_on(samir).post(reverse(address, args=[own.uuid])).status_code == 404
    assert client.post(reverse("contacts:snippet_remove", args=[own.uuid])).status_code == 302
    assert not Snippet.objects.exists()


def test_everybodys_texts_are_kept_by_few_and_hidden_by_an_own_one(anna, chantal, signed_on):
    signed_on(chantal).post(reverse("contacts:snippets"), {"key": "open", "text": "Van 9 tot 5.", "is_shared": "on"})
    shared = Snippet.objects.get(owner=None)

    signed_on(anna).post(reverse("contacts:snippets"), {"key": "open", "text": "Ik weet het."})

    assert [snippet.text for snippet in snippets_for(anna)] == ["Ik weet het."]
    assert [snippet.text for snippet in snippets_for(chantal)] == ["Van 9 tot 5."]
    assert signed_on(anna).post(reverse("contacts:snippet", args=[shared.uuid])).status_code == 404


@pytest.mark.parametrize("typed", [{"key": "open"}, {"key": "a b"}, {"text": ""}, {"text": "x" * 2001}])
def test_a_text_that_is_not_right_is_refused_and_stays_on_the_page(typed, anna, signed_on):
    client = signed_on(anna)
    client.post(reverse("contacts:snippets"), {"key": "open", "text": "eerste"})

    response = client.post(reverse("contacts:snippets"), {"key": "nieuw", "text": "wat ik typte"} | typed)

    assert response.status_code == 422
    assert Snippet.objects.count() == 1


def test_eleven_texts_cost_as_much_as_one(anna, signed_on):
    client, address = signed_on(anna), reverse("contacts:snippets")

    def cost():
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        return len(statements)

    client.post(address, {"key": "k", "text": "x"})
    cost()
    one = cost()
    for number in range(10):
        client.post(address, {"key": f"k{number}", "text": "x"})

    assert cost() == one


def test_every_installation_begins_with_the_channels(db):
    from importlib import import_module

    names = import_module("vraagbaak.contacts.migrations.0004_channels").CHANNELS

    assert {key for key, _name, _symbol in names} == KEYS
