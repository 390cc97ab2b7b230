"""Registered contacts: the list with its filters, one contact, and search in the literal words."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from vraagbaak.contacts.models import Contact, Correction, DigitalAddress, Mood, Outcome, Question
from vraagbaak.contacts.queries.scope import SEES_CONTACTS, contacts_scope
from vraagbaak.contacts.queries.words import alike_words, has_alike_words, has_words, stems_of
from vraagbaak.contacts.rules.times import handling_seconds
from vraagbaak.core.access import log_access
from vraagbaak.core.moments import midnight
from vraagbaak.core.paging import Page, page_by_time
from vraagbaak.core.phone import normalise_phone
from vraagbaak.directory.models import Employee
from vraagbaak.knowledge.queries.topics import topic_named, topic_tree, topics_below
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent, Role

__all__ = [
    "ContactFilter",
    "FoundQuestions",
    "SeenContact",
    "contact_for",
    "contacts_scope",
    "find_contacts",
    "page_of_questions",
    "questions_for",
    "questions_to_take",
    "stems_of",
]


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
    mood: str = ""
    article: uuid.UUID | None = None
    is_repeat: bool | None = None
    has_need: bool | None = None


@dataclass(frozen=True)
class FoundQuestions:
    """A page of the list; `alike` names the words that were looked for because nothing had the words typed."""

    page: Page[Question]
    alike: Sequence[str] = ()


@dataclass(frozen=True)
class SeenContact:
    """A contact with the questions of it that this person may see."""

    contact: Contact
    questions: Sequence[Question]
    is_partial: bool
    may_correct: bool = False

    @property
    def handling_seconds(self) -> int:
        """How long it took, without parked time and wrap-up."""
        contact = self.contact
        parked, wrap_up = contact.parked_seconds, contact.wrap_up_seconds
        return handling_seconds(contact.opened_at, contact.closed_at, parked=parked, wrap_up=wrap_up)


def questions_for(agent: Agent, wanted: ContactFilter) -> QuerySet[Question]:
    """The questions that this person may see and that fit the filter."""
    return _fitting(agent, wanted, _words(wanted.words))


def page_of_questions(agent: Agent, wanted: ContactFilter, *, cursor: str | None) -> FoundQuestions:
    """One page of the list, newest first; when nothing has these words, what has words that look like them."""
    page = _page(questions_for(agent, wanted), cursor)
    alike = {} if page.items else _alike(agent, wanted)
    if not alike:
        return FoundQuestions(page)
    found = _page(_fitting(agent, wanted, has_alike_words(alike)), cursor)
    return FoundQuestions(found, tuple(words[0] for words in alike.values()))


def questions_to_take(agent: Agent, wanted: ContactFilter) -> QuerySet[Question]:
    """All questions of the list, as its pages show them."""
    questions = questions_for(agent, wanted)
    if not wanted.words.strip() or questions.exists():
        return questions
    return _fitting(agent, wanted, has_alike_words(_alike(agent, wanted)))


def contact_for(agent: Agent, contact: uuid.UUID) -> SeenContact | None:
    """One contact with what this person may see of it.

    Opening it is logged when it names somebody, and when its words belong to another department than one's own.
    """
    scope = contacts_scope(agent)
    corrections = Prefetch("corrections", Correction.objects.select_related("by").order_by("at", "id"))
    questions = Question.objects.select_related("topic", "department", "version", "article", "agent")
    found = (
        Contact.objects.filter(uuid=contact)
        .select_related("channel", "agent", "party")
        .prefetch_related(
            Prefetch("questions", questions.prefetch_related(corrections).order_by("position")), "party__addresses"
        )
        .first()
    )
    if found is None:
        return None
    seen = [question for question in found.questions.all() if scope.allows(question.department_id)]
    if not seen:
        return None
    if found.party is not None:
        log_access([found.party.uuid], by=agent.uuid, purpose="contact.opened")
    elif _is_of_others(agent, seen):
        log_access([found.uuid], by=agent.uuid, purpose="question.opened")
    is_partial = len(seen) < len(found.questions.all())
    return SeenContact(found, seen, is_partial=is_partial, may_correct=_may_correct(agent, found))


def _is_of_others(agent: Agent, questions: Sequence[Question]) -> bool:
    """Whether a question belongs to another department than the one where this person works."""
    own = Employee.objects.filter(account=agent).values_list("department_id", flat=True).first()
    return own is not None and any(question.department_id != own for question in questions)


def find_contacts(agent: Agent, words: str, *, limit: int = 5) -> Sequence[Question]:
    """The newest questions with these words, or from this number, that this person may see."""
    if not agent.has_role(*SEES_CONTACTS):
        return ()
    questions = Question.objects.filter(contacts_scope(agent).where()).filter(_words(words))
    return list(questions.select_related("contact").order_by("-asked_at", "-id")[:limit])


def _may_correct(agent: Agent, contact: Contact) -> bool:
    """Agents correct their own contacts, a team lead every contact in reach."""
    return agent.has_role(Role.TEAM_LEAD) or (agent.has_role(*DESK_ROLES) and contact.agent_id == agent.pk)


def _alike(agent: Agent, wanted: ContactFilter) -> Mapping[str, Sequence[str]]:
    """Words that look like those typed, out of what this person may see."""
    if not wanted.words.strip() or _number(wanted.words):
        return {}
    return alike_words(Question.objects.filter(contacts_scope(agent).where()), wanted.words)


def _page(questions: QuerySet[Question], cursor: str | None) -> Page[Question]:
    return page_by_time(questions, moment="asked_at", cursor=cursor)


def _fitting(agent: Agent, wanted: ContactFilter, words: Q) -> QuerySet[Question]:
    questions = Question.objects.filter(contacts_scope(agent).where()).filter(words)
    for condition in _conditions(wanted):
        questions = questions.filter(condition)
    return questions.select_related("contact__channel", "topic", "department", "agent")


def _conditions(wanted: ContactFilter) -> Sequence[Q]:
    named: Mapping[str, object] = {
        "department__uuid": wanted.department,
        "agent__uuid": wanted.agent,
        "contact__channel__key": wanted.channel,
        "outcome": wanted.outcome if wanted.outcome in Outcome.values else "",
        "mood": wanted.mood if wanted.mood in Mood.values else "",
        "article__uuid": wanted.article,
    }
    conditions = [Q(**{field: value}) for field, value in named.items() if value]
    if wanted.is_repeat is not None:
        conditions.append(Q(is_repeat=wanted.is_repeat))
    if wanted.has_need is not None:
        conditions.append(~Q(need="") if wanted.has_need else Q(need=""))
    if wanted.since:
        conditions.append(Q(asked_at__gte=midnight(wanted.since)))
    if wanted.until and wanted.until < date.max:  # after the last day there is no next
        conditions.append(Q(asked_at__lt=midnight(wanted.until + timedelta(days=1))))
    if wanted.topic:
        topic = topic_named(wanted.topic)
        below = topics_below(topic, topic_tree(only_active=False)) if topic else set()
        conditions.append(Q(topic__in=below))
    return conditions


def _words(words: str) -> Q:
    """The condition for what was typed: words, or a phone number in any notation."""
    if not words.strip():
        return Q()
    number = _number(words)
    if number is None:
        return has_words(words)
    parties = DigitalAddress.objects.filter(kind=DigitalAddress.Kind.PHONE, value=number).values("party")
    return Q(contact__caller_number=number) | Q(contact__party__in=parties)


def _number(words: str) -> str | None:
    return normalise_phone(words) if sum(letter.isdigit() for letter in words) >= 6 else None
