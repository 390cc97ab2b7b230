"""Reads of the two logs: what was done by whom, and who saw whose data."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import QuerySet

from vraagbaak.core.access import log_access
from vraagbaak.core.models import AccessRecord, EventRecord
from vraagbaak.core.moments import midnight
from vraagbaak.core.paging import page_by_time
from vraagbaak.people.extensions import Subject, event_labels, subject_kinds
from vraagbaak.people.models import Agent, Role
from vraagbaak.people.queries.accounts import names_of

Line = TypeVar("Line")
Record = TypeVar("Record", EventRecord, AccessRecord)


@dataclass(frozen=True)
class LogFilter:
    """What to look for in a log; `actors` of None means everybody."""

    name: str = ""
    actors: Collection[uuid.UUID] | None = None
    subject: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    cursor: str | None = None


@dataclass(frozen=True)
class EventLine:
    """One line of the event log, with the actor's name."""

    record: EventRecord
    actor: str

    @property
    def label(self) -> str:
        """What happened, as people read it."""
        return str(event_labels.get(self.record.name, self.record.name))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts in a steady order, lists joined."""
        return [(name, _written(fact)) for name, fact in sorted(self.record.facts.items())]


@dataclass(frozen=True)
class AccessLine:
    """One line of the access log, with names."""

    record: AccessRecord
    actor: str
    subject: str


@dataclass(frozen=True)
class LogPage(Generic[Line]):
    """Some lines of a log and where the next ones begin."""

    lines: Sequence[Line]
    next_cursor: str | None


def events_for(administrator: Agent, wanted: LogFilter) -> LogPage[EventLine]:
    """The event log, the newest first, for an administrator; two statements a page."""
    if not administrator.has_role(Role.ADMINISTRATOR):
        return LogPage([], None)
    rows = EventRecord.objects.all()
    if wanted.name:
        rows = rows.filter(name=wanted.name)
    page = page_by_time(_within(rows, wanted), moment="happened_at", cursor=wanted.cursor)
    names = names_of({row.actor for row in page.items if row.actor})
    return LogPage([EventLine(row, _named(row.actor, names)) for row in page.items], page.next_cursor)


def event_names() -> list[tuple[str, str]]:
    """The kinds of events that there are records of, with what they are called."""
    names = EventRecord.objects.order_by("name").values_list("name", flat=True).distinct()
    return sorted(((name, str(event_labels.get(name, name))) for name in names), key=lambda pair: pair[1].lower())


def accesses_for(officer: Agent, wanted: LogFilter) -> LogPage[AccessLine]:
    """Who saw whose data, the newest first, for the privacy officer; looking here is logged as well."""
    if not officer.has_role(Role.PRIVACY_OFFICER):
        return LogPage([], None)
    rows = AccessRecord.objects.all()
    if wanted.subject:
        rows = rows.filter(subject=wanted.subject)
        log_access([wanted.subject], by=officer.uuid, purpose="access_log.opened")
    page = page_by_time(_within(rows, wanted), moment="happened_at", cursor=wanted.cursor)
    names = names_of({row.actor for row in page.items if row.actor})
    subjects = _subject_names({row.subject for row in page.items})
    lines = [AccessLine(row, _named(row.actor, names), subjects.get(row.subject, "")) for row in page.items]
    return LogPage(lines, page.next_cursor)


def subjects_like(words: str) -> list[Subject]:
    """The persons whose name is like these words, as the apps above know them."""
    return [subject for kind in subject_kinds for subject in kind.find(words)]


def agents_like(words: str) -> list[uuid.UUID]:
    """The accounts whose name or mail address holds these words."""
    found = Agent.objects.all()
    for word in words.split():
        found = found.filter(name__icontains=word) | found.filter(email__icontains=word)
    return list(found.values_list("uuid", flat=True)[:200])


def _within(rows: QuerySet[Record], wanted: LogFilter) -> QuerySet[Record]:
    if wanted.actors is not None:
        rows = rows.filter(actor__in=wanted.actors)
    if wanted.since:
        rows = rows.filter(happened_at__gte=midnight(wanted.since))
    if wanted.until and wanted.until < date.max:  # after the last day there is no next
        rows = rows.filter(happened_at__lt=midnight(wanted.until + timedelta(days=1)))
    return rows


def _written(fact: object) -> str:
    return ", ".join(str(item) for item in fact) if isinstance(fact, list) else "—" if fact is None else str(fact)


def _named(actor: uuid.UUID | None, names: dict[uuid.UUID, str]) -> str:
    return names.get(actor, "") if actor else ""


def _subject_names(subjects: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    named = names_of(subjects)
    for kind in subject_kinds:
        named.update({subject.uuid: subject.label for subject in kind.name(subjects)})
    return named
