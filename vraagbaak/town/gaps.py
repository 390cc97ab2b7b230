"""What the desk could not answer: gathered, asked about, answered by a department, and once more not enough."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import cycle

from django.utils import timezone

from vraagbaak.contacts.models import Outcome
from vraagbaak.insight.actions.gaps import ask_for_answer, gather_gaps
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.gaps import default_due
from vraagbaak.knowledge.actions.articles import edit_article
from vraagbaak.knowledge.actions.learning import approve_question
from vraagbaak.knowledge.actions.publishing import put_up
from vraagbaak.knowledge.models import Article, LearnedQuestion, Topic, Version
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.conversations import have_called, town_agents
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


def _answer(entry: Entry, topics: Mapping[str, Topic], by: Agent, end: datetime) -> Article:
    """The department was asked, and what it said went out as an answer."""
    article = _ask_department(entry, topics, by, end)
    version = edit_article(
        article, text=Text(title=entry["title"], say=entry["say"]), weight="major", reason="", base=1, by=by
    )
    published_at = end - timedelta(days=entry["published"])
    learned = LearnedQuestion.objects.filter(article=article)
    for question in learned:
        approve_question(question, by=by)
    learned.update(decided_at=published_at)
    put_up(Article.objects.select_related("topic", "pending", "published").get(pk=article.pk), version, by=by)
    Version.objects.filter(pk=version.pk).update(
        uuid=id_of("version", "gap", entry["name"], 2), created_at=published_at, published_at=published_at
    )
    return Article.objects.get(pk=article.pk)


def _ask_department(entry: Entry, topics: Mapping[str, Topic], by: Agent, end: datetime) -> Article:
    asked_at = end - timedelta(days=entry["asked"])
    gap = (
        GapSign.objects.select_related("gap").get(question__contact__uuid=id_of("gap", entry["name"], "unknown", 1)).gap
    )
    topic = topics[entry["topic"]]
    gap.department = topic.department
    due_on = default_due(gap, timezone.localdate(asked_at))
    article = ask_for_answer(gap, topic=topic, due_on=due_on, by=by)
    Gap.objects.filter(pk=gap.pk).update(asked_at=asked_at, named_at=asked_at)
    name = entry["name"]
    Article.objects.filter(pk=article.pk).update(uuid=id_of("article", "gap", name), created_at=asked_at)
    Version.objects.filter(article=article).update(uuid=id_of("version", "gap", name, 1), created_at=asked_at)
    for question in LearnedQuestion.objects.filter(article=article):
        question.uuid, question.added_at = id_of("learned", "gap", name, question.words), asked_at
        question.save(update_fields=["uuid", "added_at"])
    return Article.objects.get(pk=article.pk)


def _ask(entry: Entry, kind: str, outcome: str, topic: Topic, end: datetime, article: Article | None = None) -> None:
    luck = chance(f"gap {entry['name']} {kind}")
    agents = town_agents()
    for number, (days, words) in enumerate(zip(entry[kind], cycle(entry["words"]), strict=False), start=1):
        have_called(
            id_of("gap", entry["name"], kind, number),
            at=end - timedelta(days=days, minutes=luck.randrange(180)),
            luck=luck,
            agent=luck.choice(agents),
            words=words,
            topic=topic,
            outcome=outcome,
            mood="calm",
            article=article,
        )
