"""The access log of personal data: who saw whose, and for what."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from vraagbaak.core.models import AccessRecord
from vraagbaak.core.trace import current_trace


def log_access(subjects: Iterable[uuid.UUID], *, by: uuid.UUID | None, purpose: str) -> None:
    """Note that these persons' data was shown; one statement however many there are."""
    trace, now = current_trace(), timezone.now()
    seen = [
        AccessRecord(subject=subject, actor=by, purpose=purpose, trace=trace.id, happened_at=now)
        for subject in dict.fromkeys(subjects)
    ]
    if len(seen) == 1:
        seen[0].save(force_insert=True)  # by itself it needs no transaction around it
    else:
        AccessRecord.objects.bulk_create(seen)
