"""The check of an owner, found by its signed link or by who works on the article."""

from datetime import date, datetime
from enum import Enum

from django.db.models import QuerySet

from vraagbaak.core.signed_links import named_by
from vraagbaak.directory.queries import department_calendar
from vraagbaak.knowledge.models import Article, OwnerCheck
from vraagbaak.knowledge.rules.dates import check_due

SALT = "knowledge.owner_check"


class LinkState(Enum):
    """What the owner's link still does."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def check_behind(token: str) -> OwnerCheck | None:
    """The check that this link was made for; None when we did not sign it."""
    name = named_by(token, salt=SALT)
    return _checks().filter(uuid=name).first() if name else None


def link_state(check: OwnerCheck, now: datetime) -> LinkState:
    """Whether the check can still be answered, and if not, why."""
    if check.verdict:
        return LinkState.ANSWERED
    if check.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    return LinkState.EXPIRED if check.expires_at <= now else LinkState.OPEN


def default_due(article: Article, today: date) -> date:
    """The day before which the owner is asked to answer, in the department's own working days."""
    return check_due(today, department_calendar(article.topic.department))


def _checks() -> QuerySet[OwnerCheck]:
    return OwnerCheck.objects.select_related(
        "version__article__topic__department",
        "version__article__topic__intake",
        "version__article__intake",
        "version__article__published",
    )
