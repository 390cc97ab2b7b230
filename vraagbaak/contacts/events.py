"""What happened to contacts."""

import uuid
from dataclasses import dataclass

from vraagbaak.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ContactClosed(DomainEvent):
    """A conversation ended and was registered."""

    contact: uuid.UUID
    channel: str
    questions: tuple[uuid.UUID, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContactReopened(DomainEvent):
    """A close was undone within seconds; the contact is a draft again."""

    contact: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class QuestionCorrected(DomainEvent):
    """Somebody corrected a registered question; `fields` names what changed, never the values."""

    contact: uuid.UUID
    question: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CallAnnounced(DomainEvent):
    """The telephone exchange said that a call rings at an agent."""

    draft: uuid.UUID
    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class CallAnswered(DomainEvent):
    """The telephone exchange said that an agent took a call."""

    draft: uuid.UUID
    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class CallEnded(DomainEvent):
    """The telephone exchange said that a call ended; one that nobody answered is a missed call, and no contact."""

    draft: uuid.UUID
    was_answered: bool


@dataclass(frozen=True, kw_only=True)
class PartyChanged(DomainEvent):
    """Somebody changed what is known of a resident; `fields` names what, never the values."""

    party: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PartiesMerged(DomainEvent):
    """Two residents turned out to be one."""

    kept: uuid.UUID
    gone: uuid.UUID
    contacts: int


@dataclass(frozen=True, kw_only=True)
class MergeUndone(DomainEvent):
    """Two residents turned out to be two after all."""

    kept: uuid.UUID
    back: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PartyExported(DomainEvent):
    """All that is known of a resident was taken out, for the resident."""

    party: uuid.UUID
    form: str


@dataclass(frozen=True, kw_only=True)
class PartyPseudonymised(DomainEvent):
    """A person's data was removed; contacts and counts stay."""

    party: uuid.UUID
    contacts: int


@dataclass(frozen=True, kw_only=True)
class RetentionCarriedOut(DomainEvent):
    """The nightly removal of what is older than its term."""

    kind: str
    removed: int
    before: str


@dataclass(frozen=True, kw_only=True)
class ContactsExported(DomainEvent):
    """Somebody took a list of contacts away."""

    form: str
    has_names: bool


@dataclass(frozen=True, kw_only=True)
class RetentionTermChanged(DomainEvent):
    """An administrator set how long a kind of record is kept."""

    kind: str
    was: int
    now: int


@dataclass(frozen=True, kw_only=True)
class ChannelChanged(DomainEvent):
    """An administrator added or changed a channel."""

    channel: str


@dataclass(frozen=True, kw_only=True)
class SharedSnippetChanged(DomainEvent):
    """Somebody added, changed or removed a text that everybody can insert."""

    snippet: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AnswerMailed(DomainEvent):
    """An answer was mailed to the resident."""

    conversation: uuid.UUID
    version: uuid.UUID
