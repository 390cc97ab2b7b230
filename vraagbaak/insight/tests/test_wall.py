"""A screen on the wall: no account, no words, no names, and a token that shows up nowhere."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.core.logs import line_formatter
from vraagbaak.core.models import EventRecord
from vraagbaak.insight.views import wall as wall_views
from vraagbaak.people.actions import make_service_token
from vraagbaak.people.models import Presence, ServiceToken


@pytest.fixture
def token(chantal):
    return make_service_token(name="Boven de printer", scope="wallboard", by=chantal)[1]


@pytest.fixture
def screen(token):
    """The browser of a screen on which the address was opened."""
    client = Client()
    client.get(f"/wandscherm/{token}/")
    return client


@pytest.fixture
def ask(anna, topics):
    channel = Channel.objects.get(key="telefoon")

    def ask(topic, times=1, *, outcome="answered"):
        at = timezone.now()
        for _ in range(times):
            contact = Contact.objects.create(
                channel=channel, agent=anna, opened_at=at - timedelta(seconds=9), closed_at=at
            )
            Question.objects.create(
                contact=contact, words="mevrouw Geheim is haar paspoort kwijt", topic=topic,
                department=topic.department, outcome=outcome, asked_at=at, agent=anna,
            )  # fmt: skip

    return ask


def test_it_shows_the_figures_of_today_and_no_words_or_names(screen, anna, ask, topics):
    ask(topics[0], 6)
    ask(topics[2], 2, outcome="callback")
    Presence.objects.update_or_create(
        agent=anna, defaults={"state": "available", "since": timezone.now(), "seen_at": timezone.now()}
    )

    page = screen.get("/wandscherm/").content.decode()

    assert "75\u00a0%" in page
    assert "Paspoort" in page
    assert "Zwemmen" not in page  # fewer than five
    assert '<p class="wall-figure">1</p>' in page
    for said in ("Geheim", "Anna", "Visser"):
        assert said not in page


def test_the_token_leaves_the_address_at_once_and_no_script_or_other_site_hears_it(token):
    client = Client()

    opened = client.get(f"/wandscherm/{token}/", {"kleur": "donker"})
    page = client.get(opened["Location"])

    assert opened["Location"] == "/wandscherm/?kleur=donker"
    cookie = opened.cookies["vraagbaak_wandscherm"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/wandscherm/", True, "Lax")
    for answer in (opened, page):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
    assert token not in page.content.decode()
    assert 'data-theme="dark"' in page.content.decode()


def test_the_token_is_not_logged_even_when_everything_fails(token, monkeypatch, caplog):
    def fail(token):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(wall_views, "screen_of", fail)
    client = Client(raise_request_exception=False)

    with caplog.at_level(logging.DEBUG):
        assert client.get(f"/wandscherm/{token}/").status_code == 500
        assert client.post(f"/wandscherm/{token}/").status_code == 405
        assert client.get(f"/wandscherm/{token}").status_code == 301
        assert client.get(f"/wandscherm/{token}/iets/").status_code == 404

    lines = [line_formatter().format(record) for record in caplog.records]
    assert sum("/wandscherm/[token]" in line for line in lines) >= 3
    assert all(token not in line for line in lines)
    assert all(token not in str(record.facts) for record in EventRecord.objects.all())


def test_a_wrong_or_withdrawn_token_shows_that_the_screen_is_not_connected(screen, signed_on, chantal, ask, topics):
    ask(topics[0], 6)
    stranger = Client()
    assert stranger.get("/wandscherm/zomaar-iets/").cookies == {}

    signed_on(chantal).post(reverse("insight:screen_withdraw", args=[ServiceToken.objects.get().uuid]))

    for client in (screen, stranger):
        page, part = client.get("/wandscherm/"), client.get("/wandscherm/", headers={"HX-Request": "true"})
        assert page.status_code == 403
        assert part.status_code == 200
        for answer in (page, part):
            assert "niet gekoppeld" in answer.content.decode()
            assert "Paspoort" not in answer.content.decode()


def test_a_token_for_something_else_opens_no_screen(chantal):
    token = make_service_token(name="Centrale", scope="telephony", by=chantal)[1]

    assert Client().get(f"/wandscherm/{token}/").cookies == {}


def test_a_team_lead_makes_an_address_that_is_shown_once_and_works(signed_on, chantal):
    client = signed_on(chantal)

    made = client.post(reverse("insight:screens"), {"name": "Boven de printer"}).content.decode()
    again = client.get(reverse("insight:screens")).content.decode()

    address = made.partition('screen-address">')[2].partition("<")[0]
    assert address.startswith("http://testserver/wandscherm/vb_")
    assert "Boven de printer" in again
    assert "vb_" not in again
    browser = Client()
    browser.get(address.removeprefix("http://testserver"))
    assert browser.get("/wandscherm/").status_code == 200
    assert ServiceToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_a_screen_needs_a_name_that_fits(signed_on, chantal, name):
    answer = signed_on(chantal).post(reverse("insight:screens"), {"name": name, "sent": "1"})

    assert answer.status_code == 422
    assert not ServiceToken.objects.exists()


def test_a_token_of_another_kind_cannot_be_taken_away_here(signed_on, chantal):
    other = make_service_token(name="Centrale", scope="telephony", by=chantal)[0]

    assert signed_on(chantal).post(reverse("insight:screen_withdraw", args=[other.uuid])).status_code == 404


def test_more_questions_cost_no_more_statements(screen, ask, topics):
    def cost():
        screen.get("/wandscherm/")
        with CaptureQueriesContext(connection) as statements:
            screen.get("/wandscherm/")
        return len(statements)

    ask(topics[0], 5)
    before = cost()
    ask(topics[0], 6)
    ask(topics[2], 6)

    assert cost() == before
