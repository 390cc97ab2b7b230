"""The spikes that go on, as far as somebody may see them: since when, how much, what is asked and what helps."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from vraagbaak.contacts.models import Question
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.questions import Help, help_of, title_of
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.knowledge.models import Article
from vraagbaak.people.models import Agent

EXAMPLES = 3
NEWEST = 2_000  # questions of all spikes together that examples and answers are taken from


@dataclass(frozen=True)
class SeenSpike:
    """A spike as it is shown: up to three questions word for word, and the article that helps most."""

    spike: Spike
    title: str
    examples: Sequence[Question]
    help: Help | None

    @property
    def times(self) -> float:
        """How many times as much as usual is asked; half a question counts as the least that is usual."""
        return self.spike.observed / max(self.spike.expected, 0.5)


def spikes_for(agent: Agent) -> QuerySet[Spike]:
    """The spikes that this person may know of: those of the departments within reach, and all for the desk."""
    if not agent.has_role(*SEES_INSIGHT):
        return Spike.objects.none()
    return Spike.objects.filter(contacts_scope(agent).where())


def spike_for(agent: Agent, spike: uuid.UUID) -> Spike | None:
    """One spike, over or not; None when it is absent or not for this person."""
    return spikes_for(agent).select_related("topic", "department").filter(uuid=spike).first()


def open_spikes(agent: Agent) -> list[SeenSpike]:
    """What goes on and was not dismissed, latest first; four statements, however many spikes."""
    wanted = spikes_for(agent).filter(ended_at__isnull=True, dismissed_at__isnull=True)
    spikes = list(wanted.select_related("topic", "department"))
    asked = _questions_of(spikes, agent)
    rows = {key: [(each.article_id, each.outcome) for each in questions] for key, questions in asked.items()}
    best = {key: next(iter(help_of(pairs)), None) for key, pairs in rows.items()}
    articles = Article.objects.select_related("published").in_bulk({found[0] for found in best.values() if found})
    return [
        SeenSpike(spike, _title(spike), _examples(asked.get(spike.pk, [])), _help(best.get(spike.pk), articles))
        for spike in spikes
    ]


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


def _title(spike: Spike) -> str:
    return spike.topic.name if spike.topic is not None else spike.words


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
