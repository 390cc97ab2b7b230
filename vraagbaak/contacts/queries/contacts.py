"""Registered contacts: the list with its filters, one contact, and search in the literal words."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.words import words_of
from vraagbaak.contacts.models import Contact, Outcome, Question
from vraagbaak.contacts.queries.parties import SEES_CONTACTS
from vraagbaak.core.access import log_access
from vraagbaak.core.paging import Page, page_by_time
from vraagbaak.core.phone import normalise_phone
from vraagbaak.directory.scope import Scope, scope_of
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class ContactFilter:
    """What to look for among contacts; everything is optional."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    topic: uuid.UUID | None = None
    department: uuid.UUID | None = None
    agent: uuid.UUID | None = None
    channel: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class SeenContact:
    """A contact with the questions of it that this person may see."""

    contact: Contact
    questions: Sequence[Question]
    is_partial: bool


def stems_of(*texts: str) -> str:
    """The word stems by which a question is found, each once."""
    return " ".join(dict.fromkeys(stem(word.text) for text in texts for word in words_of(text)))


def contacts_scope(agent: Agent) -> Scope:
    """How far this person may look into contacts."""
    return scope_of(agent, *SEES_CONTACTS)


def questions_for(agent: Agent, wanted: ContactFilter) -> QuerySet[Question]:
    """The questions that this person may see and that fit the filter."""
    questions = Question.objects.filter(contacts_scope(agent).where())
    for condition in _conditions(wanted):
        questions = questions.filter(condition)
    return questions.select_related("contact__channel", "topic", "department", "agent")


def page_of_questions(agent: Agent, wanted: ContactFilter, *, cursor: str | None) -> Page[Question]:
    """One page of the list, newest first."""
    return page_by_time(questions_for(agent, wanted), moment="asked_at", cursor=cursor)


def contact_for(agent: Agent, contact: uuid.UUID) -> SeenContact | None:
    """One contact with what this person may see of it; opening it is logged when it names somebody."""
    scope = contacts_scope(agent)
    questions = Question.objects.select_related("topic", "department", "version", "article", "agent")
    found = (
        Contact.objects.filter(uuid=contact)
        .select_related("channel", "agent", "party")
        .prefetch_related(Prefetch("questions", questions.order_by("position")), "party__addresses")
        .first()
    )
    if found is None:
        return None
    seen = [question for question in found.questions.all() if scope.allows(question.department_id)]
    if not seen:
        return None
    if found.party is not None:
        log_access([found.party.uuid], by=agent.uuid, purpose="contact.opened")
    return SeenContact(found, seen, is_partial=len(seen) < len(found.questions.all()))


def find_contacts(agent: Agent, words: str, *, limit: int = 5) -> Sequence[Question]:
    """The newest questions with these words, or from this number, that this person may see."""
    if not agent.has_role(*SEES_CONTACTS):
        return ()
    number = normalise_phone(words) if any(letter.isdigit() for letter in words) else None
    wanted = Q(contact__caller_number=number) if number else _has_words(words)
    questions = Question.objects.filter(contacts_scope(agent).where()).filter(wanted)
    return list(questions.select_related("contact").order_by("-asked_at", "-id")[:limit])


def _conditions(wanted: ContactFilter) -> Sequence[Q]:
    named: Mapping[str, object] = {
        "topic__uuid": wanted.topic,
        "department__uuid": wanted.department,
        "agent__uuid": wanted.agent,
        "contact__channel__key": wanted.channel,
        "outcome": wanted.outcome if wanted.outcome in Outcome.values else "",
    }
    conditions = [Q(**{field: value}) for field, value in named.items() if value]
    if wanted.since:
        conditions.append(Q(asked_at__gte=_midnight(wanted.since)))
    if wanted.until:
        conditions.append(Q(asked_at__lt=_midnight(wanted.until + timedelta(days=1))))
    if wanted.words.strip():
        conditions.append(_has_words(wanted.words))
    return conditions


def _has_words(words: str) -> Q:
    """All words by their stems, the last one as far as it was typed."""
    stems = stems_of(words).split()
    if not stems:
        return Q(pk__in=[])
    query = SearchQuery(stems[-1] + ":*", search_type="raw", config="simple")
    for known in stems[:-1]:
        query &= SearchQuery(known, config="simple", search_type="plain")
    return Q(search=query)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
