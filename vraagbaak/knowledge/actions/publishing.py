"""What the desk shows: publish, withdraw, archive, take out of the archive."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.knowledge.actions.indexing import rewrite_index_part
from vraagbaak.knowledge.events import ArticleArchived, ArticleExpired, ArticlePublished, ArticleWithdrawn
from vraagbaak.knowledge.models import Article, OwnerCheck, ReadMark, Version
from vraagbaak.knowledge.queries.articles import demand_now
from vraagbaak.knowledge.rules.dates import next_review
from vraagbaak.knowledge.rules.life import TYPO, begins_later, is_over, may_become
from vraagbaak.people.models import Agent

_State = Article.State


class NotChecked(Exception):
    """The owner must agree with this text first."""


class NothingToPublish(Exception):
    """No version waits."""


class WrongState(Exception):
    """An article in this state cannot become that."""


@transaction.atomic
def publish_article(article: Article, *, by: Agent) -> bool:
    """Let the desk show the version that waits; refused when the owner must check it first.

    An article whose first day is still to come goes out that night; tells whether it is out now.
    """
    held = _locked(article)
    if held.pending is None:
        raise NothingToPublish
    if demand_now(held).needs_check:
        raise NotChecked
    if not may_become(held.state, _State.PUBLISHED):
        raise WrongState
    return release(held, today=timezone.localdate(), by=by)


def release(article: Article, *, today: date, by: Agent | None) -> bool:
    """Put the version that waits up now, or on the first day; the caller holds the article and may publish it."""
    if article.pending is None:
        raise NothingToPublish
    if article.published_id is None and begins_later(article.valid_from, today):
        article.is_scheduled = True
        article.save(update_fields=["is_scheduled"])
        return False
    put_up(article, article.pending, by=by)
    return True


def put_up(article: Article, version: Version, *, by: Agent | None) -> None:
    """Make this version what the desk shows; an article that is past its last day shows as expired."""
    now, was, was_state = timezone.now(), article.published, article.state
    expired = is_over(article.valid_until, timezone.localdate())
    article.published, article.state = version, _State.EXPIRED if expired else _State.PUBLISHED
    article.pending = None if article.pending_id == version.pk else article.pending
    article.is_scheduled = False
    is_new = was is None or was.pk != version.pk
    if is_new:
        article.review_on = article.review_on or next_review(timezone.localdate(now))
    article.save(update_fields=["published", "state", "pending", "is_scheduled", "review_on"])
    rewrite_index_part(article)
    if is_new:
        Version.objects.filter(pk=version.pk).update(published_at=now)
        if was is not None and version.weight == TYPO:
            _keep_marks(was, version)
        announce(ArticlePublished(article=article.uuid, version=version.uuid), by=by.uuid if by else None)
    if article.state == _State.EXPIRED != was_state:
        announce(ArticleExpired(article=article.uuid), by=by.uuid if by else None)
    publish("knowledge", str(article.uuid))


@transaction.atomic
def withdraw_article(article: Article, *, by: Agent) -> None:
    """Make an article a draft again, which the desk does not show; also takes one out of the archive."""
    held = _locked(article)
    _become(held, _State.DRAFT)
    held.pending = held.pending or held.published or held.versions.order_by("-number").first()
    held.published, held.is_scheduled = None, False
    _leave_the_desk(held)
    announce(ArticleWithdrawn(article=held.uuid), by=by.uuid)


@transaction.atomic
def archive_article(article: Article, *, by: Agent) -> None:
    """Keep an article for what was answered with it, and use it no more."""
    held = _locked(article)
    _become(held, _State.ARCHIVED)
    held.is_scheduled = False
    _leave_the_desk(held)
    announce(ArticleArchived(article=held.uuid), by=by.uuid)


def _locked(article: Article) -> Article:
    held = Article.objects.select_for_update(of=("self",)).select_related("topic__department", "published", "pending")
    return held.get(pk=article.pk)


def _become(article: Article, state: str) -> None:
    if article.state == state or not may_become(article.state, state):
        raise WrongState
    article.state = state


def _leave_the_desk(article: Article) -> None:
    article.save(update_fields=["state", "pending", "published", "is_scheduled"])
    OwnerCheck.objects.filter(version__article=article, verdict="", withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    rewrite_index_part(article)
    publish("knowledge", str(article.uuid))


def _keep_marks(was: Version, now: Version) -> None:
    """Who had read or checked the text need not do so again for a typing error."""
    marks = ReadMark.objects.filter(version=was).values_list("agent_id", "read_at")
    ReadMark.objects.bulk_create(
        [ReadMark(version=now, agent_id=agent, read_at=read_at) for agent, read_at in marks], ignore_conflicts=True
    )
    Version.objects.filter(pk=now.pk, checked_at=None).update(checked_at=was.checked_at, checked_by=was.checked_by)
