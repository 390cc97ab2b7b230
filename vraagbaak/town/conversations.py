"""One conversation of the town, closed, with one question."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.identity import id_of


def town_agents() -> list[Agent]:
    """Who answers at the desk, always in the same order."""
    return list(Agent.objects.filter(grants__role=Role.AGENT).order_by("uuid"))


def have_called(
    uuid: UUID,
    *,
    at: datetime,
    luck: Random,
    agent: Agent,
    words: str,
    topic: Topic,
    outcome: str,
    mood: str,
    answer: str = "",
    article: Article | None = None,
) -> Question:
    """Somebody called, asked this and hung up at that moment."""
    contact = Contact.objects.create(
        uuid=uuid,
        channel=Channel.objects.get(key="telefoon"),
        agent=agent,
        caller_number=f"+31199{luck.randrange(600_000):06d}",
        opened_at=at - timedelta(seconds=luck.randrange(90, 400)),
        closed_at=at,
    )
    return Question.objects.create(
        uuid=id_of("question", contact.uuid),
        contact=contact,
        words=words,
        stems=stems_of(words),
        topic=topic,
        department_id=topic.department_id,
        article=article,
        version_id=article.published_id if article else None,
        answer=answer,
        outcome=outcome,
        mood=mood,
        asked_at=at,
        agent=agent,
    )
