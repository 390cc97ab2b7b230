"""What happened to figures and goals."""

import uuid
from dataclasses import dataclass
from datetime import date

from vraagbaak.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class TargetChanged(DomainEvent):
    """A goal for a department or topic was set, or taken away (no share)."""

    of: uuid.UUID
    share: int | None
    since: date


@dataclass(frozen=True, kw_only=True)
class ViewSaved(DomainEvent):
    """Somebody saved a filter under a name, or changed that name."""

    view: uuid.UUID
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewRemoved(DomainEvent):
    """Somebody removed a saved filter."""

    view: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class GapOpened(DomainEvent):
    """Alike questions to which the desk has no answer were gathered."""

    gap: uuid.UUID
    topic: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class GapTurned(DomainEvent):
    """A gap was closed because the desk can do it now, opened again because it fails, or said to be none."""

    gap: uuid.UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class AnswerAsked(DomainEvent):
    """The owning department is asked for an answer; an article waits for it as a draft."""

    gap: uuid.UUID
    article: uuid.UUID
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AnswerNamed(DomainEvent):
    """Somebody says which article should answer it from now on."""

    gap: uuid.UUID
    article: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class ReportSent(DomainEvent):
    """A department's month was mailed."""

    department: uuid.UUID
    month: date
    addresses: int


@dataclass(frozen=True, kw_only=True)
class CampaignStarted(DomainEvent):
    """A measurement was planned."""

    campaign: uuid.UUID
    topic: uuid.UUID
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class CampaignChanged(DomainEvent):
    """The days, name or listeners of a measurement were changed."""

    campaign: uuid.UUID
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class CampaignDrafted(DomainEvent):
    """Drafts were made of what a measurement taught."""

    campaign: uuid.UUID
    articles: int


@dataclass(frozen=True, kw_only=True)
class CampaignProposed(DomainEvent):
    """The department is asked to agree to what could move to the desk."""

    campaign: uuid.UUID
    questions: int


@dataclass(frozen=True, kw_only=True)
class CampaignAnswered(DomainEvent):
    """The department says whether the desk may answer these questions."""

    campaign: uuid.UUID
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class SpikeSeen(DomainEvent):
    """More is asked about a topic, or in the same words (no topic), than chance explains."""

    spike: uuid.UUID
    topic: uuid.UUID | None
    department: uuid.UUID | None
    observed: int
    expected: float


@dataclass(frozen=True, kw_only=True)
class SpikeEnded(DomainEvent):
    """No more is asked about it than is usual."""

    spike: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SpikeDismissed(DomainEvent):
    """Somebody says that it is none."""

    spike: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class DepartmentAsked(DomainEvent):
    """The department is asked whether it sent something."""

    spike: uuid.UUID
    department: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class DepartmentAnswered(DomainEvent):
    """The department says whether it sent something."""

    spike: uuid.UUID
    sent_something: bool
