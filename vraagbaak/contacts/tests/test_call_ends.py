"""Calls that are answered and end, in whatever order and however often the exchange says so."""

import json
from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.actions.closing import close_contact, reopen_contact
from vraagbaak.contacts.actions.drafts import save_draft
from vraagbaak.contacts.models import AnnouncedCall, Contact, Draft
from vraagbaak.contacts.queries.contacts import contact_for
from vraagbaak.contacts.rules.times import wrap_up_seconds
from vraagbaak.core.models import EventRecord
from vraagbaak.people.actions import make_service_token

ANNA, SAMIR = "anna@nieuwerdam.example", "samir@nieuwerdam.example"


@pytest.fixture(autouse=True)
def _nobody_guessed():
    cache.clear()


@pytest.fixture
def tell(client, greet, phone, anna):
    """Tell of a call as the exchange does."""
    secret = make_service_token(name="Centrale", scope="telephony", by=greet)[1]

    def say(what, agent=ANNA, call="c-1", **more):
        told = {"gebeurtenis": what, "oproepId": call, "medewerker": agent, "nummer": "06-12345678"} | more
        return client.post(
            reverse("contacts:calls"),
            json.dumps(told),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return say


@pytest.fixture
def heard(db):
    """What the open screens hear of these messages."""
    with connection.cursor() as cursor:
        cursor.execute("LISTEN vraagbaak_live")

    def messages(most):
        notices = connection.connection.notifies(timeout=1, stop_after=most)
        return [json.loads(notice.payload) for notice in notices]

    return messages


def test_a_missed_call_leaves_no_tab_and_is_no_contact(tell):
    tell("rinkelt")

    assert tell("beeindigd").status_code == 204

    assert not Draft.objects.exists()
    assert not Contact.objects.exists()
    assert EventRecord.objects.get(name="CallEnded").facts["was_answered"] is False


def test_what_was_typed_in_a_missed_call_stays(tell, anna, typed):
    draft = tell("rinkelt").json()["gesprek"]
    save_draft(draft, changes=typed("wilde net opnemen"), base=0, by=anna)

    tell("beeindigd")

    assert Draft.objects.get().talked_seconds is None


def test_a_call_that_ends_is_wrapped_up_from_there(tell, anna, typed):
    draft = tell("rinkelt").json()["gesprek"]
    tell("opgenomen")
    Draft.objects.update(opened_at=timezone.now() - timedelta(seconds=300), parked_seconds=60)

    tell("beeindigd")
    Draft.objects.update(opened_at=timezone.now() - timedelta(seconds=330))
    contact = close_contact(draft, by=anna, changes=typed())

    assert 29 <= contact.wrap_up_seconds <= 31
    assert 239 <= contact_for(anna, contact.uuid).handling_seconds <= 241


def test_the_time_of_a_call_runs_from_when_it_was_answered(tell):
    tell("rinkelt")
    Draft.objects.update(opened_at=timezone.now() - timedelta(seconds=40))

    tell("opgenomen")

    assert timezone.now() - Draft.objects.get().opened_at < timedelta(seconds=10)


def test_a_close_that_is_undone_knows_when_the_caller_hung_up(tell, anna, typed):
    draft = tell("rinkelt").json()["gesprek"]
    tell("opgenomen")
    tell("beeindigd")
    Draft.objects.update(opened_at=timezone.now() - timedelta(seconds=90), talked_seconds=60)
    contact = close_contact(draft, by=anna, changes=typed())

    assert reopen_contact(contact.uuid, by=anna).talked_seconds in {59, 60, 61}


def test_nobody_hung_up_when_nobody_said_so(make_contact, anna):
    assert make_contact(anna).wrap_up_seconds == 0


@pytest.mark.parametrize("order", sorted({*permutations(["rinkelt", "opgenomen", "beeindigd"])}))
def test_an_answered_call_is_wrapped_up_in_whatever_order_it_is_told(tell, order):
    for what in order:
        tell(what)
        tell(what)

    draft = Draft.objects.get()
    assert draft.talked_seconds == 0
    assert draft.caller_number == "+31612345678"


@pytest.mark.parametrize("order", sorted({*permutations(["rinkelt", "beeindigd", "beeindigd"])}))
@pytest.mark.parametrize("agent", [ANNA, ""])
def test_a_missed_call_is_gone_in_whatever_order_it_is_told(tell, order, agent):
    for what in order:
        tell(what, agent=agent if what == "beeindigd" else ANNA)

    assert not Draft.objects.exists()


def test_messages_that_come_again_later_change_nothing(tell, anna, typed):
    draft = tell("rinkelt").json()["gesprek"]
    for what in ("opgenomen", "beeindigd"):
        tell(what)
    close_contact(draft, by=anna, changes=typed())
    before = Contact.objects.values().get()

    answers = [tell(what).status_code for what in ("beeindigd", "rinkelt", "opgenomen", "beeindigd")]

    assert answers == [204, 200, 200, 204]
    assert Contact.objects.values().get() == before
    assert not Draft.objects.exists()


def test_one_who_answers_silences_the_others(tell, anna, samir):
    tell("rinkelt")
    tell("rinkelt", agent=SAMIR)

    tell("opgenomen")

    assert Draft.objects.get().agent == anna


def test_a_call_that_stops_ringing_at_one_rings_on_at_another(tell, samir):
    tell("rinkelt")
    tell("rinkelt", agent=SAMIR)

    tell("beeindigd")

    assert Draft.objects.get().agent == samir


def test_a_call_that_is_passed_on_rings_at_the_next(tell, anna, samir):
    tell("rinkelt")
    tell("opgenomen")

    tell("rinkelt", agent=SAMIR)
    tell("beeindigd", agent="")

    assert Draft.objects.get().agent == anna


def test_an_unknown_call_looks_like_an_absent_agent(tell, esra):
    answers = {
        (answer.status_code, answer.content)
        for answer in (
            tell("beeindigd"),
            tell("beeindigd", agent=""),
            tell("opgenomen", call="c-2"),
            tell("beeindigd", agent=esra.email),
            tell("opgenomen", agent="niemand@nieuwerdam.example"),
        )
    }

    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert not Draft.objects.exists()


def test_a_call_of_one_exchange_is_unknown_at_another(tell, greet, client):
    tell("rinkelt")
    other = make_service_token(name="Andere centrale", scope="telephony", by=greet)[1]

    response = client.post(
        reverse("contacts:calls"),
        json.dumps({"gebeurtenis": "beeindigd", "oproepId": "c-1"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {other}"},
    )

    assert response.status_code == 404
    assert Draft.objects.exists()


@pytest.mark.parametrize("told", [{"gebeurtenis": "gerinkeld"}, {"gebeurtenis": "opgenomen", "medewerker": ""}])
def test_a_message_that_says_nothing_is_refused_with_a_sentence(tell, told):
    response = tell(**({"what": told["gebeurtenis"]} | {"agent": told.get("medewerker", ANNA)}))

    assert response.status_code == 400
    assert response.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_the_screen_hears_at_once_what_a_call_does(tell, heard, anna):
    draft = tell("rinkelt").json()["gesprek"]
    tell("opgenomen")
    tell("beeindigd")
    missed = tell("rinkelt", call="c-2").json()["gesprek"]
    tell("beeindigd", call="c-2")

    own = f"agent:{anna.uuid}"
    assert heard(5) == [
        [own, f"call {draft}"],
        [own, f"answered {draft}"],
        [own, f"ended {draft}"],
        [own, f"call {missed}"],
        [own, f"missed {missed}"],
    ]


def test_the_events_hold_no_number(tell):
    for what in ("rinkelt", "opgenomen", "beeindigd"):
        tell(what)

    facts = EventRecord.objects.filter(name__startswith="Call").values_list("facts", flat=True)
    assert len(facts) == 3
    assert "612345678" not in str(list(facts))


def test_wrapping_up_takes_what_is_left_of_the_handling():
    opened = timezone.now()

    closed = opened + timedelta(seconds=100)
    assert wrap_up_seconds(opened, closed, parked=0, talked=None) == 0
    assert wrap_up_seconds(opened, closed, parked=10, talked=60) == 30
    assert wrap_up_seconds(opened, closed, parked=50, talked=60) == 0


def test_a_conversation_with_only_a_resident_in_it_is_not_dropped(client, signed_on, anna, phone):
    draft = uuid4()
    save_draft(draft, changes={"resident.name": "Mevrouw Blom"}, base=0, by=anna, channel=phone)

    signed_on(anna).post(reverse("desk:drop", args=[draft]))

    assert Draft.objects.filter(uuid=draft).exists()


def test_old_messages_go_at_retention(tell):
    from vraagbaak.contacts.actions.retention import carry_out_retention

    tell("beeindigd", agent="")

    carry_out_retention(now=timezone.now() + timedelta(days=800))

    assert not AnnouncedCall.objects.exists()
