"""A conversation at the desk: open it, keep what is typed, close it, undo."""

import json
import uuid
from collections.abc import Iterable

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.contacts.actions.closing import CannotClose, close_contact, reopen_contact
from vraagbaak.contacts.actions.drafts import (
    ConversationClosed,
    Saved,
    drop_conversation,
    park_conversation,
    pick_up_call,
    remove_question,
    save_draft,
    take_up_conversation,
)
from vraagbaak.contacts.actions.identifying import BsnIsWrong, note_bsn
from vraagbaak.contacts.actions.parties import BsnNotAllowed
from vraagbaak.contacts.queries.calls import ringing_call
from vraagbaak.contacts.queries.drafts import channel_named, conversation_for, open_conversations
from vraagbaak.contacts.rules.drafts import is_field
from vraagbaak.core.navigation import entries_for
from vraagbaak.core.personal import find_personal_data
from vraagbaak.desk.queries import workspace_for
from vraagbaak.desk.wording import sentences_for, warning_for
from vraagbaak.insight.queries.spikes import spikes_going_on
from vraagbaak.people.access import DESK_ROLES, EVERYONE, only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.queries import names_of

FREE_TEXT = (".words", ".need", ".answer", ".needed")


@require_GET
@only_for(*EVERYONE)
def start(request: AgentRequest) -> HttpResponse:
    """The start page: the desk for who works there, the first page of the menu for others."""
    if request.user.has_role(*DESK_ROLES):
        return redirect("desk:home")
    entries = entries_for(request.user)
    return redirect(entries[0].url if entries else "people:account")


@require_GET
@only_for(*DESK_ROLES)
def conversation(request: AgentRequest, draft: uuid.UUID | None = None) -> HttpResponse:
    """The desk, with this conversation or ready for a new one."""
    workspace = workspace_for(request.user, draft, question=request.GET.get("vraag", ""))
    if workspace is None:
        raise Http404
    closed = _uuid(request.GET.get("gesloten", ""))
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    page = {"workspace": workspace, "closed": closed}
    if is_part:
        return render(request, "desk/_workspace.html", page)
    return render(request, "desk/desk.html", page | {"spikes": spikes_going_on(request.user)})


@require_GET
@only_for(*DESK_ROLES)
def tabs(request: AgentRequest) -> HttpResponse:
    """The agent's open conversations, with the one on the screen marked."""
    here, found = _uuid(request.GET.get("hier", "")), open_conversations(request.user)
    is_known = any(tab.draft.uuid == here for tab in found) or (here and conversation_for(request.user, here))
    return render(request, "desk/_tab_list.html", {"tabs": found, "here": here, "is_new": not is_known})


@require_GET
@only_for(*DESK_ROLES)
def begin(request: AgentRequest) -> HttpResponse:
    """Begin a conversation from a link, as a telephone exchange or a colleague gives it."""
    channel = channel_named(request.GET.get("kanaal", ""))
    if channel is None:
        raise Http404
    begun = pick_up_call(channel=channel, by=request.user, number=request.GET.get("nummer", ""))
    return redirect("desk:conversation", begun.uuid)


@require_GET
@only_for(*DESK_ROLES)
def ringing(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """A call that rings at this agent: who it probably is and what is still open for them."""
    call = ringing_call(request.user, draft)
    if call is None:
        raise Http404
    return render(request, "desk/_ringing.html", {"call": call})


@require_POST
@only_for(*DESK_ROLES)
def keep(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Keep what was typed since the last time; answers what the screen must know."""
    try:
        saved = save_draft(
            draft,
            changes=_changes(request),
            base=_number(request.POST.get("revision")),
            by=request.user,
            channel=channel_named(request.POST["kanaal"]) if request.POST.get("kanaal") else None,
        )
    except ConversationClosed:
        return JsonResponse({"closed": True}, status=410)
    return JsonResponse(_told(saved, _changes(request)))


@require_POST
@only_for(*DESK_ROLES)
def close(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Register the conversation and make the desk ready for the next one."""
    changes = _changes(request)
    try:
        _note_typed_bsn(request, draft)
        close_contact(
            draft,
            changes=changes,
            base=_number(request.POST.get("revision")),
            by=request.user,
            channel=channel_named(request.POST.get("kanaal", "")),
        )
    except ConversationClosed:
        return _go(request, reverse("desk:home"))
    except CannotClose as refusal:
        return _refused(request, draft, refusal)
    return _go(request, f"{reverse('desk:home')}?gesloten={draft}")


def _note_typed_bsn(request: AgentRequest, draft: uuid.UUID) -> None:
    """Keep a citizen service number that was typed just before closing; refused beside its field when it is none."""
    if not (typed := request.POST.get("bsn", "").replace("\x00", "").strip()):
        return
    try:
        note_bsn(draft, typed, by=request.user, channel=channel_named(request.POST.get("kanaal", "")))
    except BsnIsWrong:
        raise CannotClose({"bsn": "bsn"}) from None
    except BsnNotAllowed:
        return


@require_POST
@only_for(*DESK_ROLES)
def undo_close(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Take a close back within its seconds."""
    try:
        reopen_contact(draft, by=request.user)
    except ConversationClosed:
        raise Http404 from None
    return _go(request, reverse("desk:conversation", args=[draft]))


@require_POST
@only_for(*DESK_ROLES)
def park(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Stop the clock and go on with something else."""
    park_conversation(draft, by=request.user)
    return _go(request, reverse("desk:home"))


@require_POST
@only_for(*DESK_ROLES)
def take_up(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Go on with a parked conversation."""
    take_up_conversation(draft, by=request.user)
    return _go(request, reverse("desk:conversation", args=[draft]))


@require_POST
@only_for(*DESK_ROLES)
def drop(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Throw an empty conversation away; one with text stays open."""
    dropped = drop_conversation(draft, by=request.user)
    return _go(request, reverse("desk:home") if dropped else reverse("desk:conversation", args=[draft]))


@require_POST
@only_for(*DESK_ROLES)
def remove(request: AgentRequest, draft: uuid.UUID, question: str) -> HttpResponse:
    """Take one question out of the conversation."""
    try:
        remove_question(draft, question=question, by=request.user)
    except ConversationClosed:
        raise Http404 from None
    return _go(request, reverse("desk:conversation", args=[draft]))


@require_GET
@only_for(*DESK_ROLES)
def state(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """What colleagues typed here since the revision that this screen knows."""
    workspace = workspace_for(request.user, draft)
    if workspace is None or workspace.is_new:
        raise Http404
    since, me = _number(request.GET.get("revisie")), str(request.user.uuid)
    fields = workspace.conversation.content.fields
    theirs = {name: typed for name, typed in fields.items() if typed.revision > since and typed.by != me}
    names = _names(typed.by for typed in theirs.values())
    return JsonResponse(
        {
            "revision": workspace.conversation.draft.revision,
            "fields": {name: {"value": typed.value, "by": names.get(typed.by, "")} for name, typed in theirs.items()},
        }
    )


def _changes(request: AgentRequest) -> dict[str, str]:
    typed = ((name, value) for name, value in request.POST.items() if isinstance(value, str) and is_field(name))
    return {name: value.replace("\x00", "") for name, value in typed}


def _told(saved: Saved, changes: dict[str, str]) -> dict[str, object]:
    names = _names(conflict.by for conflict in saved.conflicts)
    findings = {
        name: warning_for([finding.kind for finding in found])
        for name, value in changes.items()
        if name.endswith(FREE_TEXT) and (found := find_personal_data(value))
    }
    return {
        "revision": saved.draft.revision,
        "saved": timezone.localtime(saved.draft.saved_at).strftime("%H:%M"),
        "conflicts": {
            conflict.field: {"value": conflict.theirs, "by": names.get(conflict.by, "")} for conflict in saved.conflicts
        },
        "refused": sentences_for(dict.fromkeys(saved.too_long, "too_long") | dict.fromkeys(saved.no_room, "no_room")),
        "warnings": findings,
    }


def _refused(request: AgentRequest, draft: uuid.UUID, refusal: CannotClose) -> HttpResponse:
    """Show the same conversation, with all that was typed and what lacks."""
    lacks, typed = sentences_for(refusal.lacks), _changes(request)
    workspace = workspace_for(request.user, draft, question=request.POST.get("vraag", ""), lacks=lacks, typed=typed)
    if workspace is None:
        channel = channel_named(request.POST.get("kanaal", ""))
        save_draft(draft, changes=typed, base=0, by=request.user, channel=channel)
        workspace = workspace_for(request.user, draft, lacks=lacks, typed=typed)
    template = "desk/_workspace.html" if request.htmx else "desk/desk.html"
    return render(request, template, {"workspace": workspace}, status=422)


def _go(request: AgentRequest, address: str) -> HttpResponse:
    """Go on at an address: a page by redirect, the desk's part by htmx."""
    if request.htmx:
        response = HttpResponse(status=204)
        go = {"path": address, "target": "#workspace", "swap": "outerHTML", "select": "#workspace"}
        response["HX-Location"] = json.dumps(go)
        return response
    return HttpResponseRedirect(address)


def _names(agents: Iterable[str]) -> dict[str, str]:
    """The names of who typed, by the text of their ids."""
    ids = {found for agent in agents if (found := _uuid(agent)) is not None}
    return {str(agent): name for agent, name in names_of(ids).items()} if ids else {}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
