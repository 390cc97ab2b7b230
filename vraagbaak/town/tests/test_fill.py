"""The town is the same every time, and keeps its lists full whenever it is filled."""

import json
from datetime import date, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core import serializers
from django.db import transaction
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Draft, Question
from vraagbaak.insight.models import Campaign
from vraagbaak.knowledge.models import Article, Feedback, LearnedQuestion, OwnerCheck, ReadMark, SearchEntry, Version
from vraagbaak.knowledge.queries.lists import list_counts
from vraagbaak.people.models import Agent, Presence
from vraagbaak.town.fill import fill_town
from vraagbaak.town.identity import id_of
from vraagbaak.town.refusals import NotEmpty
from vraagbaak.town.tests.conftest import fill_quickly

DAY = date(2026, 11, 25)
FILLED = (Article, Version, OwnerCheck, Feedback, LearnedQuestion, SearchEntry, Contact, Question, Campaign)
NUMBERS = {"pk", "id", "listeners", "topic", "used_by", "related", "analysed", "revision"}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def picture() -> list:
    """What stands in the database, without the numbers that it gave out."""
    rows = [
        {name: value for name, value in row["fields"].items() if name not in NUMBERS and type(value) is not int}
        for model in FILLED
        for row in json.loads(serializers.serialize("json", model.objects.order_by("pk")))
    ]
    read = sorted(ReadMark.objects.values_list("agent__email", "version__uuid", "read_at"))
    present = sorted(Presence.objects.values_list("agent__email", "state"))
    return [*rows, *read, *present]


def at(day: date, hour: int):
    """Let it be that hour."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)
    return mock.patch.object(timezone, "now", return_value=moment)


def test_filling_twice_on_a_day_gives_the_same_town(db):
    pictures = []
    for hour in (6, 15):
        with at(DAY, hour), transaction.atomic():
            fill_quickly(DAY, contacts=60)
            pictures.append(picture())
            transaction.set_rollback(True)

    assert [pair for pair in zip(*pictures, strict=True) if pair[0] != pair[1]] == []
    assert Article.objects.count() == 0


@pytest.mark.parametrize("later", [timedelta(days=3), timedelta(days=150), timedelta(days=500)])
def test_the_lists_are_as_full_on_any_other_day(db, later):
    with at(DAY + later, 9):
        fill_quickly(DAY + later, contacts=400)

        counts = list_counts(Agent.objects.get(uuid=id_of("account", "esra")), timezone.now(), DAY + later)

    assert [name for name, count in counts.items() if not count] == []
    assert counts["herziening"] < 20


def test_a_filled_town_is_left_alone(db):
    fill_quickly(DAY, contacts=400)
    before = Contact.objects.count(), Draft.objects.count()

    assert fill_town(today=DAY) is False
    assert (Contact.objects.count(), Draft.objects.count()) == before


def test_a_database_with_something_else_in_it_is_refused(anna):
    opened = timezone.now()
    phone = Channel.objects.get(key="telefoon")
    Contact.objects.create(channel=phone, agent=anna, opened_at=opened, closed_at=opened)

    with pytest.raises(NotEmpty):
        fill_town(today=DAY)
