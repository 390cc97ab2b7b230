"""One topic or department: its figures and trend, what is behind its questions, and which answers failed."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from vraagbaak.contacts.models import Channel, Outcome, Question
from vraagbaak.contacts.queries.repeats import REPEAT_WITHIN
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.directory.models import Department
from vraagbaak.insight.queries.figures import By, Wanted, figures
from vraagbaak.insight.queries.parts import PartTable, table_of
from vraagbaak.insight.queries.questions import OutcomeShare, outcome_shares, title_of
from vraagbaak.insight.queries.scope import departments_seen, is_too_small
from vraagbaak.insight.queries.targets import goals_by_department, goals_by_topic
from vraagbaak.insight.queries.within import asked_within
from vraagbaak.insight.rules.measures import Measures
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.topics import topic_named, topic_tree, topics_below
from vraagbaak.people.models import Agent

NEWEST = 5_000  # questions of the period that are looked into; figures are over all of them
LATEST, NEEDS, ARTICLES = 10, 8, 12
FAILED = (Outcome.CALLBACK, Outcome.TRANSFERRED, Outcome.NO_ANSWER)


@dataclass(frozen=True)
class ChannelPart:
    """The questions that came by one channel."""

    channel: Channel
    now: Measures


@dataclass(frozen=True)
class Asked:
    """An intake question with how often each answer was given, the most given first."""

    text: str
    answers: Sequence[tuple[str, int]]

    @property
    def number(self) -> int:
        """How often it was answered."""
        return sum(number for _answer, number in self.answers)


@dataclass(frozen=True)
class ArticleUse:
    """An article with how often it was used, and how often that did not suffice."""

    article: Article
    title: str
    used: int
    passed_on: int
    asked_again: int
    failed: int


@dataclass(frozen=True)
class Detail:
    """A topic with everything below it, or a department; of too few questions only that there are."""

    of: Topic | Department
    kind: str
    channel: Channel | None
    table: PartTable
    is_hidden: bool
    outcomes: Sequence[OutcomeShare] = ()
    channels: Sequence[ChannelPart] = ()
    intake: Sequence[Asked] = ()
    needs: Sequence[tuple[str, int]] = ()
    articles: Sequence[ArticleUse] = ()
    latest: Sequence[Question] = ()
    is_newest_only: bool = False


def topic_detail(agent: Agent, topic: uuid.UUID, period: Period, channel: Channel | None) -> Detail | None:
    """A topic with everything below it; None when it is not there or nothing of it is for this person's eyes."""
    found = topic_named(topic)
    if found is None:
        return None
    below = frozenset(topics_below(found, topic_tree(only_active=False)))
    questions = Question.objects.filter(contacts_scope(agent).where(), topic__in=below)
    seen = departments_seen(agent)
    if seen is not None and found.department_id not in seen and not questions.exists():
        return None
    wanted = Wanted(period, below, seen, channel.pk if channel else None)
    goal = goals_by_topic(period.until).get(found.pk)
    return _detail(found, channel, wanted, questions, goal=goal, sees_part=seen is not None)


def department_detail(agent: Agent, department: uuid.UUID, period: Period, channel: Channel | None) -> Detail | None:
    """A department; None when it is not there or not for this person's eyes."""
    found = Department.objects.filter(uuid=department).first()
    if found is None or not contacts_scope(agent).allows(found.pk):
        return None
    seen = departments_seen(agent)
    wanted = Wanted(period, None, frozenset({found.pk}), channel.pk if channel else None)
    questions = Question.objects.filter(department=found)
    goal = goals_by_department(period.until).get(found.pk)
    return _detail(found, channel, wanted, questions, goal=goal, sees_part=seen is not None)


def _detail(
    of: Topic | Department,
    channel: Channel | None,
    wanted: Wanted,
    questions: QuerySet[Question],
    *,
    goal: int | None,
    sees_part: bool,
) -> Detail:
    kind = "topic" if isinstance(of, Topic) else "department"
    table = table_of(wanted, (), goal=goal, is_partial=sees_part)
    if is_too_small(table.whole.questions, wanted.departments if sees_part else None):
        return Detail(of, kind, channel, table, is_hidden=True)
    asked = _within(questions, wanted)
    newest = list(asked.order_by("-asked_at", "-id").values_list("pk", "need", "intake")[: NEWEST + 1])
    return Detail(
        of,
        kind,
        channel,
        table,
        is_hidden=False,
        outcomes=outcome_shares({each.value: getattr(table.whole, each.value) for each in Outcome}),
        channels=_channels(wanted),
        intake=_intake([intake for _key, _need, intake in newest]),
        needs=_needs([need for _key, need, _intake in newest]),
        articles=_articles(asked),
        latest=_latest(asked),
        is_newest_only=len(newest) > NEWEST,
    )


def _within(questions: QuerySet[Question], wanted: Wanted) -> QuerySet[Question]:
    """The questions behind the figures."""
    channel = Q() if wanted.channel is None else Q(contact__channel=wanted.channel)
    return questions.filter(channel, asked_within(wanted.period))


def _channels(wanted: Wanted) -> list[ChannelPart]:
    found = figures(wanted, By.CHANNEL)
    named = Channel.objects.in_bulk([key for key in found if isinstance(key, int)])
    parts = [ChannelPart(named[key], found[key]) for key in named]
    return sorted(parts, key=lambda part: (-part.now.questions, part.channel.position))


def _intake(kept: Sequence[Sequence[Mapping[str, object]]]) -> list[Asked]:
    """How often each answer was given to each intake question; yes and no, choices, and texts that recur."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for lines in kept:
        for line in lines:
            if answer := _told(line.get("answer")):
                counted[str(line.get("text", ""))][answer] += 1
    asked = [Asked(text, _most(answers)) for text, answers in counted.items() if text]
    return sorted((each for each in asked if each.answers), key=lambda each: (-each.number, each.text))


def _told(answer: object) -> str:
    if isinstance(answer, str):
        return answer.strip()
    return "" if answer is None else json.dumps(answer, ensure_ascii=False)


def _needs(needs: Sequence[str]) -> list[tuple[str, int]]:
    """The questions behind the question that more than one resident had."""
    return _most(Counter(need.strip().rstrip(".?!").casefold() for need in needs if need.strip()))[:NEEDS]


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    """The most given first; what was said once is left out, since that may tell of one person."""
    return [(text, times) for text, times in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])) if times > 1]


def _articles(asked: QuerySet[Question]) -> list[ArticleUse]:
    """The articles that were used, with how often the desk passed the question on, or heard it again within a week."""
    newest = asked.filter(article__isnull=False).order_by("-asked_at", "-id")
    rows = list(newest.values_list("pk", "article_id", "outcome", "asked_at", "topic_id")[:NEWEST])
    again = _asked_again({row[4] for row in rows}, since=rows[-1][3], until=rows[0][3]) if rows else set()
    used: Counter[int] = Counter()
    passed: Counter[int] = Counter()
    repeated: Counter[int] = Counter()
    failed: Counter[int] = Counter()
    for key, article, outcome, _at, _topic in rows:
        is_again = key in again
        if article is not None:
            used[article] += 1
            passed[article] += outcome in FAILED
            repeated[article] += is_again
            failed[article] += outcome in FAILED or is_again
    most = sorted(used, key=lambda key: (-used[key], key))[:ARTICLES]
    named = Article.objects.select_related("published").in_bulk(most)
    return [
        ArticleUse(named[key], title_of(named[key]), used[key], passed[key], repeated[key], failed[key]) for key in most
    ]


def _asked_again(topics: Collection[int | None], *, since: datetime, until: datetime) -> set[int]:
    """The questions from then till then that the same resident or number asked again within a week.

    Found from the few repeats, of each the question just before it; the other way round each question would be looked
    up by itself.
    """
    person = Q(contact__party=OuterRef("contact__party"))
    number = Q(contact__caller_number=OuterRef("contact__caller_number")) & ~Q(contact__caller_number="")
    before = Question.objects.filter(
        person | number,
        topic=OuterRef("topic"),
        asked_at__lt=OuterRef("asked_at"),
        asked_at__gte=OuterRef("asked_at") - REPEAT_WITHIN,
    )
    again = Question.objects.filter(is_repeat=True, topic__in=topics, asked_at__range=(since, until + REPEAT_WITHIN))
    repeats = again.annotate(before=Subquery(before.order_by("-asked_at", "-id").values("pk")[:1]))
    return set(repeats.values_list("before", flat=True))


def _latest(asked: QuerySet[Question]) -> list[Question]:
    return list(
        asked.select_related("contact__channel", "topic", "department", "agent").order_by("-asked_at", "-id")[:LATEST]
    )
