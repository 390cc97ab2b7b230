"""The terms that hold, what is past them, and what was removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q

from vraagbaak.contacts.models import (
    Contact,
    Draft,
    Party,
    PartyMerge,
    Question,
    RetentionKind,
    RetentionReport,
    RetentionTerm,
)
from vraagbaak.contacts.rules.retention import DEFAULT_MONTHS

NIGHTS_SHOWN = 60


@dataclass(frozen=True)
class Term:
    """How long a kind is kept, and whether an administrator said so."""

    kind: str
    months: int
    is_default: bool

    @property
    def label(self) -> str:
        """The kind as people read it."""
        return str(RetentionKind(self.kind).label)


def terms() -> Sequence[Term]:
    """The terms of all kinds, in order."""
    chosen = dict(RetentionTerm.objects.values_list("kind", "months"))
    return [Term(kind, chosen.get(kind, DEFAULT_MONTHS[kind]), kind not in chosen) for kind in RetentionKind.values]


def reports() -> Sequence[RetentionReport]:
    """What was removed in the last nights, newest first."""
    return list(RetentionReport.objects.all()[: NIGHTS_SHOWN * len(RetentionKind.values)])


def questions_past(before: datetime, *, limit: int) -> list[int]:
    """Questions whose words are past their term and still there."""
    something_left = ~Q(words="", need="", answer="", intake=[], measured={}) | ~Q(contact__caller_number="")
    past = Question.objects.filter(something_left, asked_at__lt=before)
    return list(past.order_by("asked_at", "id").values_list("pk", flat=True)[:limit])


def parties_past(before: datetime, *, limit: int) -> Sequence[Party]:
    """Residents with contacts of whom the last is past the term."""
    merged = PartyMerge.objects.filter(gone=OuterRef("pk"), undone_at=None)
    living = Party.objects.filter(pseudonymised_at=None).exclude(Exists(merged))
    last = living.annotate(last=Max("contacts__closed_at")).filter(last__lt=before)
    return list(last.order_by("pk")[:limit])


def orphans_past(before: datetime, *, limit: int) -> list[int]:
    """Residents without any contact, conversation or merge, known since before this moment."""
    used = Q(Exists(Contact.objects.filter(party=OuterRef("pk")))) | Q(
        Exists(Draft.objects.filter(party=OuterRef("pk")))
    )
    merged = Q(Exists(PartyMerge.objects.filter(Q(kept=OuterRef("pk")) | Q(gone=OuterRef("pk")))))
    alone = Party.objects.filter(created_at__lt=before).exclude(used | merged)
    return list(alone.order_by("pk").values_list("pk", flat=True)[:limit])
