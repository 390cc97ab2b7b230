"""What happened to articles, their checks and what the desk says of them."""

import uuid
from dataclasses import dataclass
from datetime import date

from vraagbaak.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ArticleEvent(DomainEvent):
    """Something happened to an article."""

    article: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class VersionEvent(ArticleEvent):
    """Something happened to one version of an article."""

    version: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class ArticleWritten(VersionEvent):
    """A version was saved; it may wait for its owner."""

    number: int
    weight: str


@dataclass(frozen=True, kw_only=True)
class ArticleArranged(ArticleEvent):
    """Its place, dates or importance changed."""

    topic: uuid.UUID
    valid_from: date | None
    valid_until: date | None
    review_on: date | None
    is_important: bool


@dataclass(frozen=True, kw_only=True)
class ArticleSentToOwner(VersionEvent):
    """The owning department was asked to check a version."""

    check: uuid.UUID
    due_on: date


@dataclass(frozen=True, kw_only=True)
class OwnerTold(VersionEvent):
    """The owning department was told about a change that needs no check."""


@dataclass(frozen=True, kw_only=True)
class OwnerDecided(VersionEvent):
    """The owning department agreed, or said what must change."""

    check: uuid.UUID | None
    verdict: str


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(VersionEvent):
    """A version became what the desk shows."""


@dataclass(frozen=True, kw_only=True)
class ArticleWithdrawn(ArticleEvent):
    """The article is a draft again: the desk shows it no more."""


@dataclass(frozen=True, kw_only=True)
class ArticleArchived(ArticleEvent):
    """The article is kept but used no more."""


@dataclass(frozen=True, kw_only=True)
class ArticleExpired(ArticleEvent):
    """The last day on which the article held has passed."""


@dataclass(frozen=True, kw_only=True)
class ArticleReviewed(VersionEvent):
    """Somebody confirmed that the text is still right."""

    review_on: date


@dataclass(frozen=True, kw_only=True)
class ReviewReminderSent(ArticleEvent):
    """Editor and owner were reminded of a review that comes up."""

    review_on: date


@dataclass(frozen=True, kw_only=True)
class ArticleRead(VersionEvent):
    """An agent read news or a work instruction."""


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(VersionEvent):
    """An agent said that an answer is not right or misses something."""

    feedback: uuid.UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class FeedbackSettled(VersionEvent):
    """An editor did something with it, or said why not."""

    feedback: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AttachmentAdded(ArticleEvent):
    """A file was added to an article."""

    attachment: uuid.UUID
    content_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class AttachmentRemoved(ArticleEvent):
    """A file was taken from an article."""

    attachment: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class IntakeWritten(DomainEvent):
    """The intake questions of an article or topic changed."""

    article: uuid.UUID | None
    topic: uuid.UUID | None
    questions: int


@dataclass(frozen=True, kw_only=True)
class TopicChanged(DomainEvent):
    """A topic was made, named, moved, given to another owner or closed."""

    topic: uuid.UUID
    parent: uuid.UUID | None
    department: uuid.UUID
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class GapMarked(DomainEvent):
    """An agent said that nothing that was found fits."""

    conversation: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class GapSettled(DomainEvent):
    """An editor did something with searches that found nothing."""

    searches: int


@dataclass(frozen=True, kw_only=True)
class QuestionLearned(ArticleEvent):
    """A literal question now leads to an article."""

    question: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class QuestionRejected(ArticleEvent):
    """A literal question never leads to an article."""

    question: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class ArticlesImported(DomainEvent):
    """Articles from elsewhere were taken over."""

    source: str
    articles: int


@dataclass(frozen=True, kw_only=True)
class KnowledgeExported(DomainEvent):
    """Somebody took the whole knowledge base away."""

    form: str
    articles: int
