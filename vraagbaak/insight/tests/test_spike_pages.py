"""Spikes as people meet them: in the bar of the desk, on the first page of insight, on the wall and by mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.insight.actions.spikes import answer_department, ask_department, dismiss_spike, link_of, mail_department
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.wall import wall_now

WORDS = "Waarom staat er een andere container in mijn straat?"
SIGNED_ON = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def spike(topics, burgerzaken, anna) -> Spike:
    """Nine people asked the same this last hour."""
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    began = timezone.now() - timedelta(hours=1)
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]
    for minute in range(9):
        at = began + timedelta(minutes=minute)
        contact = Contact.objects.create(channel=channel, agent=anna, opened_at=at, closed_at=at)
        Question.objects.create(
            contact=contact, words=WORDS, stems=stems_of(WORDS), topic=topics[0], agent=anna, asked_at=at,
            department=burgerzaken, outcome="answered",
        )  # fmt: skip
    return Spike.objects.create(
        topic=topics[0], department=burgerzaken, began_at=began, seen_at=timezone.now(), observed=9, expected=1
    )


@pytest.fixture
def at(client):
    """What somebody gets at a page of insight, or sends to it."""

    def at(who, name, *args, sends=None):
        client.force_login(who, backend=SIGNED_ON)
        address = reverse(name, args=args)
        return client.get(address) if sends is None else client.post(address, sends)

    return at


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_every_desk_and_the_first_page_of_insight_tell_of_it(spike, at, anna):
    assert "Piek: <b>Paspoort</b> 9×" in text(at(anna, "desk:home"))
    assert "Paspoort</b> 9×" in text(at(anna, "insight:spikes_going_on"))

    now = text(at(anna, "insight:now"))
    assert "Piek: Paspoort." in now
    assert WORDS in now
    assert "Er is niets aangekondigd." in now


def test_the_card_at_the_desk_says_what_people_ask(spike, at, anna):
    card = text(at(anna, "insight:spike_glance", spike.uuid))

    assert WORDS in card
    assert "gewoonlijk 1" in card


def test_the_wall_tells_of_it_without_words_of_residents(spike, client):
    Spike.objects.create(
        stems="bladkorf", words="bladkorf", began_at=spike.began_at, seen_at=spike.seen_at, observed=7, expected=0
    )
    assert {each.title for each in wall_now().spikes} == {"Paspoort", "bladkorf"}
    from vraagbaak.people.actions import make_service_token
    from vraagbaak.people.models import Agent

    token = make_service_token(name="Hal", scope="wallboard", by=Agent.objects.first())[1]
    client.get(reverse("wall_open", args=[token]))
    wall = text(client.get(reverse("wall")))

    assert "Paspoort</b> 9 vragen sinds" in wall
    assert "Iets nieuws bij de gemeente" in wall
    assert "bladkorf" not in wall
    assert WORDS not in wall


def test_a_lead_asks_the_department_and_says_that_it_is_none(spike, at, chantal):
    at(chantal, "insight:spike_ask", spike.uuid, sends={})
    spike.refresh_from_db()
    assert spike.asked_department_by == chantal

    shown = at(chantal, "insight:spike_dismiss", spike.uuid, sends={})
    assert shown.status_code == 302
    spike.refresh_from_db()
    assert spike.state == "dismissed"
    assert "Geen piek" in text(at(chantal, "insight:spike", spike.uuid))
    assert at(chantal, "insight:spike_ask", spike.uuid, sends={}).status_code == 302


def test_an_agent_looks_but_decides_nothing(spike, at, anna):
    ask_department(spike, by=anna)

    assert "Dit is geen piek" not in text(at(anna, "insight:spike", spike.uuid))
    assert at(anna, "insight:spike_tell", spike.uuid, sends={"sent": "ja"}).status_code == 404
    assert at(anna, "insight:spike_dismiss", spike.uuid, sends={}).status_code == 404


def test_a_specialist_answers_for_the_own_department_and_every_desk_reads_it(spike, at, anna, bram, chantal):
    ask_department(spike, by=chantal)
    refused = at(bram, "insight:spike_tell", spike.uuid, sends={"sent": "ja", "answer": "Bel 06 12345678"})
    assert refused.status_code == 422
    assert "Bel 06 12345678" in text(refused)
    assert at(bram, "insight:spike_tell", spike.uuid, sends={"answer": ""}).status_code == 422

    at(bram, "insight:spike_tell", spike.uuid, sends={"sent": "ja", "answer": "Maandag ging er een brief uit."})

    card = text(at(anna, "insight:spike_glance", spike.uuid))
    assert "heeft iets verstuurd." in card
    assert "Maandag ging er een brief uit." in card
    again = at(bram, "insight:spike_tell", spike.uuid, sends={"sent": "nee", "answer": ""})
    assert again.status_code == 302
    spike.refresh_from_db()
    assert spike.sent_something is True


def test_the_department_answers_by_mail_without_an_account(spike, client, chantal):
    ask_department(spike, by=chantal)
    mail_department(spike)
    mail_department(spike)

    (sent,) = mail.outbox
    assert sent.to == ["burgerzaken@nieuwerdam.example"]
    assert WORDS not in sent.body
    link = link_of(spike)
    assert link in sent.body
    page = client.get(link)
    assert WORDS not in text(page)
    assert client.post(link, {"answer": ""}).status_code == 422
    assert "Dank u wel" in text(client.post(link, {"sent": "nee", "answer": ""}))
    assert client.post(link, {"sent": "ja", "answer": ""}).status_code == 410
    spike.refresh_from_db()
    assert spike.sent_something is False


def test_a_link_that_is_old_or_not_ours_does_nothing(spike, client, chantal):
    ask_department(spike, by=chantal)
    Spike.objects.update(asked_department_at=timezone.now() - timedelta(days=15))

    assert client.get(link_of(spike)).status_code == 410
    assert client.get(reverse("insight:spike_answer", args=["nep:nep"])).status_code == 404
    assert client.get(reverse("insight:spike_answer", args=[f"{spike.uuid}:nep"])).status_code == 404


def test_a_department_without_address_gets_no_mail(spike, chantal, burgerzaken):
    burgerzaken.email, burgerzaken.head = "", None
    burgerzaken.save()
    ask_department(spike, by=chantal)

    mail_department(spike)

    assert mail.outbox == []


def test_past_spikes_tell_what_the_department_said(spike, at, chantal):
    ask_department(spike, by=chantal)
    answer_department(spike, sent_something=True, answer="Er ging een brief uit.", by=None)
    Spike.objects.update(ended_at=timezone.now())

    page = text(at(chantal, "insight:spikes"))

    assert "Er wordt nu nergens meer naar gevraagd dan gewoonlijk." in page
    assert "ja, „Er ging een brief uit.”" in page


def test_what_is_over_leaves_the_desk(spike, at, anna, chantal):
    dismiss_spike(spike, by=chantal)

    assert 'spike-chip"' not in text(at(anna, "desk:home"))
