"""What the tests of insight stand on."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.models import Topic

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FEE = "hoeveel is de eigen bijdrage voor hulp in huis"


@pytest.fixture
def topics(burgerzaken, sport) -> list[Topic | None]:
    """A small tree: documents with passports below it, swimming of another department, and no topic at all."""

    def make(name, department, parent=None):
        return Topic.objects.create(
            key=name.lower(), name=name, sort_key=sort_key(name), department=department, parent=parent
        )

    documents = make("Documenten", burgerzaken)
    return [make("Paspoort", burgerzaken, documents), documents, make("Zwemmen", sport), None]


@pytest.fixture
def ask(anna, topics):
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]

    def ask(words, outcome="answered", *, day=date(2026, 10, 13), times=1, topic=topics[0]):
        for minute in range(times):
            at = datetime(day.year, day.month, day.day, 10, minute, tzinfo=AMSTERDAM)
            contact = Contact.objects.create(
                channel=channel, agent=anna, opened_at=at - timedelta(minutes=3), closed_at=at
            )
            Question.objects.create(
                contact=contact, words=words, stems=stems_of(words), topic=topic, department=topic.department,
                agent=anna, asked_at=at, outcome=outcome,
            )  # fmt: skip

    return ask


@pytest.fixture
def october(ask, topics):
    """Twelve handled, six handed on alike; a year ago nothing was handled of ten."""
    ask("hoe laat is het loket open", times=12)
    ask(FEE, "callback", times=4, topic=topics[1])
    ask(FEE, "transferred", times=2, topic=topics[1])
    ask("iets anders", "callback", day=date(2025, 10, 7), times=10)
