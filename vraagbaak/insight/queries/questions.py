"""The literal questions, alike ones together: how often, in which words, how they ended and what helped."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from vraagbaak.answersearch.dutch import word_weight
from vraagbaak.contacts.models import Outcome, Question
from vraagbaak.contacts.queries.choices import department_choices, topic_choices
from vraagbaak.contacts.queries.contacts import ContactFilter, contacts_scope, questions_for, questions_to_take
from vraagbaak.core.paging import Page as CursorPage
from vraagbaak.core.paging import page_by_time
from vraagbaak.insight.queries.scope import FEWEST, departments_seen
from vraagbaak.insight.rules.grouping import Alike, Asked, grouped
from vraagbaak.insight.rules.measures import HANDLED
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.topics import topic_named, topic_tree, topics_below
from vraagbaak.people.models import Agent

NEWEST = 5_000  # questions that are grouped; more would cost time on every visit
PAGE_SIZE = 25
OTHER_WORDINGS = 3
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class OutcomeShare:
    """How many of some questions ended so."""

    key: str
    label: str
    number: int
    whole: int

    @property
    def percent(self) -> int:
        """As a whole percent, rounded."""
        return round(self.number * 100 / self.whole) if self.whole else 0


@dataclass(frozen=True)
class Help:
    """An article with how often it was used, and how often that question was then handled by the desk."""

    article: Article
    title: str
    used: int
    helped: int


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that ask the same in other words."""

    typical: Question
    others: Sequence[str]
    number: int
    topics: Sequence[Topic]
    outcomes: Sequence[OutcomeShare]
    help: Help | None


@dataclass(frozen=True)
class FoundGroups:
    """A page of groups; `alone` questions were not asked twice, and `is_newest_only` when there are more."""

    page: Page[QuestionGroup]
    questions: int
    alone: int
    is_newest_only: bool
    has_alike_words: bool


@dataclass(frozen=True)
class QuestionChoices:
    """The values of the filters, each with its name."""

    topics: Choices
    departments: Choices
    articles: Choices


@dataclass(frozen=True)
class _Row:
    """What is read of each question to group it."""

    key: int
    stems: str
    topic: int | None
    outcome: str
    article: int | None


def question_choices(topic: str, article: str) -> QuestionChoices:
    """What the questions can be narrowed down to; of the articles those about the chosen topic, and the chosen one."""
    return QuestionChoices(topic_choices(), department_choices(), _article_choices(_uuid(topic), _uuid(article)))


def groups_of(agent: Agent, wanted: ContactFilter, *, page: str | None) -> FoundGroups:
    """The newest 5,000 of the questions that fit, alike ones together, largest group first.

    Who sees some departments only, sees no groups of fewer than five.
    """
    rows, has_alike_words, is_newest_only = _rows(agent, wanted)
    fewest = 2 if departments_seen(agent) is None else FEWEST
    groups = _grouped(tuple(rows))
    large = [group for group in groups if len(group.keys) >= fewest]
    shown = Paginator(large, PAGE_SIZE).get_page(page)
    described = _described(list(shown.object_list), {row.key: row for row in rows})
    alone = len(rows) - sum(len(group.keys) for group in large)
    return FoundGroups(
        Page(described, shown.number, shown.paginator),  # type: ignore[arg-type]  # it counts groups, described or not
        len(rows),
        alone,
        is_newest_only,
        has_alike_words,
    )


def page_of_alike(
    agent: Agent, wanted: ContactFilter, like: uuid.UUID, *, cursor: str | None
) -> tuple[Question, int, CursorPage[Question]] | None:
    """The questions that ask the same as this one: it, how many, and a page of them; None when it is not among them."""
    scope = contacts_scope(agent)
    this = Question.objects.filter(scope.where()).select_related("topic", "contact").filter(uuid=like).first()
    if this is None:
        return None
    rows, _has_alike_words, _is_newest_only = _rows(agent, wanted)
    keys = next((group.keys for group in _grouped(tuple(rows)) if this.pk in group.keys), None)
    if keys is None:
        return None
    alike = questions_for(agent, ContactFilter()).filter(pk__in=keys)
    return this, len(keys), page_by_time(alike, moment="asked_at", cursor=cursor)


def help_of(rows: Sequence[tuple[int | None, str]]) -> list[tuple[int, int, int]]:
    """For each article of (article, outcome) pairs: how often used and how often the desk handled it; most help first.

    As (article, used, helped).
    """
    used: Counter[int] = Counter()
    helped: Counter[int] = Counter()
    for article, outcome in rows:
        if article is not None:
            used[article] += 1
            helped[article] += outcome in HANDLED
    return sorted(((key, used[key], helped[key]) for key in used), key=lambda each: (-each[2], -each[1], each[0]))


def outcome_shares(outcomes: Mapping[str, int]) -> list[OutcomeShare]:
    """How questions ended, in the order in which outcomes are always named; those that did not occur are left out."""
    whole = sum(outcomes.values())
    return [
        OutcomeShare(each.value, str(each.label), outcomes[each.value], whole)
        for each in Outcome
        if outcomes.get(each.value)
    ]


def title_of(article: Article) -> str:
    """The title that the desk shows, or the key of an article that it shows no more."""
    return article.published.title if article.published else article.key


def _rows(agent: Agent, wanted: ContactFilter) -> tuple[list[_Row], bool, bool]:
    """The newest questions that fit; whether they only have words like those typed; whether there are more."""
    rows = _read(questions_for(agent, wanted))
    has_alike_words = not rows and bool(wanted.words.strip())
    if has_alike_words:
        rows = _read(questions_to_take(agent, wanted))
    return rows[:NEWEST], has_alike_words and bool(rows), len(rows) > NEWEST


def _read(questions: QuerySet[Question]) -> list[_Row]:
    found = questions.exclude(words="").order_by("-asked_at", "-id")[: NEWEST + 1]
    return [_Row(*row) for row in found.values_list("pk", "stems", "topic_id", "outcome", "article_id")]


@lru_cache(maxsize=4)
def _grouped(rows: tuple[_Row, ...]) -> list[Alike]:
    """The groups of these very rows; turning a page or opening a group need not find them again."""
    return grouped([Asked(row.key, tuple(row.stems.split()), row.topic) for row in rows], weigh=word_weight)


def _described(groups: Sequence[Alike], rows: Mapping[int, _Row]) -> list[QuestionGroup]:
    """The groups of one page with their words, topics and articles; three statements."""
    spoken = [key for group in groups for key in (group.typical, *group.others)]
    said = Question.objects.select_related("contact").in_bulk(spoken)
    topics = Topic.objects.in_bulk({row.topic for group in groups for row in _of(group, rows) if row.topic})
    best = [next(iter(help_of([(row.article, row.outcome) for row in _of(group, rows)])), None) for group in groups]
    articles = Article.objects.select_related("published").in_bulk({each[0] for each in best if each})
    return [
        _group(group, _of(group, rows), said, topics, _help(helped, articles))
        for group, helped in zip(groups, best, strict=True)
        if group.typical in said
    ]


def _of(group: Alike, rows: Mapping[int, _Row]) -> list[_Row]:
    return [rows[key] for key in group.keys]


def _group(
    group: Alike,
    rows: Sequence[_Row],
    said: Mapping[int, Question],
    topics: Mapping[int, Topic],
    helped: Help | None,
) -> QuestionGroup:
    about = Counter(row.topic for row in rows if row.topic)
    return QuestionGroup(
        typical=said[group.typical],
        others=_others(said[group.typical].words, [said[key].words for key in group.others if key in said]),
        number=len(rows),
        topics=[topics[key] for key, _times in sorted(about.items(), key=lambda pair: (-pair[1], pair[0]))[:2]],
        outcomes=outcome_shares(Counter(row.outcome for row in rows)),
        help=helped,
    )


def _others(typical: str, wordings: Sequence[str]) -> list[str]:
    """Other wordings, each of which reads differently."""
    seen = {_plain(typical): ""} | {_plain(words): words for words in wordings if _plain(words) != _plain(typical)}
    return [words for words in seen.values() if words][:OTHER_WORDINGS]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip("?!. ")


def _help(found: tuple[int, int, int] | None, articles: Mapping[int, Article]) -> Help | None:
    if found is None or not found[2] or found[0] not in articles:
        return None
    article = articles[found[0]]
    return Help(article, title_of(article), found[1], found[2])


def _article_choices(topic: uuid.UUID | None, article: uuid.UUID | None) -> Choices:
    about = topic_named(topic) if topic else None
    below = topics_below(about, topic_tree(only_active=False)) if about else set()
    known = Article.objects.select_related("published")
    found = known.filter(topic__in=below, published__isnull=False)
    if article is not None:
        found |= known.filter(uuid=article)
    return sorted(((str(each.uuid), title_of(each)) for each in found), key=lambda choice: choice[1].casefold())


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
