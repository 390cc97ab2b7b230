"""The owner checks a text: asked by an editor, answered by link or by who is signed on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vraagbaak.knowledge.actions.owner_checks import CheckClosed, ask_owner, decide_check, owner_address
from vraagbaak.knowledge.actions.publishing import NothingToPublish, WrongState
from vraagbaak.knowledge.forms.checks import AskOwnerForm, OwnerVerdictForm, VerdictForm
from vraagbaak.knowledge.queries.articles import (
    EDITOR_ROLES,
    OWNER_ROLES,
    article_to_check,
    article_to_edit,
    open_check_of,
)
from vraagbaak.knowledge.queries.cards import card_of
from vraagbaak.knowledge.queries.checks import LinkState, check_behind, default_due, link_state
from vraagbaak.knowledge.queries.history import differences
from vraagbaak.people.access import only_for, open_to_all
from vraagbaak.people.http import AgentRequest


@require_http_methods(["GET", "POST"])
@only_for(*EDITOR_ROLES)
def ask(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Ask the owner to check the text that waits."""
    article = article_to_edit(request.user, uuid)
    if article is None or article.pending is None:
        raise Http404
    today, typed = timezone.localdate(), request.POST or None
    initial = {"email": owner_address(article), "due_on": default_due(article, today)}
    form = AskOwnerForm(typed, initial=initial, today=today)
    if form.is_valid():
        try:
            ask_owner(article, by=request.user, **form.cleaned_data)
        except (NothingToPublish, WrongState):
            messages.error(request, _("That cannot be done with this article now."))
        else:
            messages.success(request, _("The owner gets a mail with a link. You see the answer in your list."))
        return redirect("knowledge:article", article.uuid)
    shown = {"article": article, "latest": article.pending, "form": form, "open_check": open_check_of(article)}
    return render(request, "knowledge/ask_owner.html", shown, status=422 if typed else 200)


@require_http_methods(["GET", "POST"])
@only_for(*OWNER_ROLES)
def check(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Answer for the owning department, signed on."""
    article = article_to_check(request.user, uuid)
    asked = open_check_of(article) if article else None
    if article is None or asked is None or article.pending is None:
        raise Http404
    typed = request.POST or None
    form = VerdictForm(typed)
    if form.is_valid():
        try:
            is_out = decide_check(asked, name=request.user.name, by=request.user, **form.cleaned_data)
        except CheckClosed:
            messages.error(request, _("Somebody answered this already."))
        else:
            messages.success(request, _("Thank you. The text is out now.") if is_out else _("Thank you."))
        return redirect("knowledge:article", article.uuid)
    article.pending.article = article
    shown = {
        "article": article,
        "check": asked,
        "form": form,
        "card": card_of(article.pending, on=timezone.localdate()),
        "changes": differences(article.published, article.pending) if article.published else [],
    }
    return render(request, "knowledge/check.html", shown, status=422 if typed else 200)


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def owner_check(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's own page behind the link: one text, one form, nothing else."""
    asked = check_behind(token)
    if asked is None:
        raise Http404
    state = link_state(asked, timezone.now())
    if state is not LinkState.OPEN:
        return render(request, "knowledge/owner_check_closed.html", {"state": state.value}, status=410)
    typed = request.POST or None
    form = OwnerVerdictForm(typed)
    if form.is_valid():
        try:
            decide_check(asked, **form.cleaned_data)
        except CheckClosed:
            return render(request, "knowledge/owner_check_closed.html", {"state": "answered"}, status=410)
        return render(request, "knowledge/owner_check_done.html", {"verdict": form.cleaned_data["verdict"]})
    version = asked.version
    published = version.article.published
    shown = {
        "check": asked,
        "form": form,
        "card": card_of(version, on=timezone.localdate()),
        "changes": differences(published, version) if published and published.pk != version.pk else [],
    }
    return render(request, "knowledge/owner_check.html", shown, status=422 if typed else 200)
