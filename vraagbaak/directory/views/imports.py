"""Reading files in and taking them away: show first what a file would change, then do exactly that."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vraagbaak.core.export import table_response
from vraagbaak.directory.actions import imports as actions
from vraagbaak.directory.forms import ImportForm
from vraagbaak.directory.models import ImportPlan
from vraagbaak.directory.queries import imports as queries
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

MOST_SHOWN = 200


@only_for(Role.ADMINISTRATOR)
def exchange(request: AgentRequest) -> HttpResponse:
    """Bring a file, or take one away."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        kind = form.cleaned_data["kind"]
        rows, unknown, lacking = queries.rows_of(kind, form.cleaned_data["file"])
        if lacking:
            sentence = _("This file has no column %(header)s. Without it the rows cannot be told apart.")
            form.add_error("file", sentence % {"header": lacking[0]})
        else:
            return _prepared(request, kind, rows, unknown)
    words = queries.kind_words()
    return render(
        request, "directory/exchange.html", {"form": form, "kinds": words}, status=422 if form.is_bound else 200
    )


@only_for(Role.ADMINISTRATOR)
def import_plan(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What the file would change now."""
    prepared = _plan(request, uuid)
    if prepared.carried_out_at:
        messages.info(request, _("This file was carried out already."))
        return redirect("directory:exchange")
    rows = [queries.FileRow(row["line"], row["typed"]) for row in prepared.rows]
    return _preview(request, queries.plan_rows(prepared.kind, rows), prepared=prepared)


@only_for(Role.ADMINISTRATOR)
@require_POST
def import_carry_out(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Do what was shown."""
    prepared = _plan(request, uuid)
    try:
        done = actions.carry_out_import(prepared, fingerprint=request.POST.get("shown", ""), by=request.user)
    except (actions.ImportOutdated, actions.ImportHasFaults):
        messages.warning(request, _("The guide changed in the meantime. Look again at what this file would change."))
        return redirect("directory:import_plan", uuid)
    if done is None:
        messages.info(request, _("This file was carried out already."))
    else:
        added = ngettext("%(n)d row was added", "%(n)d rows were added", done.added) % {"n": done.added}
        changed = ngettext("%(n)d was changed", "%(n)d were changed", done.changed) % {"n": done.changed}
        messages.success(request, _("%(added)s, %(changed)s.") % {"added": added, "changed": changed})
    return redirect("directory:exchange")


@only_for(Role.ADMINISTRATOR)
def export(request: AgentRequest, word: str, form: str) -> HttpResponseBase:
    """All rows of a kind as a file that can be read in again."""
    kind = queries.kind_called(word)
    if kind is None:
        raise Http404
    return table_response(word, form, *queries.export_table(kind))


def _prepared(request: AgentRequest, kind: str, rows: list[queries.FileRow], unknown: list[str]) -> HttpResponse:
    try:
        prepared = actions.prepare_import(kind, rows, by=request.user)
    except actions.ImportHasFaults as refusal:
        return _preview(request, refusal.plan, unknown=unknown, status=422)
    if unknown:
        told = _("These columns were left out, because they mean nothing here: %(columns)s.")
        messages.warning(request, told % {"columns": ", ".join(unknown)})
    return redirect("directory:import_plan", prepared.uuid)


def _preview(
    request: AgentRequest,
    plan: queries.Plan,
    *,
    prepared: ImportPlan | None = None,
    unknown: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = {
        "plan": plan,
        "prepared": prepared,
        "unknown": ", ".join(unknown or ()),
        "wrong": plan.wrong[:MOST_SHOWN],
        "moving": [*plan.new, *plan.changed][:MOST_SHOWN],
        "more": max(0, len(plan.new) + len(plan.changed) - MOST_SHOWN),
        "kind_label": ImportPlan.Kind(plan.kind).label,
    }
    return render(request, "directory/import_plan.html", page, status=status)


def _plan(request: AgentRequest, uuid: UUID) -> ImportPlan:
    found = queries.plan_for(request.user, uuid)
    if found is None:
        raise Http404
    return found
