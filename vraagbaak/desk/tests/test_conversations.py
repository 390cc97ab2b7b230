"""A conversation at the desk, through HTTP: kept, closed once, undone, refused kindly, at a fixed price."""

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vraagbaak.contacts.models import Contact, Draft, Question
from vraagbaak.knowledge.models import SearchEntry

ASKED = "0a1b2c3d"
WORDS, OUTCOME, VERSION = (f"q.{ASKED}.{part}" for part in ("words", "outcome", "version"))
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}' OR 1=1 -- \u202e =cmd|'/C calc'!A0"


@pytest.fixture
def client(signed_on, anna, phone):
    return signed_on(anna)


def keep(client, draft, **changes):
    return client.post(reverse("desk:keep", args=[draft]), {"kanaal": "telefoon", "revision": "0", **changes})


def close(client, draft, **changes):
    sends = {"kanaal": "telefoon", "revision": "99", "vraag": ASKED, WORDS: "pas kwijt", OUTCOME: "answered", **changes}
    return client.post(reverse("desk:close", args=[draft]), sends)


def test_the_first_key_begins_a_conversation(client):
    draft = uuid4()

    told = keep(client, draft, **{WORDS: "ben me pas"}).json()

    assert told["revision"] == 1
    assert Draft.objects.get(uuid=draft).content["fields"][WORDS][0] == "ben me pas"


def test_a_conversation_is_closed_once_however_often_it_is_sent(client, passport_lost):
    draft = uuid4()

    for _ in range(3):
        assert close(client, draft, **{VERSION: str(passport_lost.uuid)}).status_code == 302

    assert Contact.objects.get().uuid == draft
    assert Question.objects.get().version == passport_lost


def test_keys_that_come_after_closing_are_told_so(client):
    draft = uuid4()
    close(client, draft)

    assert keep(client, draft, **{WORDS: "nog wat"}).status_code == 410


def test_a_close_is_undone_and_everything_typed_is_back(client):
    draft = uuid4()
    close(client, draft, **{"resident.name": "Mevrouw Blom", "resident.phone": "06 12345678"})

    client.post(reverse("desk:undo_close", args=[draft]))

    assert not Contact.objects.exists()
    page = client.get(reverse("desk:conversation", args=[draft])).content.decode()
    assert "pas kwijt" in page
    assert "Mevrouw Blom" in page


def test_somebody_else_cannot_undo_a_close(client, signed_on, samir):
    draft = uuid4()
    close(client, draft)

    assert signed_on(samir).post(reverse("desk:undo_close", args=[draft])).status_code == 404
    assert Contact.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({WORDS: ""}, WORDS),
        ({OUTCOME: "verzonnen"}, OUTCOME),
        ({OUTCOME: "callback"}, "resident.phone"),
        ({"resident.phone": "abc"}, "resident.phone"),
        ({"resident.email": "geen-adres"}, "resident.email"),
        ({WORDS: "x" * 4001}, WORDS),
    ],
)
def test_what_lacks_is_said_beside_the_field_and_what_was_typed_stays(client, changes, field):
    answer = close(client, uuid4(), **{"q.0a1b2c3d.need": "moet vliegen", **changes})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Contact.objects.exists()
    assert f'data-error="{field}">' in page.replace("</p>", "")
    assert f'data-error="{field}"></p>' not in page
    assert "moet vliegen" in page


def test_hostile_words_are_only_words(client):
    draft = uuid4()
    close(client, draft, **{WORDS: HOSTILE})

    client.post(reverse("desk:undo_close", args=[draft]))
    page = client.get(reverse("desk:conversation", args=[draft])).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_two_agents_never_overwrite_in_silence(client, signed_on, samir):
    draft = uuid4()
    keep(client, draft, **{WORDS: "pas kwijt"})
    keep(signed_on(samir), draft, **{WORDS: "paspoort kwijt", "revision": "1"})

    told = keep(client, draft, **{WORDS: "pas weg", "revision": "1"}).json()

    assert told["conflicts"] == {WORDS: {"value": "paspoort kwijt", "by": "Samir el Amrani"}}
    state = client.get(reverse("desk:state", args=[draft]), {"revisie": "1"}).json()
    assert state["fields"][WORDS] == {"value": "paspoort kwijt", "by": "Samir el Amrani"}


def test_personal_data_in_free_text_is_warned_of(client):
    told = keep(client, uuid4(), **{WORDS: "mijn bsn is 111222333"}).json()

    assert WORDS in told["warnings"]


def test_the_keys_of_one_search_are_one_line(client, passport_lost):
    draft = uuid4()
    for words in ("pas", "paspoo", "paspoort kwijt"):
        client.post(reverse("desk:answers", args=[draft]), {"vraag": ASKED, WORDS: words})

    assert SearchEntry.objects.get().words == "paspoort kwijt"


def test_a_call_from_a_link_begins_one_conversation(client):
    answer = client.get(reverse("desk:begin"), {"kanaal": "telefoon", "nummer": "06-12345678"})

    assert "0612345678" not in answer.url
    assert Draft.objects.get().caller_number == "+31612345678"


def test_closing_takes_at_most_twelve_statements(client, passport_lost, django_assert_max_num_queries):
    draft = uuid4()
    keep(client, draft, **{WORDS: "pas kwijt"})

    # Twelve, and here the two savepoints that stand for the transaction of a real request.
    with django_assert_max_num_queries(12 + 2):
        close(client, draft, **{VERSION: str(passport_lost.uuid)})


def test_the_desk_costs_the_same_with_a_long_history(client, passport_lost, django_assert_max_num_queries):
    for _ in range(11):
        close(client, uuid4(), **{"resident.phone": "06 12345678", VERSION: str(passport_lost.uuid)})
    draft = uuid4()
    keep(client, draft, **{WORDS: "pas kwijt", "resident.phone": "06 12345678", VERSION: str(passport_lost.uuid)})

    with django_assert_max_num_queries(20):
        page = client.get(reverse("desk:conversation", args=[draft]))

    assert page.status_code == 200


def test_a_search_costs_at_most_seven_statements(client, passport_lost, django_assert_max_num_queries):
    draft = uuid4()
    client.post(reverse("desk:answers", args=[draft]), {"vraag": ASKED, WORDS: "pas"})

    with django_assert_max_num_queries(7):
        client.post(reverse("desk:answers", args=[draft]), {"vraag": ASKED, WORDS: "paspoort kwijt"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.sampled_from([WORDS, OUTCOME, VERSION, "q.0a1b2c3d.mood", "q.zzz.words", "resident.phone", "resident.email",
                         "revision", "vraag", "kanaal", "q.0a1b2c3d.intake.hoe", "q.0a1b2c3d.topic"]),
        st.text(max_size=40), max_size=8,
    )
)  # fmt: skip
def test_no_input_breaks_the_desk(client, fields):
    draft = uuid4()

    for name in ("keep", "answers", "gap", "close"):
        assert client.post(reverse(f"desk:{name}", args=[draft]), fields).status_code < 500
