"""Who the resident at the desk is."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from vraagbaak.contacts.actions.drafts import ConversationClosed
from vraagbaak.contacts.actions.identifying import BsnIsWrong, choose_resident, note_bsn
from vraagbaak.contacts.actions.parties import BsnNotAllowed
from vraagbaak.contacts.queries.drafts import channel_named
from vraagbaak.contacts.queries.parties import party_to_keep
from vraagbaak.desk.queries import workspace_for
from vraagbaak.desk.wording import sentences_for
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest


@require_POST
@only_for(*DESK_ROLES)
def bsn(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Keep the citizen service number that was typed, and say whose it is; beside the field when it is none."""
    typed = request.POST.get("bsn", "").replace("\x00", "")
    channel = channel_named(request.POST.get("kanaal", ""))
    try:
        held = note_bsn(draft, typed, by=request.user, channel=channel)
    except (BsnNotAllowed, ConversationClosed):
        raise Http404 from None
    except BsnIsWrong:
        wrong = sentences_for({"bsn": "bsn"})["bsn"]
        page = {"draft": {"uuid": draft}, "typed": typed, "wrong": wrong}
        return render(request, "desk/_bsn.html", page, status=422)
    workspace = workspace_for(request.user, draft)
    if workspace is None or not request.htmx:
        return redirect("desk:conversation", draft)
    resident = held.party if held.party and workspace.bsn else None
    told = {"draft": held, "bsn": workspace.bsn, "resident": resident, "workspace": workspace, "is_answer": True}
    return render(request, "desk/_bsn.html", told)


@require_POST
@only_for(*DESK_ROLES)
def resident(request: AgentRequest, draft: uuid.UUID) -> HttpResponse:
    """Say that somebody who is known is the resident of this conversation, or take that back."""
    chosen = request.POST.get("inwoner", "")
    party = party_to_keep(request.user, _uuid(chosen)) if chosen else None
    if chosen and party is None:
        raise Http404
    try:
        choose_resident(draft, party, by=request.user)
    except ConversationClosed:
        raise Http404 from None
    if not request.htmx:
        return redirect("desk:conversation", draft)
    return render(request, "desk/_chosen.html", {"workspace": workspace_for(request.user, draft)})


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
