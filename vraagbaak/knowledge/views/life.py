"""What becomes of an article: publish, withdraw, archive, confirm; its files."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.knowledge.actions.attachments import (
    FileNotAllowed,
    FileTooLarge,
    TooManyFiles,
    add_attachment,
    remove_attachment,
)
from vraagbaak.knowledge.actions.publishing import (
    NotChecked,
    NothingToPublish,
    WrongState,
    archive_article,
    publish_article,
    withdraw_article,
)
from vraagbaak.knowledge.actions.reviewing import StillOver, confirm_article
from vraagbaak.knowledge.forms.checks import AttachmentForm, ConfirmForm
from vraagbaak.knowledge.models import Article
from vraagbaak.knowledge.queries.articles import (
    EDITOR_ROLES,
    WORK_ROLES,
    article_to_edit,
    article_to_work_on,
    latest_version,
    readable_attachment,
)
from vraagbaak.knowledge.rules.dates import next_review
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent


@require_POST
@only_for(*EDITOR_ROLES)
def publish(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let the desk show what waits."""
    article = _to_edit(request, uuid)
    try:
        is_out = publish_article(article, by=request.user)
    except NotChecked:
        messages.error(request, _("The owner has to check this text first."))
        return redirect("knowledge:ask_owner", article.uuid)
    except (NothingToPublish, WrongState):
        messages.error(request, _("There is nothing to publish here any more."))
    else:
        messages.success(request, _("Published.") if is_out else _("Ready. It goes out by itself on its first day."))
    return redirect("knowledge:article", article.uuid)


@require_POST
@only_for(*EDITOR_ROLES)
def withdraw(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Make it a draft again."""
    return _changed(request, uuid, withdraw_article, _("It is a draft now. The desk does not show it."))


@require_POST
@only_for(*EDITOR_ROLES)
def archive(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Use it no more."""
    return _changed(request, uuid, archive_article, _("It is in the archive now. The desk does not show it."))


@require_http_methods(["GET", "POST"])
@only_for(*WORK_ROLES)
def confirm(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Say that the text is still right, and when to look again."""
    article = article_to_work_on(request.user, uuid)
    if article is None or article.published is None:
        raise Http404
    today, typed = timezone.localdate(), request.POST or None
    initial = {"review_on": next_review(today), "valid_until": article.valid_until}
    form = ConfirmForm(typed, initial=initial, today=today)
    if form.is_valid():
        try:
            confirm_article(article, by=request.user, **form.cleaned_data)
        except (StillOver, WrongState):
            form.add_error("valid_until", _("Choose a day that is still to come."))
        else:
            messages.success(request, _("Thank you. The text is confirmed."))
            return redirect("knowledge:article", article.uuid)
    shown = {"article": article, "latest": article.published, "form": form}
    return render(request, "knowledge/confirm.html", shown, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def attachments(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """The files of an article; add one."""
    article = _to_edit(request, uuid)
    sent = request.method == "POST"
    form = AttachmentForm(request.POST, request.FILES) if sent else AttachmentForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            add_attachment(article, name=file.name or "", content=file.read(), by=request.user)
        except FileNotAllowed:
            form.add_error(
                "file", _("We keep PDF, PNG, JPEG, Word (docx) and OpenDocument (odt) only, without macros.")
            )
        except FileTooLarge:
            form.add_error("file", _("This file is larger than 10 MB."))
        except TooManyFiles:
            form.add_error("file", _("An article has at most twenty files. Take one away first."))
        else:
            messages.success(request, _("The file was added."))
            return redirect("knowledge:attachments", article.uuid)
    shown = {"article": article, "latest": latest_version(article), "form": form, "files": article.attachments.all()}
    return render(request, "knowledge/attachments.html", shown, status=422 if sent else 200)


@require_GET
@only_for(*EVERYONE)
def attachment(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One file, to save; never opened in our own page's name."""
    found = readable_attachment(request.user, uuid)
    if found is None or not found.file.storage.exists(found.file.name or ""):
        raise Http404
    with found.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=found.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@only_for(*EDITOR_ROLES)
def attachment_remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take a file away."""
    found = readable_attachment(request.user, uuid)
    if found is None or article_to_edit(request.user, found.article.uuid) is None:
        raise Http404
    remove_attachment(found, by=request.user)
    messages.success(request, _("The file was taken away."))
    return redirect("knowledge:attachments", found.article.uuid)


def _to_edit(request: AgentRequest, uuid: UUID) -> Article:
    article = article_to_edit(request.user, uuid)
    if article is None:
        raise Http404
    return article


def _changed(request: AgentRequest, uuid: UUID, action: Callable[..., None], done: str) -> HttpResponse:
    article = _to_edit(request, uuid)
    by: Agent = request.user
    try:
        action(article, by=by)
    except WrongState:
        messages.error(request, _("That cannot be done with this article now."))
    else:
        messages.success(request, done)
    return redirect("knowledge:article", article.uuid)
