"""What the desk could not answer: gathered, asked about, answered by a department, and once more not enough."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, Outcome, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.insight.actions.gaps import ask_for_answer, gather_gaps
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.gaps import default_due
from vraagbaak.knowledge.actions.articles import edit_article
from vraagbaak.knowledge.actions.publishing import put_up
from vraagbaak.knowledge.models import Article, LearnedQuestion, Topic, Version
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.identity import chance, id_of

GATHERED = (31, 8, 0)  # days ago: before anybody asked, when two had been answered for a while, and now


def fill_gaps(end: datetime) -> None:
    """Tell each story in its order, by the very actions that people and the nightly work take."""
    told = {entry["name"]: entry for entry in entries("gaps", "gap")}
    topics = {topic.key: topic for topic in Topic.objects.select_related("department__head", "department__location")}
    lead = Agent.objects.filter(grants__role=Role.TEAM_LEAD).order_by("uuid")[0]
    for entry in told.values():
        _ask(entry, "unknown", Outcome.NO_ANSWER, topics[entry["topic"]], end)
    gather_gaps(end - timedelta(days=GATHERED[0]))
    for entry in told.values():
        if "published" in entry:
            article = _answer(entry, topics, lead, end)
            _ask(entry, "handled", Outcome.ANSWERED, topics[entry["topic"]], end, article)
            _ask(entry, "failed", Outcome.NO_ANSWER, topics[entry["topic"]], end)
    for days in GATHERED[1:]:
        gather_gaps(end - timedelta(days=days))
    for entry in told.values():
        if "asked" in entry and "published" not in entry:
            _ask_department(entry, topics, lead, end)
    for gap in Gap.objects.filter(closed_at__gte=end):
        gap.closed_at = end - timedelta(days=GATHERED[1])
        gap.save(update_fields=["closed_at"])


def _answer(entry: Entry, topics: Mapping[str, Topic], by: Agent, end: datetime) -> Article:
    """The department was asked, and what it said went out as an answer."""
    article = _ask_department(entry, topics, by, end)
    version = edit_article(
        article, text=Text(title=entry["title"], say=entry["say"]), weight="major", reason="", base=1, by=by
    )
    put_up(Article.objects.select_related("topic", "pending", "published").get(pk=article.pk), version, by=by)
    published_at = end - timedelta(days=entry["published"])
    Version.objects.filter(pk=version.pk).update(
        uuid=id_of("version", "gap", entry["name"], 2), created_at=published_at, published_at=published_at
    )
    return Article.objects.get(pk=article.pk)


def _ask_department(entry: Entry, topics: Mapping[str, Topic], by: Agent, end: datetime) -> Article:
    asked_at = end - timedelta(days=entry["asked"])
    gap = GapSign.objects.select_related("gap").get(question__uuid=_question_id(entry, "unknown", 1)).gap
    topic = topics[entry["topic"]]
    gap.department = topic.department
    due_on = default_due(gap, timezone.localdate(asked_at))
    article = ask_for_answer(gap, topic=topic, due_on=due_on, by=by)
    Gap.objects.filter(pk=gap.pk).update(asked_at=asked_at, named_at=asked_at)
    name = entry["name"]
    Article.objects.filter(pk=article.pk).update(uuid=id_of("article", "gap", name), created_at=asked_at)
    Version.objects.filter(article=article).update(uuid=id_of("version", "gap", name, 1), created_at=asked_at)
    for question in LearnedQuestion.objects.filter(article=article):
        question.uuid = id_of("learned", "gap", name, question.words)
        question.added_at = question.decided_at = asked_at
        question.save(update_fields=["uuid", "added_at", "decided_at"])
    return Article.objects.get(pk=article.pk)


def _ask(entry: Entry, kind: str, outcome: str, topic: Topic, end: datetime, article: Article | None = None) -> None:
    luck = chance(f"gap {entry['name']} {kind}")
    agents = list(Agent.objects.filter(grants__role=Role.AGENT).order_by("uuid"))
    channel = Channel.objects.get(key="telefoon")
    for number, (days, words) in enumerate(zip(entry[kind], cycle(entry["words"]), strict=False), start=1):
        at, agent = end - timedelta(days=days, minutes=luck.randrange(180)), luck.choice(agents)
        contact = Contact.objects.create(
            uuid=id_of("gap", entry["name"], kind, number),
            channel=channel,
            agent=agent,
            caller_number=f"+31199{luck.randrange(600_000):06d}",
            opened_at=at - timedelta(seconds=luck.randrange(120, 420)),
            closed_at=at,
        )
        Question.objects.create(
            uuid=_question_id(entry, kind, number),
            contact=contact,
            words=words,
            stems=stems_of(words),
            topic=topic,
            department_id=topic.department_id,
            article=article,
            version_id=article.published_id if article else None,
            outcome=outcome,
            mood="calm",
            asked_at=at,
            agent=agent,
        )


def _question_id(entry: Entry, kind: str, number: int) -> UUID:
    return id_of("question", "gap", entry["name"], kind, number)
