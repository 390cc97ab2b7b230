"""Texts at the desk, through HTTP."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from vraagbaak.desk.wording import day_sentence


@pytest.fixture
def client(signed_on, anna, phone):
    return signed_on(anna)


def test_a_day_is_shown_in_words_while_it_is_typed(client):
    told = client.post(reverse("desk:day"), {"text": "vandaag"}).json()

    assert told["day"].endswith(str(timezone.localdate().year))
    assert told["says"] == "vandaag"


@pytest.mark.parametrize("text", ["zo snel mogelijk", "31 juni", "x" * 5000, "\0"])
def test_what_is_no_day_gets_a_sentence_and_stays(client, text):
    told = client.post(reverse("desk:day"), {"text": text}).json()

    assert told["day"] == ""
    assert "Typ bijvoorbeeld" in told["says"]


def test_it_says_how_far_away_the_day_is():
    today = date(2026, 11, 25)

    assert day_sentence("", None, today=today) == ""
    assert day_sentence("x", date(2026, 12, 4), today=today) == "over 9 dagen"
    assert day_sentence("x", date(2026, 11, 26), today=today) == "over 1 dag"
    assert day_sentence("x", date(2026, 11, 23), today=today) == "2 dagen geleden"
