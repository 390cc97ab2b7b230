"""What the tests of contacts stand on: channels, a topic with its answer, and contacts that are closed by the book."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from vraagbaak.contacts.actions.closing import close_contact
from vraagbaak.contacts.models import Channel, Contact
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Article, IntakeQuestion, IntakeScript, Topic, Version
from vraagbaak.people.models import Agent

HOSTILE = '<script>alert("x")</script>{{ 7|add:"7" }}\'; DROP TABLE contacts_question; -- =1+1 \u202eomgekeerd'
MakeContact = Callable[..., Contact]


@pytest.fixture
def phone(db: None) -> Channel:
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon", "symbol": "☎", "position": 1})[0]


@pytest.fixture
def counter(db: None) -> Channel:
    return Channel.objects.get_or_create(key="balie", defaults={"name": "Balie", "position": 2})[0]


@pytest.fixture
def make_topic(db: None) -> Callable[..., Topic]:
    def make(name: str, department: Department, parent: Topic | None = None) -> Topic:
        key = name.lower().replace(" ", "-")
        return Topic.objects.create(key=key, name=name, sort_key=sort_key(name), department=department, parent=parent)

    return make


@pytest.fixture
def passports(make_topic: Callable[..., Topic], burgerzaken: Department) -> Topic:
    return make_topic("Paspoort", burgerzaken)


@pytest.fixture
def passport_lost(passports: Topic) -> Version:
    """A published answer with an intake script of which the second question hangs on the first."""
    article = Article.objects.create(key="paspoort-kwijt", topic=passports)
    version = Version.objects.create(
        article=article, number=1, title="Paspoort kwijt", say="Doe aangifte.", published_at=timezone.now()
    )
    Article.objects.filter(pk=article.pk).update(published=version, state=Article.State.PUBLISHED)
    script = IntakeScript.objects.create(article=article)
    IntakeQuestion.objects.create(
        script=script,
        position=1,
        key="hoe",
        text="Gestolen of verloren?",
        kind="choice",
        choices=["gestolen", "verloren"],
    )
    IntakeQuestion.objects.create(
        script=script,
        position=2,
        key="waar",
        text="Waar is het gestolen?",
        shown_if_key="hoe",
        shown_if_value="gestolen",
    )
    return version


@pytest.fixture
def typed() -> Callable[..., dict[str, str]]:
    """The fields of one question as a screen sends them."""

    def type_in(words: str = "ben mijn paspoort kwijt", outcome: str = "answered", item: str = "0000000a", **more: str):
        return {f"q.{item}.words": words, f"q.{item}.outcome": outcome} | {
            (name.replace("__", ".") if name.startswith("resident") else f"q.{item}.{name.replace('__', '.')}"): value
            for name, value in more.items()
        }

    return type_in


@pytest.fixture
def make_contact(phone: Channel, typed: Callable[..., dict[str, str]]) -> MakeContact:
    """Register a contact as an agent would, with a moment of choice."""

    def make(
        by: Agent, *questions: dict[str, str], at: datetime | None = None, channel: Channel | None = None, **more: str
    ):
        changes = typed(**more) if not questions else {}
        for number, question in enumerate(questions, start=1):
            changes |= typed(item=f"{number:08x}", **question)
        contact = close_contact(uuid4(), by=by, changes=changes | {}, channel=channel or phone)
        if at is not None:
            Contact.objects.filter(pk=contact.pk).update(opened_at=at, closed_at=at)
            contact.questions.update(asked_at=at)
            contact.refresh_from_db()
        return contact

    return make


@pytest.fixture
def a_day() -> Callable[[int], datetime]:
    """Noon on a day of March 2026."""
    return lambda day: timezone.make_aware(datetime.combine(date(2026, 3, day), datetime.min.time())).replace(hour=12)


@pytest.fixture
def resident(make_contact: MakeContact, anna: Agent) -> Contact:
    """A contact of somebody who is known: Mevrouw Jansen, who must be called back."""
    return make_contact(
        anna,
        words="mevrouw Jansen is haar paspoort kwijt, bel 06-12345678",
        outcome="callback",
        resident__name="Mevrouw Jansen",
        resident__phone="06 1234 5678",
        resident__email="Jansen@voorbeeld.example",
        resident__address="Kadelaan 3",
    )
