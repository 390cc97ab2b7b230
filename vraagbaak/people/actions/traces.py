"""Removing each night what is left of sign-on and of mail, once nothing waits for it any more."""

from datetime import datetime, timedelta
from pathlib import Path

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vraagbaak.people.models import Invitation

ATTEMPTS_COUNT_FOR = timedelta(days=1)  # far longer than anybody has to wait after failing


@transaction.atomic
def remove_traces(before: datetime) -> int:
    """Remove sessions and failed attempts that are over, and invitations and kept mail from before this moment."""
    return _sessions() + _attempts() + _invitations(before) + _kept_mail(before)


def _sessions() -> int:
    """What a browser showed itself with; the event log keeps who signed on and off."""
    over, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    living = Session.objects.values("session_key")
    notes: int = UserSession.objects.exclude(session_key__in=living).delete()[0]
    return max(over, notes)


def _attempts() -> int:
    """What was typed as a name, and from where."""
    past = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_COUNT_FOR)
    count: int = past.count()
    past.delete()
    return count


def _invitations(before: datetime) -> int:
    """Accepted, withdrawn or left until they could not be accepted any more."""
    ended = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    removed, _ = Invitation.objects.filter(ended).delete()
    return removed


def _kept_mail(before: datetime) -> int:
    """Mail that was kept as a file because there is no mail server."""
    past = [file for file in Path(settings.EMAIL_FILE_PATH).glob("*.log") if file.stat().st_mtime < before.timestamp()]
    for file in past:
        file.unlink(missing_ok=True)
    return len(past)
