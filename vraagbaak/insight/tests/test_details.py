"""One topic and one department: what is behind the questions, and which answers failed."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.insight.queries.details import department_detail, topic_detail
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.models import Article

TODAY = timezone.localdate


@pytest.fixture
def article(topics):
    return Article.objects.create(key="paspoort-kwijt", topic=topics[0])


@pytest.fixture
def ask(anna, topics):
    """Register a question of today, or of some days ago."""

    def ask(*, topic=topics[0], times=1, days=0, outcome="answered", channel="telefoon", number="", **more):
        at = timezone.now() - timedelta(days=days)
        by = Channel.objects.get(key=channel)
        for _ in range(times):
            contact = Contact.objects.create(channel=by, agent=anna, opened_at=at, closed_at=at, caller_number=number)
            Question.objects.create(
                contact=contact, words="paspoort kwijt", topic=topic, department=topic.department, outcome=outcome,
                asked_at=at, agent=anna, **more,
            )  # fmt: skip

    return ask


def year():
    return Period(TODAY() - timedelta(days=365), TODAY())


def test_a_topic_tells_outcomes_and_channels_with_everything_below_it(chantal, ask, topics):
    ask(times=3)
    ask(topic=topics[1], outcome="callback", channel="balie")
    ask(topic=topics[2], times=5)

    detail = topic_detail(chantal, topics[1].uuid, year(), None)

    assert detail.table.whole.questions == 4
    assert [(each.key, each.number, each.percent) for each in detail.outcomes] == [
        ("answered", 3, 75),
        ("callback", 1, 25),
    ]
    assert [(each.channel.key, each.now.questions) for each in detail.channels] == [("telefoon", 3), ("balie", 1)]


def test_intake_tells_what_people_mean_and_leaves_out_what_one_person_said(chantal, ask, topics):
    def intake(answer):
        return [{"key": "waar", "text": "Waar bent u het kwijtgeraakt?", "answer": answer}]

    ask(times=3, intake=intake("in het buitenland"))
    ask(times=2, intake=intake("thuis"))
    ask(intake=intake("bij mijn nicht in Almere"))
    ask(intake=intake(None))

    asked = topic_detail(chantal, topics[0].uuid, year(), None).intake

    assert [(each.text, each.answers) for each in asked] == [
        ("Waar bent u het kwijtgeraakt?", [("in het buitenland", 3), ("thuis", 2)])
    ]


def test_the_question_behind_the_question_is_counted_whatever_its_capitals(chantal, ask, topics):
    ask(need="Wil op reis")
    ask(need="wil op reis.")
    ask(need="iets van één mens")

    assert topic_detail(chantal, topics[0].uuid, year(), None).needs == [("wil op reis", 2)]


def test_an_answer_failed_when_it_was_passed_on_or_asked_again_within_a_week(chantal, ask, topics, article):
    ask(times=4, article=article)
    ask(article=article, outcome="transferred")
    ask(article=article, days=9, number="+31612345678")
    ask(days=3, is_repeat=True, number="+31612345678")
    ask(article=article, days=20, number="+31687654321")
    ask(days=10, is_repeat=True, number="+31687654321")

    (use,) = topic_detail(chantal, topics[0].uuid, year(), None).articles

    assert (use.used, use.passed_on, use.asked_again, use.failed) == (7, 1, 1, 2)


def test_a_channel_narrows_everything_down(chantal, ask, topics):
    ask(times=3)
    ask(channel="balie", need="wil op reis", times=2)

    detail = topic_detail(chantal, topics[0].uuid, year(), Channel.objects.get(key="telefoon"))

    assert detail.table.whole.questions == 3
    assert detail.needs == []
    assert len(detail.latest) == 3


def test_a_specialist_sees_the_own_department_alone_and_no_small_group(bram, dirk, ask, topics, sport, burgerzaken):
    ask(times=6)
    ask(topic=topics[2], times=4)

    assert topic_detail(bram, topics[0].uuid, year(), None).table.whole.questions == 6
    assert topic_detail(dirk, topics[0].uuid, year(), None) is None
    assert department_detail(dirk, burgerzaken.uuid, year(), None) is None
    small = department_detail(dirk, sport.uuid, year(), None)
    assert small.is_hidden
    assert not small.latest


@pytest.mark.parametrize("name", ["topic", "department"])
def test_the_page_works_with_and_without_questions(signed_on, chantal, ask, topics, name):
    of = topics[0] if name == "topic" else topics[0].department
    client = signed_on(chantal)
    assert "niets gevraagd" in client.get(reverse(f"insight:{name}", args=[of.uuid])).content.decode()

    ask(times=2, need="wil op reis")
    page = client.get(reverse(f"insight:{name}", args=[of.uuid])).content.decode()

    assert "wil op reis" in page
    assert f"{name}={of.uuid}&amp;als=lijst&amp;need=ja" in page
    assert client.get(reverse(f"insight:{name}", args=[uuid4()])).status_code == 404


def test_every_number_leads_to_as_many_questions(signed_on, chantal, ask, topics):
    ask(times=2, outcome="callback")
    ask(times=3)
    client = signed_on(chantal)

    found = client.get(reverse("insight:questions"), {
        "since": TODAY(), "until": TODAY(), "topic": topics[0].uuid, "als": "lijst", "outcome": "callback",
    })  # fmt: skip

    assert found.content.decode().count("„paspoort kwijt”") == 2


def test_an_impossible_period_gets_a_sentence_and_no_figure(signed_on, chantal, ask, topics):
    ask(times=6)
    typed = {"since": "2026-05-02", "until": "2026-05-01"}

    page = signed_on(chantal).get(reverse("insight:topic", args=[topics[0].uuid]), typed)
    taken = signed_on(chantal).get(reverse("insight:detail_export", args=["onderwerpen", topics[0].uuid, "csv"]), typed)

    for answer in (page, taken):
        assert answer.status_code == 422
        assert "Deze dag ligt voor de eerste dag" in answer.content.decode()
        assert "insight-facts" not in answer.content.decode()


@pytest.mark.parametrize("part", ["onderwerpen", "afdelingen"])
def test_figures_can_be_taken_away_without_the_words_of_residents(signed_on, chantal, ask, topics, part):
    ask(times=6)
    of = topics[0] if part == "onderwerpen" else topics[0].department
    client = signed_on(chantal)

    told = client.get(reverse("insight:detail_export", args=[part, of.uuid, "json"])).content.decode()
    for form in ("csv", "xlsx"):
        answer = client.get(reverse("insight:detail_export", args=[part, of.uuid, form]))
        assert b"".join(answer.streaming_content)

    assert {"kind": "afhandeling", "name": "Beantwoord", "questions": 6, "failed": None} in json.loads(told)["lines"]
    assert "paspoort kwijt" not in told
    assert client.get(reverse("insight:detail_export", args=[part, of.uuid, "pdf"])).status_code == 404
    assert client.get(reverse("insight:detail_export", args=["mensen", of.uuid, "csv"])).status_code == 404


def test_a_small_group_is_not_taken_away_either(signed_on, dirk, ask, topics, sport):
    ask(topic=topics[2], times=4)

    told = signed_on(dirk).get(reverse("insight:detail_export", args=["afdelingen", sport.uuid, "json"]))

    assert json.loads(told.content)["lines"] == []


def test_more_questions_cost_no_more_statements(signed_on, chantal, ask, topics, article):
    client = signed_on(chantal)
    page = reverse("insight:topic", args=[topics[0].uuid])

    def cost():
        client.get(page)
        with CaptureQueriesContext(connection) as statements:
            client.get(page)
        return len(statements)

    ask(article=article, need="een")
    before = cost()
    ask(times=11, article=article, need="nog een")
    ask(article=Article.objects.create(key="nog-een", topic=topics[0]), times=3)

    assert cost() == before
