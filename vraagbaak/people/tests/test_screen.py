"""The locked screen, sessions and presence."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vraagbaak.core.live import may_listen
from vraagbaak.core.models import EventRecord, Organisation
from vraagbaak.people import actions, jobs, queries
from vraagbaak.people.actions.sessions import BEGAN, LOCKED, SEEN
from vraagbaak.people.models import Agent, Presence, RolePolicy

PASSWORD = "paard batterij nietje"
HTMX = {"HX-Request": "true"}
SAVING_A_SESSION = 3


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def nora(make_agent) -> Agent:
    agent = make_agent("Nora Vos", "agent")
    agent.set_password(PASSWORD)
    agent.save()
    return agent


@pytest.fixture
def at_work(nora) -> Client:
    """Nora, signed on through the front door."""
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0"})
    client.post("/account/inloggen/", {"login": nora.email, "password": PASSWORD})
    return client


def age(client, **minutes):
    """Let the session be so many minutes older."""
    session = client.session
    for name, amount in minutes.items():
        key = {"seen": SEEN, "began": BEGAN}[name]
        session[key] = (timezone.now() - timedelta(minutes=amount)).timestamp()
    session.save()


def test_a_locked_session_answers_nothing_but_its_lock(at_work):
    at_work.post(reverse("people:lock"))

    page = at_work.get(reverse("people:account"))
    assert page["Location"] == f"{reverse('people:lock')}?next=%2Faccount%2F"
    assert at_work.get(reverse("people:present"), headers=HTMX).status_code == 423
    assert at_work.get(reverse("people:account"), headers={"Accept": "application/json"}).status_code == 423
    assert at_work.post(reverse("people:rename"), {"name": "Ander"}, headers=HTMX).status_code == 423
    assert "Op slot" in at_work.get(reverse("people:lock")).content.decode()


def test_the_lock_keeps_what_the_session_holds(at_work):
    session = at_work.session
    session["open_conversations"] = ["een", "twee"]
    session.save()

    at_work.post(reverse("people:lock"))
    at_work.post(reverse("people:unlock"), {"password": PASSWORD})

    assert at_work.session["open_conversations"] == ["een", "twee"]
    assert at_work.get(reverse("people:account")).status_code == 200


def test_a_wrong_password_leaves_the_screen_locked_and_is_throttled(at_work, settings):
    at_work.post(reverse("people:lock"))
    answers = [at_work.post(reverse("people:unlock"), {"password": "x"}) for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert answers[0].status_code == 422
    assert answers[-1].status_code == 429
    assert LOCKED in at_work.session


def test_a_screen_left_alone_locks_on_the_server_too(at_work):
    age(at_work, seen=16)

    assert "slot" in at_work.get(reverse("people:account"))["Location"]
    assert EventRecord.objects.get(name="ScreenLocked").facts["way"] == "idle"


def test_the_minutes_are_the_organisations(at_work):
    Organisation.objects.update_or_create(id=1, defaults={"lock_minutes": 30})
    age(at_work, seen=16)

    assert at_work.get(reverse("people:account")).status_code == 200


def test_parts_that_a_page_fetches_by_itself_do_not_keep_it_open(at_work):
    age(at_work, seen=10)
    at_work.get(reverse("people:presence"), headers=HTMX)
    at_work.get(reverse("core:live"), headers={"Accept": "text/event-stream"})
    assert timezone.now().timestamp() - at_work.session[SEEN] > 500

    at_work.post(reverse("people:seen"), headers=HTMX)
    assert timezone.now().timestamp() - at_work.session[SEEN] < 5


def test_a_session_ends_after_its_hours_however_busy(at_work, settings):
    age(at_work, began=settings.SESSION_COOKIE_AGE / 60 + 1)

    assert at_work.get(reverse("people:account"))["Location"].startswith("/account/inloggen/")


def test_unlocking_in_place_answers_a_part(at_work):
    at_work.post(reverse("people:lock"), headers=HTMX)

    wrong = at_work.post(reverse("people:unlock"), {"password": "x"}, headers=HTMX)
    right = at_work.post(reverse("people:unlock"), {"password": PASSWORD}, headers=HTMX)

    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()
    assert (right.status_code, right["HX-Trigger"]) == (204, "screen-unlocked")


def test_own_sessions_are_listed_with_their_device_and_can_be_ended(at_work, nora):
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/605"})
    phone.post("/account/inloggen/", {"login": nora.email, "password": PASSWORD})
    listed = queries.own_sessions(nora, this=at_work.session.session_key)
    assert [(own.browser, own.system, own.is_this) for own in listed] == [
        ("Safari", "iPhone", False),
        ("Chrome", "Windows", True),
    ]

    at_work.post(reverse("people:end_session", args=[listed[0].handle]))

    assert phone.get(reverse("people:account")).status_code == 302
    assert at_work.get(reverse("people:account")).status_code == 200
    assert EventRecord.objects.get(name="SessionsEnded").facts["sessions"] == 1


def test_somebody_elses_session_cannot_be_ended(at_work, anna, signed_on):
    handle = queries.own_sessions(Agent.objects.get(name="Nora Vos"), this=None)[0].handle

    assert signed_on(anna).post(reverse("people:end_session", args=[handle])).status_code == 404
    assert at_work.get(reverse("people:account")).status_code == 200


def test_closing_an_account_ends_every_session_at_once(at_work, nora, greet):
    actions.deactivate_agent(nora, by=greet)

    assert at_work.get(reverse("people:account")).status_code == 302
    assert EventRecord.objects.get(name="AgentDeactivated").facts["sessions"] == 1


def test_a_new_password_ends_the_other_sessions_only(at_work, nora):
    phone = Client()
    phone.post("/account/inloggen/", {"login": nora.email, "password": PASSWORD})

    refused = at_work.post(reverse("people:password"), {"current": "x", "password": "een nieuwe lange zin"})
    changed = at_work.post(reverse("people:password"), {"current": PASSWORD, "password": "een nieuwe lange zin"})

    assert (refused.status_code, changed.status_code) == (422, 302)
    assert at_work.get(reverse("people:account")).status_code == 200
    assert phone.get(reverse("people:account")).status_code == 302
    assert len(queries.own_sessions(nora, this=at_work.session.session_key)) == 1


def test_presence_is_set_by_hand_and_shown(at_work, nora):
    assert queries.presence_of(nora).state == "available"

    part = at_work.post(reverse("people:presence"), {"state": "break"}, headers=HTMX).content.decode()

    assert "met pauze" in part
    assert [person.state for person in queries.present_agents()] == ["break"]
    assert "Nora Vos" in at_work.get(reverse("people:present")).content.decode()


def test_a_made_up_presence_changes_nothing(at_work, nora):
    at_work.post(reverse("people:presence"), {"state": "in_conversation"})

    assert queries.presence_of(nora).state == "available"


def test_a_conversation_shows_in_presence(nora):
    actions.note_presence(nora, Presence.State.IN_CONVERSATION)

    assert queries.presence_by_account([nora.id]) == {nora.id: "in_conversation"}


def test_who_is_unseen_for_two_minutes_is_away(nora):
    actions.note_presence(nora, Presence.State.AVAILABLE)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=3))

    assert queries.presence_of(nora).state == "away"
    assert queries.present_agents() == []
    jobs.mark_unseen_away(timestamp=0)
    assert Presence.objects.get().state == "away"

    actions.note_presence_seen(nora)
    assert queries.presence_of(nora).state == "available"


def test_presence_is_no_record_of_somebodys_day(nora):
    actions.note_presence(nora, Presence.State.AVAILABLE)
    actions.note_presence(nora, Presence.State.BREAK)

    assert not EventRecord.objects.exists()


def test_listening_is_for_colleagues_and_to_oneself_only(nora, anna, make_agent):
    nobody = make_agent("Zonder Rol")

    assert may_listen(nora, "presence")
    assert not may_listen(nobody, "presence")
    assert may_listen(nora, f"agent:{nora.uuid}")
    assert not may_listen(nora, f"agent:{anna.uuid}")


def test_the_frame_of_a_request_costs_session_account_and_roles(at_work, django_assert_num_queries):
    RolePolicy.objects.create(role="editor", requires_mfa=True)

    with django_assert_num_queries(3):
        at_work.get(reverse("people:seen"))


def test_after_a_quiet_minute_it_costs_the_minutes_and_one_note_more(at_work, django_assert_num_queries):
    age(at_work, seen=5)

    with django_assert_num_queries(5 + SAVING_A_SESSION):
        at_work.get(reverse("people:seen"))
