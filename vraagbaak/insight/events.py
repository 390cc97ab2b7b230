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
