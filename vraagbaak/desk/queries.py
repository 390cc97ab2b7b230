"""What the desk shows: one conversation with its tabs, its answer and what is known of the resident."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise

from vraagbaak.contacts.models import Aid, Channel, Could, Draft, Mood, Outcome, Party
from vraagbaak.contacts.queries.drafts import Conversation, channels, conversation_for, open_conversations
from vraagbaak.contacts.queries.parties import Timeline, earlier_contacts, parties_at, shown_bsn
from vraagbaak.contacts.rules.drafts import DraftContent, DraftQuestion, new_question_id, overlay
from vraagbaak.core.phone import normalise_phone
from vraagbaak.directory.queries import Colleague, people_of
from vraagbaak.insight.queries.campaigns import running_campaigns, topics_measured
from vraagbaak.insight.queries.now import share_handled_today
from vraagbaak.knowledge.queries.cards import AnswerCard, answer_card
from vraagbaak.people.models import Agent

Choices = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class AnswerPane:
    """The answer beside a question, with who knows more about it."""

    card: AnswerCard
    question: DraftQuestion
    colleagues: Sequence[Colleague]


@dataclass(frozen=True)
class Measured:
    """What is measured today: the names of the measurements, and the topics to which the extra form belongs."""

    names: Sequence[str]
    topics: Collection[uuid.UUID]
    could: Choices = tuple(Could.choices)
    aids: Choices = tuple(Aid.choices)


@dataclass(frozen=True)
class Workspace:
    """All that the desk page needs for one conversation."""

    conversation: Conversation
    question: DraftQuestion
    tabs: Sequence[Conversation]
    channels: Sequence[Channel]
    answer: AnswerPane | None
    timeline: Timeline | None
    candidates: Sequence[Party]
    is_new: bool
    share_today: int | None
    measured: Measured | None = None
    bsn: str = ""
    lacks: Mapping[str, str] = field(default_factory=dict)
    moods: Choices = tuple(Mood.choices)
    outcomes: Choices = tuple(Outcome.choices)


def blank_conversation(agent: Agent, channel: Channel) -> Conversation:
    """A conversation that exists on the screen only, until its first key."""
    now = timezone.now()
    draft = Draft(uuid=uuid.uuid4(), agent=agent, channel=channel, opened_at=now, saved_at=now)
    return Conversation(draft, DraftContent(order=(new_question_id(),)))


def workspace_for(
    agent: Agent,
    draft: uuid.UUID | None,
    *,
    question: str = "",
    lacks: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Workspace | None:
    """The desk for this conversation, or for a new one; None when it is not there for this agent.

    `typed` is what stands on the screen and could not be kept; it is shown again over what was kept.
    """
    usable = channels()
    tabs = open_conversations(agent)
    found = next((tab for tab in tabs if tab.draft.uuid == draft), None)
    if draft is not None and found is None:
        found = conversation_for(agent, draft)
        if found is None:
            return None
    conversation = found or blank_conversation(agent, usable[0])
    if typed:
        conversation = Conversation(conversation.draft, overlay(conversation.content, typed))
    active = _active(conversation, question)
    return Workspace(
        conversation=conversation,
        question=active,
        tabs=tabs,
        channels=usable,
        answer=answer_pane(agent, active, on=timezone.localdate()),
        timeline=timeline_of(agent, conversation),
        candidates=candidates_for(agent, conversation),
        is_new=found is None,
        share_today=share_handled_today(),
        measured=measured_today(),
        bsn=shown_bsn(conversation.draft.bsn_encrypted),
        lacks=lacks or {},
    )


def measured_today() -> Measured | None:
    """The measurements that run; one statement while there is none."""
    running = running_campaigns(timezone.localdate())
    return Measured([each.name for each in running], topics_measured(running)) if running else None


def answer_pane(agent: Agent, question: DraftQuestion, *, on: date) -> AnswerPane | None:
    """The answer that was chosen for a question, or None."""
    version = _uuid(question.version)
    card = answer_card(agent, version, on=on) if version else None
    if card is None:
        return None
    return AnswerPane(card=card, question=question, colleagues=people_of(card.department.pk)[:4])


def timeline_of(agent: Agent, conversation: Conversation) -> Timeline | None:
    """Earlier contacts of the resident or number of a conversation; None while neither is known."""
    draft = conversation.draft
    number = draft.caller_number or normalise_phone(conversation.content.value("resident.phone")) or ""
    if not number and draft.party_id is None:
        return None
    return earlier_contacts(agent, party_id=draft.party_id, number=number)


def candidates_for(agent: Agent, conversation: Conversation) -> Sequence[Party]:
    """Who calls, probably: everybody who is known with the number; nobody once the resident was chosen."""
    draft = conversation.draft
    return () if draft.party_id is not None else parties_at(agent, draft.caller_number)


def _active(conversation: Conversation, wanted: str) -> DraftQuestion:
    questions = conversation.questions
    return next((question for question in questions if question.id == wanted), questions[-1])


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
