"""Domain events: facts in the past tense that are written with the change and told after commit."""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.core.trace import current_trace

BATCH = 2000


@dataclasses.dataclass(frozen=True, kw_only=True)
class DomainEvent:
    """A fact with ids and figures; never a name, a free text, a number of a person or a model instance."""


Event = TypeVar("Event", bound=DomainEvent)
Handler = Callable[[Event], None]
_handlers: dict[type[DomainEvent], list[Callable[[DomainEvent], None]]] = defaultdict(list)


def on(kind: type[Event]) -> Callable[[Handler[Event]], Handler[Event]]:
    """Let the function react to every event of this kind, after commit."""

    def connect(handler: Handler[Event]) -> Handler[Event]:
        _handlers[kind].append(handler)  # type: ignore[arg-type]
        return handler

    return connect


def announce(event: DomainEvent, *, by: uuid.UUID | None) -> EventRecord:
    """Write the event in the change's own transaction and tell the handlers once it holds."""
    return announce_all([event], by=by)[0]


def announce_all(events: Sequence[DomainEvent], *, by: uuid.UUID | None) -> list[EventRecord]:
    """Write many events at once, in their order; for the rest as `announce`."""
    trace, now = current_trace(), timezone.now()
    records = [
        EventRecord(
            name=type(event).__name__,
            facts={key: _plain(value) for key, value in dataclasses.asdict(event).items()},
            actor=by,
            origin=trace.origin,
            trace=trace.id,
            happened_at=now,
        )
        for event in events
    ]
    EventRecord.objects.bulk_create(records, batch_size=BATCH)
    for event in events:
        for handler in _handlers[type(event)]:
            transaction.on_commit(_told(handler, event), robust=True)
    return records


def _told(handler: Callable[[DomainEvent], None], event: DomainEvent) -> Callable[[], None]:
    def tell() -> None:
        handler(event)

    return tell


def _plain(value: object) -> object:
    """Turn a fact into what JSON can hold; anything that could hide a person is refused."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case uuid.UUID() | Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
    raise TypeError(f"An event carries ids and facts, not {type(value).__name__}.")
