"""Background work of knowledge: mail to owners and editors, and what comes round each night."""

from datetime import UTC, datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vraagbaak.knowledge.actions import owner_checks, reviewing
from vraagbaak.knowledge.queries import nightly

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)


@app.task(name="knowledge.send_owner_check", retry=PATIENT)
def send_owner_check(*, check: str) -> None:
    """Mail an owner the link to check a text; not when it was sent, answered or withdrawn meanwhile."""
    if (found := nightly.check_named(check)) is not None:
        owner_checks.send_owner_check(found)


@app.task(name="knowledge.send_owner_notice", retry=PATIENT)
def send_owner_notice(*, version: str) -> None:
    """Mail an owner what changed."""
    if (found := nightly.version_named(version)) is not None:
        owner_checks.send_owner_notice(found)


@app.task(name="knowledge.tell_editor", retry=PATIENT)
def tell_editor(*, check: str) -> None:
    """Mail an editor what the owner answered."""
    if (found := nightly.check_named(check)) is not None:
        owner_checks.send_verdict(found)


@app.periodic(cron="10 0 * * *")
@app.task(name="knowledge.keep_articles_current", queueing_lock="knowledge.keep_articles_current", retry=PATIENT)
def keep_articles_current(timestamp: int) -> None:
    """Let articles begin, expire and be reminded of; running twice changes nothing more."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    for article in nightly.articles_that_begin(today):
        reviewing.begin_article(article, today=today)
    for article in nightly.articles_that_end(today):
        reviewing.expire_article(article, today=today)
    for article in nightly.articles_to_remind_of(today):
        reviewing.remind_of_review(article, today=today)
