"""Removing each night what is past its term, in small steps that can be broken off and done again."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from vraagbaak.contacts.actions.privacy import erase_texts, pseudonymise_party
from vraagbaak.contacts.events import RetentionCarriedOut, RetentionTermChanged
from vraagbaak.contacts.models import AnnouncedCall, Draft, Party, RetentionKind, RetentionReport, RetentionTerm
from vraagbaak.contacts.queries.retention import orphans_past, parties_past, questions_past, terms
from vraagbaak.contacts.rules.retention import LONGEST, SHORTEST, months_before
from vraagbaak.core.events import announce
from vraagbaak.core.models import AccessRecord, EventRecord
from vraagbaak.knowledge.models import SearchEntry
from vraagbaak.people.actions import remove_traces
from vraagbaak.people.models import Agent

BATCH = 1000
ORPHAN_AFTER = timedelta(days=7)  # whose only contact was undone


class TermOutOfRange(ValueError):
    """A term lasts one month to twenty years."""


@transaction.atomic
def set_term(kind: str, months: int, *, by: Agent) -> None:
    """Set how long a kind of record is kept; refused outside one month to twenty years."""
    if kind not in RetentionKind.values or not SHORTEST <= months <= LONGEST:
        raise TermOutOfRange
    now = next(term for term in terms() if term.kind == kind)
    RetentionTerm.objects.update_or_create(kind=kind, defaults={"months": months})
    if now.months != months:
        announce(RetentionTermChanged(kind=kind, was=now.months, now=months), by=by.uuid)


def carry_out_retention(*, now: datetime) -> Mapping[str, int]:
    """Remove what is past its term, kind by kind, each batch in a transaction of its own; gives how much of each."""
    done = {}
    for term in terms():
        before = months_before(now, term.months)
        done[term.kind] = _remove_all(_STEPS[term.kind], before)
        _report(term.kind, night=timezone.localdate(now), before=before, removed=done[term.kind])
    return done


def _remove_all(step: Callable[[datetime], int], before: datetime) -> int:
    removed = 0
    while True:
        with transaction.atomic():
            batch = step(before)
        removed += batch
        if not batch:
            return removed


@transaction.atomic
def _report(kind: str, *, night: date, before: datetime, removed: int) -> None:
    """Note the night; a second run of the same night is added to the first."""
    finished = {"before": before, "finished_at": timezone.now()}
    report, _ = RetentionReport.objects.get_or_create(kind=kind, night=night, defaults=finished)
    RetentionReport.objects.filter(pk=report.pk).update(removed=F("removed") + removed, **finished)
    if removed:
        announce(RetentionCarriedOut(kind=kind, removed=removed, before=before.isoformat()), by=None)


# --- one batch of each kind ------------------------------------------------------------------------


def _erase_words(before: datetime) -> int:
    past = questions_past(before, limit=BATCH)
    if past:
        erase_texts(past)
    return len(past)


def _remove_parties(before: datetime) -> int:
    past = parties_past(before, limit=BATCH // 10)
    for party in past:
        pseudonymise_party(party, by=None)
    orphans = orphans_past(timezone.now() - ORPHAN_AFTER, limit=BATCH)
    Party.objects.filter(pk__in=orphans).delete()
    return len(past) + len(orphans)


def _remove_searches(before: datetime) -> int:
    past = SearchEntry.objects.filter(last_at__lt=before).values("pk")[:BATCH]
    return SearchEntry.objects.filter(pk__in=list(past.values_list("pk", flat=True))).delete()[0]


def _remove_drafts(before: datetime) -> int:
    AnnouncedCall.objects.filter(announced_at__lt=before).delete()
    past = list(Draft.objects.filter(saved_at__lt=before).values_list("pk", flat=True)[:BATCH])
    return Draft.objects.filter(pk__in=past).delete()[0]


def _remove_accesses(before: datetime) -> int:
    _open_the_logs()
    past = list(AccessRecord.objects.filter(happened_at__lt=before).values_list("pk", flat=True)[:BATCH])
    return AccessRecord.objects.filter(pk__in=past).delete()[0]


def _remove_events(before: datetime) -> int:
    _open_the_logs()
    past = list(EventRecord.objects.filter(happened_at__lt=before).values_list("pk", flat=True)[:BATCH])
    return EventRecord.objects.filter(pk__in=past).delete()[0]


def _open_the_logs() -> None:
    """Let this transaction, and no other, remove from the logs that can only be added to."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL vraagbaak.retention = 'on'")


_STEPS: Mapping[str, Callable[[datetime], int]] = {
    RetentionKind.CONTACT_TEXT: _erase_words,
    RetentionKind.PARTY: _remove_parties,
    RetentionKind.ACCESS_LOG: _remove_accesses,
    RetentionKind.EVENT_RECORD: _remove_events,
    RetentionKind.SEARCH_ENTRY: _remove_searches,
    RetentionKind.DRAFT: _remove_drafts,
    RetentionKind.TRACE: remove_traces,
}
