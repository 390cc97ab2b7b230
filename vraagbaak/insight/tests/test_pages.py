"""The pages of insight: they work, refuse bad input, show no more than one may see, and cost the same for more rows."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.insight.models import Target

PAGES = ["insight:now", "insight:topics", "insight:departments", "insight:my_day", "insight:definitions"]


@pytest.fixture
def ask(anna, topics):
    channel = Channel.objects.get(key="telefoon")

    def ask(topic, times=1, *, outcome="answered", days=0, agent=anna, words="waar kan ik zwemmen"):
        at = timezone.now() - timedelta(days=days)
        for _ in range(times):
            contact = Contact.objects.create(
                channel=channel, agent=agent, opened_at=at - timedelta(seconds=120), closed_at=at
            )
            Question.objects.create(
                contact=contact, words=words, topic=topic, department=topic.department, outcome=outcome, asked_at=at,
                agent=agent,
            )  # fmt: skip

    return ask


@pytest.mark.parametrize("page", PAGES)
def test_it_works_with_and_without_questions(signed_on, chantal, ask, topics, page):
    client = signed_on(chantal)
    assert client.get(reverse(page)).status_code == 200

    ask(topics[0], 6)

    assert client.get(reverse(page)).status_code == 200


def test_now_tells_the_share_and_the_literal_words(signed_on, chantal, ask, topics):
    ask(topics[0], 3, words="ben me pas kwijt")
    ask(topics[2], 1, outcome="callback")

    page = signed_on(chantal).get(reverse("insight:now")).content.decode()

    assert "75\u00a0%" in page
    assert "ben me pas kwijt" in page


def test_a_part_of_the_page_is_what_htmx_gets(signed_on, chantal):
    part = signed_on(chantal).get(reverse("insight:now"), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert "insight-grid" in part


def test_a_topic_counts_what_is_below_it(signed_on, chantal, ask, topics):
    passport, documents = topics[0], topics[1]
    ask(passport, 4)
    ask(documents, 2)

    answer = signed_on(chantal).get(reverse("insight:export", args=["onderwerpen", "json"]))

    lines = {line["name"]: line["questions"] for line in json.loads(answer.content)["parts"]}
    assert lines == {"Documenten": 6, "Paspoort": 4}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"since": "2026-05-02", "until": "2026-05-01"}, "Deze dag ligt voor de eerste dag"),
        ({"since": "2001-01-01"}, "meer dan tien jaar"),
        ({"since": "1990-01-01"}, "van 2000 tot en met 2199"),
        ({"until": "9999-12-31"}, "van 2000 tot en met 2199"),
        ({"since": "gisteren"}, "since"),
        ({"channel": "postduif"}, "channel"),
        ({"period": "eeuw"}, "period"),
    ],
)
@pytest.mark.parametrize("page", ["insight:topics", "insight:departments"])
def test_an_impossible_choice_gets_a_sentence_and_no_figure(signed_on, chantal, ask, topics, page, typed, told):
    ask(topics[0], 7)

    answer = signed_on(chantal).get(reverse(page), typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "insight-facts" not in answer.content.decode()


def test_an_unknown_part_or_form_is_not_there(signed_on, chantal):
    client = signed_on(chantal)

    assert client.get(reverse("insight:export", args=["mensen", "csv"])).status_code == 404
    assert client.get(reverse("insight:export", args=["onderwerpen", "pdf"])).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_figures_can_be_taken_away(signed_on, chantal, ask, topics, form):
    ask(topics[0], 6)

    answer = signed_on(chantal).get(reverse("insight:export", args=["afdelingen", form]))

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def test_a_specialist_sees_the_own_department_and_no_small_group(signed_on, bram, dirk, ask, topics):
    ask(topics[0], 6, words="over het paspoort")
    ask(topics[2], 4, words="over zwemmen")

    own = signed_on(bram).get(reverse("insight:departments")).content.decode()
    small = signed_on(dirk).get(reverse("insight:departments")).content.decode()
    now = signed_on(dirk).get(reverse("insight:now")).content.decode()

    assert "Burgerzaken" in own
    assert "Sport en Cultuur" not in own
    assert "minder dan 5 vragen" in small
    assert "over zwemmen" in now
    assert "over het paspoort" not in now


def test_my_day_is_about_oneself_alone(signed_on, anna, samir, ask, topics):
    ask(topics[0], 3, agent=anna, words="van Anna")
    ask(topics[0], 2, agent=samir, outcome="callback", words="van Samir")

    page = signed_on(anna).get(reverse("insight:my_day")).content.decode()

    assert "van Anna" in page
    assert "van Samir" not in page
    assert "100\u00a0%" in page
    assert "het team 60\u00a0%" in page


def test_the_goal_of_a_department_is_the_last_one_that_was_set(signed_on, chantal, ask, topics):
    today, client = timezone.localdate(), signed_on(chantal)
    department = topics[0].department
    for share, days in ((60, 40), (70, 1), (99, -1)):
        typed = {"department": department.pk, "share": share, "since": today - timedelta(days=days)}
        assert client.post(reverse("insight:targets"), typed).status_code == 302
    ask(topics[0])

    assert "doel 70 %" in client.get(reverse("insight:departments")).content.decode()

    client.post(reverse("insight:target_remove", args=[Target.objects.get(share=70).uuid]))
    assert "doel 60 %" in client.get(reverse("insight:departments")).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"share": "70"}, "Kies een afdeling of een onderwerp"),
        ({"share": "0", "department": "x"}, "share"),
        ({"share": "101"}, "share"),
    ],
)
def test_a_goal_that_cannot_be_is_refused(signed_on, chantal, typed, told):
    answer = signed_on(chantal).post(reverse("insight:targets"), {"since": "2026-01-01"} | typed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Target.objects.exists()


def test_two_goals_from_the_same_day_are_refused(signed_on, chantal, topics):
    client, typed = signed_on(chantal), {"topic": topics[0].pk, "share": 70, "since": "2026-01-01"}
    client.post(reverse("insight:targets"), typed)

    answer = client.post(reverse("insight:targets"), typed | {"share": 75})

    assert answer.status_code == 422
    assert Target.objects.get().share == 70


@pytest.mark.parametrize("page", ["insight:now", "insight:topics", "insight:departments", "insight:my_day"])
def test_more_questions_cost_no_more_statements(signed_on, chantal, ask, topics, page):
    def cost() -> int:
        client = signed_on(chantal)
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse(page))
        return len(statements)

    ask(topics[0], 1)
    ask(topics[0], 1, days=7)
    before = cost()
    ask(topics[0], 5)
    ask(topics[2], 11)

    assert cost() == before
