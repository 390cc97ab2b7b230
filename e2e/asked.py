"""Questions as the desk leaves them behind when it closes a conversation."""

from datetime import datetime, timedelta

from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent

TALKED = timedelta(seconds=95)


def phone_channel() -> Channel:
    """The channel that most come by."""
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon", "position": 1})[0]


def register(
    words: str, topic: Topic, *, by: Agent, at: datetime | None = None, outcome: str = "answered", **more: object
) -> Question:
    """A contact by telephone with one question, closed at this moment or just now."""
    closed = at or timezone.now()
    contact = Contact.objects.create(channel=phone_channel(), agent=by, opened_at=closed - TALKED, closed_at=closed)
    return Question.objects.create(
        contact=contact, words=words, stems=stems_of(words), topic=topic, department=topic.department, agent=by,
        outcome=outcome, asked_at=closed, **more,
    )  # fmt: skip
