"""Keeping articles true: confirmed at a review, expired after their last day, reminded of in time."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.core.queries import organisation
from vraagbaak.knowledge.actions.indexing import rewrite_index_part
from vraagbaak.knowledge.actions.owner_checks import owner_address
from vraagbaak.knowledge.actions.publishing import WrongState, put_up, release
from vraagbaak.knowledge.events import ArticleExpired, ArticleReviewed, ReviewReminderSent
from vraagbaak.knowledge.models import Article, Version
from vraagbaak.knowledge.rules.dates import must_remind
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK, is_over
from vraagbaak.people.models import Agent

_State = Article.State


class StillOver(Exception):
    """The last day has passed; a later one is needed before the article holds again."""


@transaction.atomic
def confirm_article(article: Article, *, review_on: date, valid_until: date | None, by: Agent) -> None:
    """Say that the text is still right and when to look again; its text and edit date stay as they are."""
    held = _locked(article)
    if held.published is None or held.state not in SHOWN_AT_THE_DESK:
        raise WrongState
    if is_over(valid_until, timezone.localdate()):
        raise StillOver
    held.review_on, held.valid_until, held.reminded_for = review_on, valid_until, None
    held.save(update_fields=["review_on", "valid_until", "reminded_for"])
    Version.objects.filter(pk=held.published.pk).update(checked_at=timezone.now(), checked_by=by.name)
    put_up(held, held.published, by=by)
    announce(ArticleReviewed(article=held.uuid, version=held.published.uuid, review_on=review_on), by=by.uuid)


@transaction.atomic
def expire_article(article: Article, *, today: date) -> bool:
    """Mark an article that is past its last day as expired; once."""
    held = _locked(article)
    if held.state != _State.PUBLISHED or not is_over(held.valid_until, today):
        return False
    held.state = _State.EXPIRED
    held.save(update_fields=["state"])
    rewrite_index_part(held)
    announce(ArticleExpired(article=held.uuid), by=None)
    publish("knowledge", str(held.uuid))
    return True


@transaction.atomic
def begin_article(article: Article, *, today: date) -> bool:
    """Let an article that waited for its first day go out; once."""
    held = _locked(article)
    if not held.is_scheduled or held.pending is None or (held.valid_from is not None and held.valid_from > today):
        return False
    return release(held, today=today, by=None)


@transaction.atomic
def remind_of_review(article: Article, *, today: date) -> bool:
    """Mail editor and owner that a review comes up, a week ahead; once for each review date."""
    held = _locked(article)
    if held.state not in SHOWN_AT_THE_DESK or held.published is None or held.review_on is None:
        return False
    if not must_remind(held.review_on, held.reminded_for, today):
        return False
    held.reminded_for = held.review_on
    held.save(update_fields=["reminded_for"])
    announce(ReviewReminderSent(article=held.uuid, review_on=held.review_on), by=None)
    _mail_reminder(held, held.published)
    return True


def _mail_reminder(article: Article, version: Version) -> None:
    author = version.author.email if version.author and version.author.is_active else ""
    link = settings.BASE_URL + reverse("knowledge:article", args=[article.uuid])
    facts = {"article": article, "version": version, "link": link, "organisation": organisation()}
    subject = " ".join((_("Still right? %(title)s") % {"title": version.title}).split())
    message = render_to_string("knowledge/mail/review_reminder.txt", facts)
    for address in dict.fromkeys(filter(None, (author, owner_address(article)))):
        send_mail(subject=subject, message=message, from_email=None, recipient_list=[address])


def _locked(article: Article) -> Article:
    held = Article.objects.select_for_update(of=("self",)).select_related(
        "topic__department__head", "published__author", "pending"
    )
    return held.get(pk=article.pk)
