"""What background work needs: articles whose day has come, and what a job was named after."""

import uuid
from datetime import date

from django.db.models import F, Q, QuerySet

from vraagbaak.knowledge.models import Article, OwnerCheck, Version
from vraagbaak.knowledge.rules.dates import REMIND_AHEAD
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK


def articles_that_begin(today: date) -> QuerySet[Article]:
    """Articles that wait for their first day, which has come."""
    return Article.objects.filter(Q(valid_from=None) | Q(valid_from__lte=today), is_scheduled=True)


def articles_that_end(today: date) -> QuerySet[Article]:
    """Published articles that are past their last day."""
    return Article.objects.filter(state=Article.State.PUBLISHED, valid_until__lt=today)


def articles_to_remind_of(today: date) -> QuerySet[Article]:
    """Articles whose review comes up and of which nobody was reminded yet."""
    return Article.objects.filter(state__in=SHOWN_AT_THE_DESK, review_on__lte=today + REMIND_AHEAD).exclude(
        reminded_for=F("review_on")
    )


def check_named(name: str) -> OwnerCheck | None:
    """The check of that UUID, or None."""
    found = OwnerCheck.objects.filter(uuid=uuid.UUID(name))
    return found.select_related("version__article__topic__department", "asked_by").first()


def version_named(name: str) -> Version | None:
    """The version of that UUID, or None."""
    found = Version.objects.filter(uuid=uuid.UUID(name))
    return found.select_related("article__topic__department__head").first()
