"""Knowledge in and out: bring a file, see what would change, carry it out; take everything away."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from vraagbaak.core.export import json_response, table_response
from vraagbaak.core.tables import FileRefused
from vraagbaak.knowledge.actions.exporting import note_export
from vraagbaak.knowledge.actions.importing import NothingToImport, carry_out_import, drop_import, hold_import
from vraagbaak.knowledge.exports import COLUMNS, FORMS, article_records, article_rows
from vraagbaak.knowledge.forms.imports import ImportForm
from vraagbaak.knowledge.queries.imports import import_preview
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role


@only_for(Role.EDITOR)
def bring(request: AgentRequest) -> HttpResponse:
    """Choose a file and a format."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            held = hold_import(
                asked["file"], form=asked["form"], source=asked["source"], topic=asked["topic"], by=request.user
            )
        except FileRefused as refusal:
            form.add_error("file", refusal.sentence)
        except NothingToImport as refusal:
            form.add_error("file", _no_article(len(refusal.reading.wrong)))
        else:
            return redirect("knowledge:import_preview", held)
    status = 422 if form.is_bound else 200
    return render(request, "knowledge/import.html", {"form": form}, status=status)


@require_GET
@only_for(Role.EDITOR)
def preview(request: AgentRequest, pending: uuid.UUID) -> HttpResponse:
    """What the file would change; nothing was written yet."""
    shown = import_preview(request.user, pending)
    if shown is None:
        raise Http404
    return render(request, "knowledge/import_preview.html", {"preview": shown})


@require_POST
@only_for(Role.EDITOR)
def carry_out(request: AgentRequest, pending: uuid.UUID) -> HttpResponse:
    """Write exactly what was shown; refused while an entry is wrong, and a second click says that it was done."""
    shown = import_preview(request.user, pending)
    if shown is None:
        messages.info(request, _("This file was taken over or put away already."))
        return redirect("knowledge:import")
    if "drop" in request.POST:
        drop_import(shown.pending)
        return redirect("knowledge:import")
    if shown.wrong:
        return render(request, "knowledge/import_preview.html", {"preview": shown}, status=422)
    changed = carry_out_import(shown.plan, source=shown.pending.source, by=request.user)
    drop_import(shown.pending)
    told = ngettext("%(n)s article was taken over, as a draft.", "%(n)s articles were taken over, as drafts.", changed)
    messages.success(request, told % {"n": changed})
    return redirect("knowledge:list", "concepten")


@require_GET
@only_for(Role.EDITOR)
def take_away(request: AgentRequest, form: str) -> HttpResponseBase:
    """The whole knowledge base, as JSON with every version or as a table."""
    if form not in FORMS:
        raise Http404
    note_export(form=form, by=request.user)
    if form != "json":
        return table_response("kennis", form, COLUMNS, article_rows())
    return json_response("kennis", {"articles": list(article_records())})


def _no_article(wrong: int) -> str:
    if not wrong:
        return _("No article was found in this file. Check the format that you chose.")
    return ngettext(
        "The only entry in this file has no title or no text.",
        "None of the %(n)s entries in this file has both a title and a text.",
        wrong,
    ) % {"n": wrong}
