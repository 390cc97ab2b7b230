"""The questions of a period."""

from datetime import timedelta

from django.db.models import Q

from vraagbaak.core.moments import midnight
from vraagbaak.insight.rules.periods import Period


def asked_within(period: Period) -> Q:
    """The condition that keeps what was asked from the first day up to and including the last."""
    return Q(asked_at__gte=midnight(period.since), asked_at__lt=midnight(period.until + timedelta(days=1)))
