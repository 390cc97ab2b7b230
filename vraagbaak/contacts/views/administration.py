"""Administration of channels, texts to insert and terms."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vraagbaak.contacts.actions.retention import set_term
from vraagbaak.contacts.actions.texts import (
    KeyTaken,
    LastChannel,
    add_channel,
    change_channel,
    keep_snippet,
    remove_snippet,
)
from vraagbaak.contacts.forms.administration import ChannelForm, SnippetForm, TermsForm
from vraagbaak.contacts.models import Snippet
from vraagbaak.contacts.queries.drafts import all_channels, channel_to_keep
from vraagbaak.contacts.queries.retention import reports, terms
from vraagbaak.contacts.queries.snippets import KEEPS_SHARED, own_snippets, shared_snippets, snippet_to_keep
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

SETS_TERMS = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
USES_SNIPPETS = (*DESK_ROLES, Role.ADMINISTRATOR)


@require_http_methods(["GET", "POST"])
@only_for(Role.ADMINISTRATOR)
def channels(request: AgentRequest) -> HttpResponse:
    """The channels, and a new one."""
    form = ChannelForm(request.POST or None)
    if form.is_valid():
        try:
            add_channel(form.cleaned_data["key"], form.details(), by=request.user)
        except KeyTaken:
            form.add_error("key", _("Another channel has this key. Choose another."))
        else:
            messages.success(request, _("The channel was added."))
            return redirect("contacts:channels")
    page = {"form": form, "channels": all_channels()}
    return render(request, "contacts/channels.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@only_for(Role.ADMINISTRATOR)
def channel(request: AgentRequest, key: str) -> HttpResponse:
    """Rename, order or stop offering one channel."""
    found = channel_to_keep(key)
    if found is None:
        raise Http404
    form = ChannelForm(request.POST or None, channel=found)
    if form.is_valid():
        try:
            change_channel(found, form.details(), by=request.user)
        except LastChannel:
            form.add_error("is_active", _("The desk needs at least one channel in use."))
        else:
            messages.success(request, _("The channel was saved."))
            return redirect("contacts:channels")
    page = {"form": form, "channel": found}
    return render(request, "contacts/channel.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@only_for(*USES_SNIPPETS)
def snippets(request: AgentRequest) -> HttpResponse:
    """One's own texts to insert and everybody's, and a new one."""
    may_share = request.user.has_role(*KEEPS_SHARED)
    form = SnippetForm(request.POST or None)
    if form.is_valid():
        is_shared = may_share and request.POST.get("is_shared") == "on"
        try:
            keep_snippet(Snippet(owner=None if is_shared else request.user), **form.cleaned_data, by=request.user)
        except KeyTaken:
            form.add_error("key", _("There is a text with this key already. Choose another."))
        else:
            messages.success(request, _("The text was added."))
            return redirect("contacts:snippets")
    page = {"form": form, "own": own_snippets(request.user), "shared": shared_snippets(), "may_share": may_share}
    return render(request, "contacts/snippets.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@only_for(*USES_SNIPPETS)
def snippet(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change one text to insert."""
    found = snippet_to_keep(request.user, uuid)
    if found is None:
        raise Http404
    form = SnippetForm(request.POST or None, initial={"key": found.key, "text": found.text})
    if form.is_valid():
        try:
            keep_snippet(found, **form.cleaned_data, by=request.user)
        except KeyTaken:
            form.add_error("key", _("There is a text with this key already. Choose another."))
        else:
            messages.success(request, _("The text was saved."))
            return redirect("contacts:snippets")
    page = {"form": form, "snippet": found}
    return render(request, "contacts/snippet.html", page, status=422 if form.is_bound else 200)


@require_POST
@only_for(*USES_SNIPPETS)
def snippet_remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Remove one text to insert."""
    found = snippet_to_keep(request.user, uuid)
    if found is None:
        raise Http404
    remove_snippet(found, by=request.user)
    messages.success(request, _("The text was removed."))
    return redirect("contacts:snippets")


@require_http_methods(["GET", "POST"])
@only_for(*SETS_TERMS)
def retention(request: AgentRequest) -> HttpResponse:
    """How long each kind of record is kept, and what was removed in the last nights."""
    form = TermsForm(request.POST or None, terms=terms())
    if form.is_valid():
        for kind, months in form.cleaned_data.items():
            set_term(kind, months, by=request.user)
        messages.success(request, _("The terms were saved. They hold from tonight."))
        return redirect("contacts:retention")
    page = {"form": form, "reports": reports()}
    return render(request, "contacts/retention.html", page, status=422 if form.is_bound else 200)
