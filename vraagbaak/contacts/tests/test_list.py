"""The list of contacts: what is found, who sees what, and what it costs."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vraagbaak.contacts.actions.corrections import Corrected, correct_question
from vraagbaak.contacts.models import Outcome, Question
from vraagbaak.contacts.queries.contacts import ContactFilter, find_contacts, page_of_questions
from vraagbaak.contacts.tests.conftest import HOSTILE
from vraagbaak.core.live import may_listen


def search(client, **typed):
    return client.post(reverse("contacts:search"), typed, follow=True)


def words_found(reader, **wanted):
    return [question.words for question in page_of_questions(reader, ContactFilter(**wanted), cursor=None).page.items]


@pytest.fixture
def asked(make_contact, anna, samir, counter, passports, make_topic, burgerzaken, sport, a_day):
    """Five questions on five days."""
    swimming = make_topic("Zwembad", sport)
    children = make_topic("Kinderpaspoort", burgerzaken, parent=passports)
    make_contact(anna, words="ik ben mijn paspoort kwijt", topic=str(passports.uuid), at=a_day(1))
    make_contact(anna, words="paspoorten voor de kinderen", topic=str(children.uuid), at=a_day(2), outcome="done")
    make_contact(samir, words="hoe laat gaat het zwembad open", topic=str(swimming.uuid), at=a_day(3))
    make_contact(samir, words="rijbewijs verlengen", at=a_day(4), channel=counter)
    make_contact(samir, words="mijn id-kaart is gestolen", topic=str(passports.uuid), at=a_day(5))
    return {"swimming": swimming, "passports": passports}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("paspoort", ["paspoorten voor de kinderen", "ik ben mijn paspoort kwijt"]),
        ("kwijt paspoorten", ["ik ben mijn paspoort kwijt"]),
        ("rijbewijzen", ["rijbewijs verlengen"]),
        ("pasp", ["paspoorten voor de kinderen", "ik ben mijn paspoort kwijt"]),
        ("id-kaart", ["mijn id-kaart is gestolen"]),
        ("id kaart", ["mijn id-kaart is gestolen"]),
        ("&|!:* ()", []),
    ],
)
def test_words_are_found_by_their_stems(words, found, asked, anna):
    assert words_found(anna, words=words) == found


def test_a_typing_error_finds_words_that_look_like_it(asked, anna):
    found = page_of_questions(anna, ContactFilter(words="rijbeweis"), cursor=None)

    assert [question.words for question in found.page.items] == ["rijbewijs verlengen"]
    assert found.alike == ("rijbewijs",)


def test_typing_errors_do_not_tell_what_other_departments_heard(asked, dirk):
    assert page_of_questions(dirk, ContactFilter(words="rijbeweis"), cursor=None).alike == ()


def test_filters_narrow_the_list(asked, anna, samir, sport, a_day):
    assert words_found(anna, topic=asked["passports"].uuid) == [
        "mijn id-kaart is gestolen",
        "paspoorten voor de kinderen",
        "ik ben mijn paspoort kwijt",
    ]
    assert words_found(anna, department=sport.uuid) == ["hoe laat gaat het zwembad open"]
    assert len(words_found(anna, agent=samir.uuid)) == 3
    assert words_found(anna, channel="balie") == ["rijbewijs verlengen"]
    assert words_found(anna, outcome=Outcome.DONE) == ["paspoorten voor de kinderen"]
    assert words_found(anna, since=a_day(2).date(), until=a_day(3).date()) == [
        "hoe laat gaat het zwembad open",
        "paspoorten voor de kinderen",
    ]


def test_a_number_finds_who_called_in_any_notation(resident, anna):
    for typed in ("06-12345678", "+31 6 1234 5678", "0031612345678", "(06) 123 456 78"):
        assert words_found(anna, words=typed) == [resident.questions.get().words]


def test_words_never_stand_in_an_address(asked, anna, signed_on):
    response = search(signed_on(anna), words="Jansen paspoort", outcome="answered")

    address = response.redirect_chain[-1][0]
    assert "Jansen" not in address
    assert parse_qs(urlsplit(address).query)["outcome"] == ["answered"]
    assert 'value="Jansen paspoort"' in response.content.decode()


def test_words_of_another_session_are_gone_and_the_page_says_so(asked, anna, samir, signed_on):
    address = search(signed_on(anna), words="zwembad").redirect_chain[-1][0]

    response = signed_on(samir).get(address)

    assert "Typ ze opnieuw" in response.content.decode()


def test_pages_follow_each_other_without_gap_or_double(make_contact, anna, signed_on, a_day):
    for number in range(55):
        make_contact(anna, words=f"vraag nummer {number}", at=a_day(1 + number % 3))
    client = signed_on(anna)

    first = client.get(reverse("contacts:list"))
    second = client.get(reverse("contacts:list"), {"vanaf": first.context["found"].page.next_cursor})

    shown = [question.pk for page in (first, second) for question in page.context["found"].page.items]
    assert (len(shown), len(set(shown))) == (55, 55)
    assert second.context["found"].page.next_cursor is None


@pytest.mark.parametrize(
    "sent",
    [
        {"since": "gisteren"},
        {"topic": "x"},
        {"agent": "' OR 1=1"},
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"outcome": "verzonnen"},
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_beside_its_field(sent, asked, anna, signed_on):
    client = signed_on(anna)

    assert client.get(reverse("contacts:list"), sent).status_code == 422
    assert search(client, words="zwembad", **sent).status_code == 422


def test_a_cursor_that_makes_no_sense_begins_at_the_top(asked, anna, signed_on):
    assert signed_on(anna).get(reverse("contacts:list"), {"vanaf": "%00'--"}).status_code == 200


def test_specialists_see_the_questions_of_their_departments_alone(asked, bram, dirk, signed_on):
    assert words_found(dirk) == ["hoe laat gaat het zwembad open"]
    assert "hoe laat gaat het zwembad open" not in words_found(bram)
    assert "zwembad open" not in signed_on(bram).get(reverse("contacts:list")).content.decode()
    assert not find_contacts(bram, "zwembad")
    assert find_contacts(dirk, "zwembad")


def test_who_has_no_business_here_sees_nothing(asked, esra, iris, greet, joost, signed_on):
    for agent in (esra, iris, greet, joost):
        assert signed_on(agent).get(reverse("contacts:list")).status_code == 404
        assert not find_contacts(agent, "paspoort")
        assert not may_listen(agent, "contacts")


def test_only_who_sees_everything_hears_of_every_contact(anna, chantal, bram):
    assert may_listen(anna, "contacts")
    assert may_listen(chantal, "contacts")
    assert not may_listen(bram, "contacts")


def test_an_empty_list_says_what_to_do(anna, signed_on, db):
    assert "Nog geen contacten" in signed_on(anna).get(reverse("contacts:list")).content.decode()


def test_hostile_text_stays_text(make_contact, anna, signed_on):
    contact = make_contact(anna, words=HOSTILE, resident__name=HOSTILE[:150])
    client = signed_on(anna)

    pages = [
        client.get(reverse("contacts:list")),
        client.get(reverse("contacts:detail", args=[contact.uuid])),
        client.get(reverse("contacts:party", args=[contact.party.uuid])),
        client.get(reverse("contacts:correct", args=[contact.questions.get().uuid])),
        client.get(reverse("contacts:party_change", args=[contact.party.uuid])),
        search(client, words=HOSTILE),
    ]

    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "{{ 7|add" in page.content.decode()


@pytest.mark.parametrize("words", ["", "paspoort"])
def test_eleven_rows_cost_as_much_as_one(words, make_contact, anna, passports, signed_on):
    client = signed_on(anna)

    def cost():
        search(client, words=words)
        with CaptureQueriesContext(connection) as statements:
            search(client, words=words)
        return len(statements)

    make_contact(anna, words="paspoort kwijt", topic=str(passports.uuid), resident__name="Jansen")
    one = cost()
    for number in range(10):
        make_contact(anna, words=f"paspoort {number}", topic=str(passports.uuid), resident__name=f"Jansen {number}")

    assert cost() == one


def test_the_list_takes_at_most_twelve_statements(asked, anna, signed_on):
    client = signed_on(anna)
    client.get(reverse("contacts:list"))

    with CaptureQueriesContext(connection) as statements:
        client.get(reverse("contacts:list"))

    assert len(statements) <= 12, [query["sql"][:90] for query in statements]


# --- corrections -----------------------------------------------------------------------------------


def corrected(question, **changes):
    plain = {name: getattr(question, name) for name in Corrected.__dataclass_fields__}
    return Corrected(**(plain | changes))


def form_of(question, **changes):
    plain = {"words": question.words, "outcome": question.outcome, "reason": "verkeerd getypt", "seen_corrections": "0"}
    return plain | changes


def test_a_correction_keeps_what_stood_there_and_is_found_anew(make_contact, anna, passports, signed_on):
    question = make_contact(anna, words="rijbewijs kwijt").questions.get()
    client = signed_on(anna)

    sent = form_of(question, words="paspoort kwijt", topic=str(passports.uuid), outcome="done")
    response = client.post(reverse("contacts:correct", args=[question.uuid]), sent, follow=True)

    page = response.content.decode()
    assert "<del>rijbewijs kwijt</del>" in page
    assert "<ins>Geregeld</ins>" in page
    assert words_found(anna, words="paspoorten") == ["paspoort kwijt"]
    assert words_found(anna, words="rijbewijs") == []


def test_a_correction_stands_in_the_event_log_without_its_words(make_contact, anna, signed_on):
    from vraagbaak.core.models import EventRecord

    question = make_contact(anna).questions.get()

    signed_on(anna).post(reverse("contacts:correct", args=[question.uuid]), form_of(question, words="Jansen belde"))

    facts = EventRecord.objects.get(name="QuestionCorrected").facts
    assert facts["fields"] == ["words"]
    assert "Jansen" not in str(facts)


def test_a_second_correction_at_the_same_moment_is_shown_first(make_contact, anna, chantal, signed_on):
    question = make_contact(anna).questions.get()
    correct_question(question, corrected(question, need="nieuw paspoort"), reason="aangevuld", seen=0, by=chantal)
    client, address = signed_on(anna), reverse("contacts:correct", args=[question.uuid])

    refused = client.post(address, form_of(question, words="wat Anna typte"))
    again = client.post(address, form_of(question, words="wat Anna typte", seen_corrections="1"))

    assert refused.status_code == 409
    assert "wat Anna typte" in refused.content.decode()
    assert "aangevuld" in refused.content.decode()
    assert 'name="seen_corrections" value="1"' in refused.content.decode()
    assert again.status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"words": ""},
        {"outcome": "verzonnen"},
        {"topic": "x"},
        {"words": "x" * 4001},
        {"seen_corrections": ""},
    ],
)
def test_a_correction_that_is_not_right_is_refused_and_the_text_stays(changes, make_contact, anna, signed_on):
    question = make_contact(anna).questions.get()
    sent = form_of(question, words="wat ik typte") | changes

    response = signed_on(anna).post(reverse("contacts:correct", args=[question.uuid]), sent)

    question.refresh_from_db()
    assert response.status_code == 422
    assert question.words == "ben mijn paspoort kwijt"
    if "words" not in changes:
        assert "wat ik typte" in response.content.decode()


def test_only_who_hung_up_asked_nothing(make_contact, anna, signed_on):
    question = make_contact(anna).questions.get()
    client, address = signed_on(anna), reverse("contacts:correct", args=[question.uuid])

    label = client.get(address).content.decode().partition('for="id_words"')[2].partition("</label>")[0]
    refused = client.post(address, form_of(question, words=""))
    taken = client.post(address, form_of(question, words="", outcome="dropped"))

    assert "hoeft niet" not in label
    assert "Typ de vraag in de woorden van de inwoner." in refused.content.decode()
    assert taken.status_code == 302


def test_nothing_changed_is_no_correction(make_contact, anna, signed_on):
    question = make_contact(anna).questions.get()

    response = signed_on(anna).post(reverse("contacts:correct", args=[question.uuid]), form_of(question))

    assert response.status_code == 422
    assert not question.corrections.exists()


def test_agents_correct_their_own_and_a_team_lead_all(make_contact, anna, samir, chantal, bram, hans, signed_on):
    question = make_contact(anna).questions.get()
    address = reverse("contacts:correct", args=[question.uuid])

    may = {agent: signed_on(agent).get(address).status_code for agent in (anna, samir, chantal, bram, hans)}

    assert may == {anna: 200, samir: 404, chantal: 200, bram: 404, hans: 404}


def test_a_corrected_contact_cannot_be_undone(make_contact, anna):
    from vraagbaak.contacts.actions.closing import reopen_contact
    from vraagbaak.contacts.actions.drafts import ConversationClosed

    contact = make_contact(anna)
    question = contact.questions.get()
    correct_question(question, corrected(question, need="meer"), reason="aangevuld", seen=0, by=anna)

    with pytest.raises(ConversationClosed):
        reopen_contact(contact.uuid, by=anna)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"mood": "angry"}, ["wat een boete"]),
        ({"mood": "in de war"}, ["wat een boete", "hoe laat open"]),
        ({"has_need": True}, ["hoe laat open"]),
        ({"has_need": False, "mood": "calm"}, []),
        ({"is_repeat": True}, ["wat een boete"]),
        ({"is_repeat": False}, ["hoe laat open"]),
        ({"article": uuid4()}, []),
    ],
)
def test_mood_need_repeat_and_article_narrow_the_list_down(wanted, found, make_contact, anna, a_day):
    make_contact(anna, words="hoe laat open", need="wil vandaag komen", mood="calm", at=a_day(1))
    make_contact(anna, words="wat een boete", mood="angry", at=a_day(2))
    Question.objects.filter(words="wat een boete").update(is_repeat=True)

    assert words_found(anna, **wanted) == found
