"""A resident: everything asked, what is known, merging, removing, and taking one's own data out."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.contacts.actions.exporting import export_party
from vraagbaak.contacts.actions.merging import CannotMerge, CannotUndoMerge, merge_parties, undo_merge
from vraagbaak.contacts.actions.parties import BsnIsTaken, BsnNotAllowed, change_party
from vraagbaak.contacts.actions.privacy import pseudonymise_party
from vraagbaak.contacts.forms.parties import PartyForm, RemovalForm
from vraagbaak.contacts.queries.exporting import Known
from vraagbaak.contacts.queries.parties import SeenParty, find_parties, merge_to_undo, party_for, party_to_keep
from vraagbaak.contacts.queries.scope import KEEPS_PARTIES, REMOVES_PARTIES, SEES_CONTACTS
from vraagbaak.core.export import Cell, Download, Row, json_response, table_response
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

FORMS = ("json", "xlsx")


@require_GET
@never_cache
@only_for(*SEES_CONTACTS)
def party(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One resident with everything asked."""
    seen = _seen(request, uuid)
    return render(request, "contacts/party.html", {"seen": seen, "party": seen.party})


@require_http_methods(["GET", "POST"])
@never_cache
@only_for(*KEEPS_PARTIES)
def change(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change what is known of a resident."""
    seen = _seen(request, uuid)
    if not seen.may_change:
        raise Http404
    form = PartyForm(request.POST or None, seen=seen)
    if form.is_valid():
        try:
            change_party(seen.party, form.details(), by=request.user)
        except BsnIsTaken:
            form.add_error("bsn", _("Another resident has this number. Perhaps the two are one: merge them."))
        except BsnNotAllowed as error:
            raise Http404 from error
        else:
            messages.success(request, _("Saved."))
            return redirect("contacts:party", uuid)
    page = {"form": form, "seen": seen, "party": seen.party}
    return render(request, "contacts/party_change.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@never_cache
@only_for(*KEEPS_PARTIES)
def merge(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Find who is the same resident, by POST since a name is typed; and merge with the one chosen."""
    kept = party_to_keep(request.user, uuid)
    if kept is None:
        raise Http404
    if request.POST.get("other"):
        return _merge(request, uuid)
    words = request.POST.get("words", "")[:200]
    found = find_parties(request.user, words, limit=20, but=kept.pk) if words else None
    return render(request, "contacts/party_merge.html", {"party": kept, "words": words, "found": found})


@require_POST
@only_for(*KEEPS_PARTIES)
def unmerge(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Make two of them again."""
    found = merge_to_undo(request.user, uuid)
    if found is None:
        raise Http404
    try:
        back = undo_merge(found, by=request.user)
    except CannotUndoMerge:
        raise Http404 from None
    messages.success(request, _("They are two residents again. This is the one that came back."))
    return redirect("contacts:party", back.uuid)


@require_http_methods(["GET", "POST"])
@never_cache
@only_for(*REMOVES_PARTIES)
def remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Remove a resident's data for good; contacts and counts stay."""
    seen = _seen(request, uuid)
    if not seen.may_remove:
        raise Http404
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        pseudonymise_party(seen.party, by=request.user)
        messages.success(request, _("The data was removed. The contacts stay, without this person."))
        return redirect("contacts:party", uuid)
    page = {"form": form, "seen": seen, "party": seen.party}
    return render(request, "contacts/party_remove.html", page, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@only_for(Role.PRIVACY_OFFICER)
def take_out(request: AgentRequest, uuid: UUID, form: str) -> HttpResponseBase:
    """All that is known of a resident, who asked for it."""
    found = party_to_keep(request.user, uuid)
    if found is None or form not in FORMS:
        raise Http404
    known = export_party(found, form=form, by=request.user)
    name = f"inzage-{found.uuid.hex[:8]}"
    if form == "xlsx":
        return _workbook(name, known)
    content = {
        "persoon": known.person,
        "adressen": list(known.addresses),
        "vragen": list(known.questions),
        "gezienDoor": list(known.seen_by),
    }
    return json_response(name, content)


def _merge(request: AgentRequest, uuid: UUID) -> HttpResponse:
    kept, gone = party_to_keep(request.user, uuid), party_to_keep(request.user, _uuid(request.POST["other"]))
    if kept is None or gone is None:
        raise Http404
    try:
        merge_parties(kept, gone, by=request.user)
    except CannotMerge:
        messages.error(request, _("These two could not be merged. Look whether a colleague was first."))
    else:
        messages.success(request, _("They are one resident now. You can undo this below."))
    return redirect("contacts:party", kept.uuid)


def _seen(request: AgentRequest, uuid: UUID) -> SeenParty:
    seen = party_for(request.user, uuid, cursor=request.GET.get("vanaf"))
    if seen is None:
        raise Http404
    return seen


def _workbook(name: str, known: Known) -> Download:
    """Everything in one sheet: what it is about, what it is called, what is known."""
    rows: list[Row] = [(_("Person"), key, value) for key, value in known.person.items()]
    parts: Sequence[tuple[str, Sequence[Mapping[str, Cell]]]] = (
        (_("Address"), known.addresses),
        (_("Question"), known.questions),
        (_("Seen by"), known.seen_by),
    )
    for part, lines in parts:
        for number, line in enumerate(lines, start=1):
            rows += [(f"{part} {number}", key, value) for key, value in line.items()]
    return table_response(name, "xlsx", [_("Part"), _("What"), _("Known")], rows)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
