"""Spikes, as far as somebody may see them: since when, how much, what is asked, what helps and what was announced."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from vraagbaak.contacts.models import Question
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.signed_links import named_by
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.questions import Help, help_of, title_of
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.knowledge.models import Article
from vraagbaak.people.models import Agent

SALT = "insight.spike"
ANSWER_WITHIN = timedelta(days=14)  # how long the department's link works
ANNOUNCED_WITHIN = timedelta(days=28)  # news that went out longer ago explains no rise of today
PAGE_SIZE = 50
EXAMPLES = 3
NEWEST = 2_000  # questions of all spikes together that examples and answers are taken from


@dataclass(frozen=True)
class SeenSpike:
    """A spike as it is shown: up to three questions word for word, the article that helps most, and the news of it."""

    spike: Spike
    examples: Sequence[Question]
    help: Help | None
    news: Article | None


def spikes_for(agent: Agent) -> QuerySet[Spike]:
    """The spikes that this person may know of: those of the departments within reach, and all for the desk."""
    if not agent.has_role(*SEES_INSIGHT):
        return Spike.objects.none()
    return Spike.objects.filter(contacts_scope(agent).where())


def spike_for(agent: Agent, spike: uuid.UUID) -> Spike | None:
    """One spike, over or not; None when it is absent or not for this person."""
    people = ("dismissed_by", "asked_department_by")
    return spikes_for(agent).select_related("topic", "department__head", *people).filter(uuid=spike).first()


def spike_behind(token: str) -> Spike | None:
    """The spike that the department was asked about by this link; None when we did not sign it."""
    name = named_by(token, salt=SALT)
    return Spike.objects.select_related("topic", "department").filter(uuid=name).first() if name else None


def may_be_answered(spike: Spike, now: datetime) -> bool:
    """Whether the department's link still waits for its answer."""
    asked = spike.asked_department_at
    return asked is not None and spike.answered_at is None and now < asked + ANSWER_WITHIN


def spikes_going_on(agent: Agent) -> list[Spike]:
    """What goes on and was not dismissed, latest first; one statement."""
    return _going_on(spikes_for(agent))


def spikes_everywhere() -> list[Spike]:
    """What goes on over all departments, for a screen on the wall; it holds the words that many used."""
    return _going_on(Spike.objects.all())


def past_spikes(agent: Agent, page: str) -> Page[Spike]:
    """What is over or was dismissed, latest first."""
    wanted = spikes_for(agent).exclude(ended_at=None, dismissed_at=None)
    return Paginator(wanted.select_related("topic", "department"), PAGE_SIZE).get_page(page)


def open_spikes(agent: Agent) -> list[SeenSpike]:
    """What goes on and was not dismissed, with what is told of it; five statements, however many spikes."""
    return seen_spikes(agent, spikes_going_on(agent))


def seen_spikes(agent: Agent, spikes: Sequence[Spike]) -> list[SeenSpike]:
    """These spikes with their questions as far as this person may see them, what helps, and the news."""
    if not spikes:
        return []
    asked, news = _questions_of(spikes, agent), news_since(min(spike.began_at for spike in spikes))
    rows = {key: [(each.article_id, each.outcome) for each in questions] for key, questions in asked.items()}
    best = {key: next(iter(help_of(pairs)), None) for key, pairs in rows.items()}
    articles = Article.objects.select_related("published").in_bulk({found[0] for found in best.values() if found})
    return [
        SeenSpike(
            spike,
            _examples(asked.get(spike.pk, [])),
            _help(best.get(spike.pk), articles),
            news_of(spike, news),
        )
        for spike in spikes
    ]


def news_since(began: datetime) -> list[Article]:
    """The news that the desk was told from four weeks before: a mailing, a closed road, a rule that changed."""
    found = Article.objects.filter(kind=Article.Kind.NEWS, published__published_at__gte=began - ANNOUNCED_WITHIN)
    return list(found.select_related("published").order_by("-published__published_at", "-id"))


def news_of(spike: Spike, news: Sequence[Article]) -> Article | None:
    """The newest of these that was told before it began, about its topic or in its words; None when nothing was."""
    words = set(spike.stems.split())
    for each in news:
        told = each.published.published_at if each.published else None
        is_in_time = told is not None and spike.began_at - ANNOUNCED_WITHIN <= told <= spike.seen_at
        if is_in_time and (each.topic_id == spike.topic_id or (words and words <= _stems(each))):
            return each
    return None


def _stems(article: Article) -> set[str]:
    version = article.published
    return set(stems_of(f"{version.title} {version.say} {version.explanation}").split()) if version else set()


def _going_on(spikes: QuerySet[Spike]) -> list[Spike]:
    return list(spikes.filter(ended_at__isnull=True, dismissed_at__isnull=True).select_related("topic", "department"))


def _questions_of(spikes: Sequence[Spike], agent: Agent) -> dict[int, list[Question]]:
    """The questions of each spike that this person may see, newest first; one statement."""
    if not spikes:
        return {}
    fits = reduce(or_, (_is_of(spike) for spike in spikes))
    questions = Question.objects.filter(contacts_scope(agent).where()).filter(fits).exclude(words="")
    found: dict[int, list[Question]] = defaultdict(list)
    for question in questions.select_related("contact").order_by("-asked_at", "-id")[:NEWEST]:
        for spike in spikes:
            if _has(spike, question):
                found[spike.pk].append(question)
    return found


def _is_of(spike: Spike) -> Q:
    since = Q(asked_at__gte=spike.began_at)
    if spike.topic_id is not None:
        return since & Q(topic=spike.topic_id)
    words = (SearchQuery(word, config="simple", search_type="plain") for word in spike.stems.split())
    return since & Q(search=reduce(and_, words))


def _has(spike: Spike, question: Question) -> bool:
    if question.asked_at < spike.began_at:
        return False
    if spike.topic_id is not None:
        return question.topic_id == spike.topic_id
    return set(spike.stems.split()) <= set(question.stems.split())


def _examples(questions: Sequence[Question]) -> list[Question]:
    """The newest questions, each of another contact and in other words."""
    chosen: dict[str, Question] = {}
    contacts: set[int] = set()
    for question in questions:
        plain = " ".join(question.words.casefold().split())
        if plain not in chosen and question.contact_id not in contacts and len(chosen) < EXAMPLES:
            chosen[plain] = question
            contacts.add(question.contact_id)
    return list(chosen.values())


def _help(found: tuple[int, int, int] | None, articles: Mapping[int, Article]) -> Help | None:
    if found is None or not found[2] or found[0] not in articles:
        return None
    article = articles[found[0]]
    return Help(article, title_of(article), found[1], found[2])
