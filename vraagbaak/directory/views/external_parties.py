"""Changing other organisations: by administrators, liaisons and team leads."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vraagbaak.directory import actions, queries
from vraagbaak.directory.forms import ExternalPartyForm
from vraagbaak.directory.models import ExternalParty
from vraagbaak.directory.views.editing import form_page, new_id
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@only_for(*queries.EDITORS)
def external_party_new(request: AgentRequest) -> HttpResponse:
    """Name another organisation."""
    form = ExternalPartyForm(request.POST or None)

    def save() -> HttpResponse:
        made = actions.add_external_party(**form.cleaned_data, uuid=new_id(request), by=request.user)
        messages.success(request, _("%(name)s was added.") % {"name": made})
        return redirect("directory:external_party", made.uuid)

    return form_page(request, "directory/external_party_edit.html", form, save)


@only_for(*queries.EDITORS)
def external_party_edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change another organisation."""
    found = _party(request, uuid)
    form = ExternalPartyForm(request.POST or None, party=found)

    def save() -> HttpResponse:
        actions.change_external_party(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(name)s was saved.") % {"name": form.cleaned_data["name"]})
        return redirect("directory:external_party", uuid)

    return form_page(request, "directory/external_party_edit.html", form, save, context={"party": found})


@only_for(*queries.EDITORS)
@require_POST
def external_party_close(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take another organisation out of the lists."""
    found = _party(request, uuid)
    actions.close_external_party(found, by=request.user)
    messages.success(request, _("%(name)s was taken out of the guide.") % {"name": found})
    return redirect("directory:external_parties")


@only_for(*queries.EDITORS)
@require_POST
def external_party_reopen(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Put another organisation back in the lists."""
    found = _party(request, uuid)
    actions.reopen_external_party(found, by=request.user)
    messages.success(request, _("%(name)s is in the guide again.") % {"name": found})
    return redirect("directory:external_party", uuid)


def _party(request: AgentRequest, uuid: UUID) -> ExternalParty:
    found = queries.external_party_for(request.user, uuid)
    if found is None:
        raise Http404
    return found
