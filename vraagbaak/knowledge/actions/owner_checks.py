"""The owning department checks a text: asked by mail with a signed link, answered once."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.core.events import announce
from vraagbaak.core.queries import organisation
from vraagbaak.core.signed_links import signed_link
from vraagbaak.knowledge.actions.publishing import NothingToPublish, WrongState, release
from vraagbaak.knowledge.events import ArticleSentToOwner, OwnerDecided, OwnerTold
from vraagbaak.knowledge.models import Article, OwnerCheck, Version
from vraagbaak.knowledge.queries.checks import SALT
from vraagbaak.knowledge.rules.dates import link_expires
from vraagbaak.knowledge.rules.life import may_become
from vraagbaak.people.models import Agent

_Verdict = OwnerCheck.Verdict


class CheckClosed(Exception):
    """This check was answered, withdrawn or has expired."""


class OwnText(Exception):
    """Nobody checks what they wrote themselves."""


class RemarkNeeded(Exception):
    """Who does not agree says what must change."""


@transaction.atomic
def ask_owner(article: Article, *, email: str, due_on: date, by: Agent) -> OwnerCheck:
    """Ask the owner by mail to check the version that waits; an earlier request for the article is withdrawn."""
    held = _locked(article)
    if held.pending is None:
        raise NothingToPublish
    if held.published_id is None:
        if not may_become(held.state, Article.State.TO_CHECK):
            raise WrongState
        held.state = Article.State.TO_CHECK
        held.save(update_fields=["state"])
    withdraw_checks(held)
    check = OwnerCheck.objects.create(
        version=held.pending,
        sent_to=email,
        asked_by=by,
        due_on=due_on,
        expires_at=link_expires(timezone.now(), due_on),
    )
    announce(
        ArticleSentToOwner(article=held.uuid, version=held.pending.uuid, check=check.uuid, due_on=due_on), by=by.uuid
    )
    _later("send_owner_check", check=str(check.uuid))
    return check


@transaction.atomic
def send_owner_check(check: OwnerCheck) -> None:
    """Mail the link; not when it was sent, answered or withdrawn already."""
    held = OwnerCheck.objects.select_for_update(of=("self",)).filter(
        pk=check.pk, sent_at=None, verdict="", withdrawn_at=None
    )
    found = held.select_related("version__article__topic__department").first()
    if found is None:
        return
    found.sent_at = timezone.now()
    found.save(update_fields=["sent_at"])
    _mail(
        found.sent_to,
        _("Please check: %(title)s") % {"title": found.version.title},
        "owner_check",
        {"check": found, "version": found.version, "link": link_of(found)},
    )


@transaction.atomic
def decide_check(check: OwnerCheck, *, verdict: str, remark: str, name: str, by: Agent | None = None) -> bool:
    """Keep the owner's answer, once; when the owner agrees the text goes out. Tells whether it is out now."""
    now = timezone.now()
    held = _open_check(check)
    if held is None or held.expires_at <= now:
        raise CheckClosed
    if by is not None and held.version.author_id == by.pk:
        raise OwnText
    if verdict == _Verdict.AMEND and not remark.strip():
        raise RemarkNeeded
    held.verdict, held.remark, held.decided_at = _Verdict(verdict), remark.strip(), now
    held.decided_by = name.strip()[:160]
    held.save(update_fields=["verdict", "remark", "decided_at", "decided_by"])
    article = _locked(held.version.article)
    announce(
        OwnerDecided(article=article.uuid, version=held.version.uuid, check=held.uuid, verdict=held.verdict),
        by=by.uuid if by else None,
    )
    _later("tell_editor", check=str(held.uuid))
    if held.verdict == _Verdict.AMEND:
        _back_to_draft(article)
        return False
    Version.objects.filter(pk=held.version.pk).update(checked_at=now, checked_by=held.decided_by)
    return article.pending_id == held.version.pk and release(article, today=timezone.localdate(now), by=by)


@transaction.atomic
def tell_owner(version: Version, *, by: Agent) -> None:
    """Let the owner know of a change that went out without a check."""
    announce(OwnerTold(article=version.article.uuid, version=version.uuid), by=by.uuid)
    _later("send_owner_notice", version=str(version.uuid))


def send_owner_notice(version: Version) -> None:
    """Mail what changed to the owning department; nothing when it has no address."""
    address = owner_address(version.article)
    if address:
        link = settings.BASE_URL + reverse("knowledge:article", args=[version.article.uuid])
        _mail(
            address,
            _("Changed: %(title)s") % {"title": version.title},
            "owner_notice",
            {"version": version, "link": link},
        )


def send_verdict(check: OwnerCheck) -> None:
    """Mail the owner's answer to the editor who asked; nothing when that account is gone."""
    editor = check.asked_by
    if editor is not None and editor.is_active and check.verdict:
        link = settings.BASE_URL + reverse("knowledge:edit", args=[check.version.article.uuid])
        subject = _("Owner agrees: %(title)s") if check.verdict == _Verdict.AGREED else _("Must change: %(title)s")
        facts = {"check": check, "version": check.version, "link": link}
        _mail(editor.email, subject % {"title": check.version.title}, "verdict", facts)


def withdraw_checks(article: Article) -> None:
    """End the open requests for earlier texts of the article: their links work no more."""
    OwnerCheck.objects.filter(version__article=article, verdict="", withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def link_of(check: OwnerCheck) -> str:
    """The link by which the owner answers, signed with 256 bits; no table or queue ever holds it."""
    return signed_link("knowledge:owner_check", check.uuid, salt=SALT)


def owner_address(article: Article) -> str:
    """Where the owning department gets its mail: its own address, or else its head's."""
    return article.topic.department.mail_address


def _open_check(check: OwnerCheck) -> OwnerCheck | None:
    held = OwnerCheck.objects.select_for_update(of=("self",)).filter(pk=check.pk, verdict="", withdrawn_at=None)
    return held.select_related("version__article").first()


def _locked(article: Article) -> Article:
    held = Article.objects.select_for_update(of=("self",)).select_related("topic__department", "published", "pending")
    return held.get(pk=article.pk)


def _back_to_draft(article: Article) -> None:
    if article.state == Article.State.TO_CHECK:
        article.state = Article.State.DRAFT
        article.save(update_fields=["state"])


def _mail(to: str, subject: str, template: str, facts: dict[str, object]) -> None:
    message = render_to_string(f"knowledge/mail/{template}.txt", {**facts, "organisation": organisation()})
    send_mail(subject=" ".join(subject.split()), message=message, from_email=None, recipient_list=[to])


def _later(job: str, **facts: str) -> None:
    app.configure_task(f"knowledge.{job}").defer(**facts)
