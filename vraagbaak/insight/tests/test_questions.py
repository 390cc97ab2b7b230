"""The literal questions: alike ones together, narrowed down, and kept as views."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.core.models import EventRecord
from vraagbaak.insight.models import SavedView


@pytest.fixture
def ask(anna, topics):
    """Register a question of today, or of some days ago."""
    channel = Channel.objects.get(key="telefoon")

    def ask(words, *, topic=topics[0], times=1, days=0, outcome="answered", **more):
        at = timezone.now() - timedelta(days=days)
        for _ in range(times):
            contact = Contact.objects.create(channel=channel, agent=anna, opened_at=at, closed_at=at)
            question = Question.objects.create(
                contact=contact, words=words, stems=stems_of(words), topic=topic,
                department=topic.department if topic else None, outcome=outcome, asked_at=at, agent=anna, **more,
            )  # fmt: skip
        return question

    return ask


def page_of(client, **asked):
    return client.get(reverse("insight:questions"), {"period": "jaar", **asked})


def text_of(answer):
    return answer.content.decode()


def test_questions_in_other_words_come_together_with_how_they_ended(signed_on, chantal, ask):
    ask("ik ben mijn paspoort kwijt", times=2)
    ask("mijn paspoort ben ik kwijt!", outcome="callback")
    ask("paspoort kwijt op vakantie", outcome="callback")
    ask("hoe laat gaat u open")

    page = text_of(page_of(signed_on(chantal)))

    assert "5 vragen, waarvan 1 groep" in page
    assert "Bekijk deze 4" in page
    assert "Beantwoord 50\u00a0%" in page
    assert "Terugbellen 50\u00a0%" in page
    assert "1 vraag lijkt op geen andere" in page


def test_from_a_group_one_comes_to_its_questions_and_to_no_other(signed_on, chantal, ask):
    typical = ask("ik ben mijn paspoort kwijt", times=2)
    ask("hoe laat gaat u open")

    client = signed_on(chantal)
    page = text_of(page_of(client, groep=str(typical.uuid)))

    assert page.count("„ik ben mijn paspoort kwijt”") == 2
    assert "hoe laat gaat u open" not in page
    assert "Deze groep is er niet meer" in text_of(page_of(client, groep=str(uuid4())))


def test_the_words_stand_in_no_address_and_inflections_and_typing_errors_are_found(signed_on, chantal, ask):
    ask("mijn paspoort is kwijt")
    ask("hoe laat gaat u open")
    client = signed_on(chantal)

    def search(words):
        return client.post(reverse("insight:questions_search"), {"words": words, "period": "jaar", "als": "lijst"})

    sent = search("paspoorten")

    assert "paspoort" not in sent["Location"]
    for words in ("paspoorten", "pasport"):
        page = text_of(client.get(search(words)["Location"]))
        assert "mijn paspoort is kwijt" in page
        assert "hoe laat gaat u open" not in page


@pytest.mark.parametrize(
    "asked",
    [
        {"outcome": "callback"}, {"mood": "angry"}, {"repeat": "ja"}, {"need": "ja"}, {"channel": "telefoon", "outcome": "callback"},
    ],
)  # fmt: skip
def test_every_filter_narrows_down(signed_on, chantal, ask, asked):
    ask("deze wel", outcome="callback", mood="angry", is_repeat=True, need="wil snel een afspraak")
    ask("die niet")

    page = text_of(page_of(signed_on(chantal), als="lijst", **asked))

    assert "deze wel" in page
    assert "die niet" not in page


def test_a_topic_brings_everything_below_it(signed_on, chantal, ask, topics):
    ask("onder paspoort")
    ask("onder zwemmen", topic=topics[2])

    page = text_of(page_of(signed_on(chantal), als="lijst", topic=str(topics[1].uuid)))

    assert "onder paspoort" in page
    assert "onder zwemmen" not in page


@pytest.mark.parametrize(
    "asked",
    [
        {"topic": "niets"}, {"topic": str(uuid4())}, {"department": str(uuid4())}, {"article": "x"}, {"outcome": "weg"},
        {"mood": "blij"}, {"repeat": "soms"}, {"need": "1"}, {"channel": "duif"}, {"since": "2026-02-31"},
        {"period": "zelf", "since": "2026-03-02", "until": "2026-03-01"},
    ],
)  # fmt: skip
def test_an_impossible_filter_gets_a_sentence_and_no_questions(signed_on, chantal, ask, asked):
    ask("geheim", times=3)

    for way in ("", "lijst"):
        answer = page_of(signed_on(chantal), als=way, **asked)
        assert answer.status_code == 422
        assert "geheim" not in text_of(answer)


def test_a_broken_group_cursor_or_page_begins_at_the_top(signed_on, chantal, ask):
    ask("paspoort kwijt", times=2)
    client = signed_on(chantal)

    for broken in ({"groep": "x"}, {"vanaf": "x", "als": "lijst"}, {"pagina": "-1"}, {"pagina": "9999"}):
        assert "paspoort kwijt" in text_of(page_of(client, **broken))


def test_a_specialist_sees_the_own_department_and_no_small_groups(signed_on, dirk, bram, ask, topics):
    typical = ask("paspoort kwijt", times=6)
    ask("zwemles voor mijn kind", topic=topics[2], times=4)

    page = text_of(page_of(signed_on(dirk)))

    assert "paspoort kwijt" not in page
    assert "Bekijk deze" not in page
    assert "paspoort kwijt" in text_of(page_of(signed_on(bram)))
    assert "Deze groep is er niet meer" in text_of(page_of(signed_on(dirk), groep=str(typical.uuid)))


def test_more_questions_and_views_cost_no_more_statements(signed_on, chantal, ask):
    client = signed_on(chantal)

    def cost(**asked):
        page_of(client, **asked)
        with CaptureQueriesContext(connection) as statements:
            page_of(client, **asked)
        return len(statements)

    ask("paspoort kwijt", times=2)
    SavedView.objects.create(owner=chantal, name="een")
    before = cost(), cost(als="lijst")
    for number in range(11):
        ask(f"paspoort vraag{number} kwijt")
        ask(f"vraag{number} over iets{number}", times=2)
        SavedView.objects.create(owner=chantal, name=f"nog {number}")

    assert (cost(), cost(als="lijst")) == before


# --- saved views ----------------------------------------------------------------------------------


def save(client, name="Kwijt", address="", **more):
    return client.post(f"{reverse('insight:view_save')}{address}", {"name": name, **more})


def test_a_view_keeps_the_filter_and_brings_back_words_that_stay_out_of_the_address(signed_on, chantal, samir, ask):
    ask("paspoort kwijt", outcome="callback")
    ask("rijbewijs kwijt", outcome="callback")
    client = signed_on(chantal)
    typed = {"words": "paspoort", "outcome": "callback", "period": "jaar", "als": "lijst"}
    searched = client.post(reverse("insight:questions_search"), typed)

    assert save(client, address=f"?{urlsplit(searched['Location']).query}").status_code == 302
    kept = SavedView.objects.get()
    opened = signed_on(samir).get(reverse("insight:view", args=[kept.uuid]))

    assert kept.filters == {"period": "jaar", "outcome": "callback", "als": "lijst"}
    asked = parse_qs(urlsplit(opened["Location"]).query)
    assert asked.keys() == {"period", "outcome", "als", "zoek"}
    assert "paspoort" not in opened["Location"]
    page = text_of(signed_on(samir).get(opened["Location"]))
    assert "Typ ze opnieuw" in page  # another session does not know the words by that name
    assert "paspoort" not in json.dumps(
        list(EventRecord.objects.filter(name="ViewSaved").values_list("facts", flat=True))
    )


def test_who_opens_a_view_sees_what_is_for_their_own_eyes(signed_on, chantal, dirk, ask):
    ask("paspoort kwijt", times=6)
    save(signed_on(chantal), address="?period=jaar&als=lijst", is_shared="on")
    client = signed_on(dirk)

    page = text_of(client.get(reverse("insight:view", args=[SavedView.objects.get().uuid]), follow=True))

    assert "paspoort kwijt" not in page
    assert "Kwijt" in page


def test_a_shared_view_is_in_the_list_of_the_team_and_another_is_not(signed_on, chantal, samir):
    client = signed_on(chantal)
    save(client, "Voor allemaal", is_shared="on")
    save(client, "Voor mij")

    page = text_of(signed_on(samir).get(reverse("insight:views")))

    assert "Voor allemaal" in page
    assert "Voor mij" not in page


@pytest.mark.parametrize("name", ["", "kwijt", "x" * 81, "bel 06-12345678"])
def test_a_name_that_lacks_is_taken_or_names_somebody_is_refused_and_stays_typed(signed_on, chantal, name):
    client = signed_on(chantal)
    save(client)

    answer = save(client, name)

    assert answer.status_code == 422
    assert f'value="{name}"' in text_of(answer) or not name
    assert SavedView.objects.count() == 1


def test_a_view_keeps_no_phone_number(signed_on, chantal):
    client = signed_on(chantal)
    searched = client.post(reverse("insight:questions_search"), {"words": "06-12345678", "period": "jaar"})

    answer = save(client, address=f"?{urlsplit(searched['Location']).query}")

    assert answer.status_code == 422
    assert "geen nummers of adressen van mensen" in text_of(answer)
    assert not SavedView.objects.exists()


def test_the_database_holds_one_view_of_a_name_for_each_owner(chantal, samir):
    SavedView.objects.create(owner=chantal, name="Kwijt")
    SavedView.objects.create(owner=samir, name="Kwijt")

    with pytest.raises(IntegrityError, match="view_name_is_used_once_by_owner"), transaction.atomic():
        SavedView.objects.create(owner=chantal, name="KWIJT")


def test_only_the_owner_changes_and_removes_a_view(signed_on, chantal, samir):
    save(signed_on(chantal), is_shared="on")
    kept = SavedView.objects.get()
    change, remove = (reverse(f"insight:view_{verb}", args=[kept.uuid]) for verb in ("change", "remove"))

    assert signed_on(samir).post(change, {"name": "Gestolen"}).status_code == 404
    signed_on(samir).post(remove)
    assert SavedView.objects.get().name == "Kwijt"

    client = signed_on(chantal)
    assert 'value="Kwijt"' in text_of(client.get(change))
    assert client.post(change, {"name": ""}).status_code == 422
    assert client.post(change, {"name": "Verloren"}).status_code == 302
    assert SavedView.objects.values_list("name", "is_shared").get() == ("Verloren", False)
    client.post(remove)
    client.post(remove)
    assert not SavedView.objects.exists()
    assert EventRecord.objects.filter(name="ViewRemoved").count() == 1
