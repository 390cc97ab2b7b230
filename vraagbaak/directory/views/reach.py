"""Administration of how far somebody's roles reach."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vraagbaak.directory import actions, queries
from vraagbaak.directory.forms import LiaisonForm, ReachForm
from vraagbaak.directory.views.editing import form_page
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role
from vraagbaak.people.queries import account_for

NOT_HELD = gettext_lazy("This person does not hold that role any more.")


@only_for(Role.ADMINISTRATOR)
def reach(request: AgentRequest, uuid: UUID, role: str) -> HttpResponse:
    """For which departments a role of somebody holds."""
    known = _reach(request, uuid)
    held = next((found for found in known.roles if found.role == role), None)
    if held is None:
        raise Http404
    form = ReachForm(request.POST or None, held=held)

    def save() -> HttpResponse:
        actions.set_role_reach(known.account, held.role, departments=form.chosen, by=request.user)
        messages.success(request, _("The departments were saved."))
        return redirect("people:account_detail", uuid)

    return form_page(
        request,
        "directory/reach.html",
        form,
        save,
        refusals={actions.RoleNotHeld: (None, NOT_HELD)},
        context={"account": known.account, "held": held},
    )


@only_for(Role.ADMINISTRATOR)
def liaison(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Of which departments somebody is liaison."""
    known = _reach(request, uuid)
    if not known.is_liaison:
        raise Http404
    chosen = [department.uuid for department in known.liaison_of]
    form = LiaisonForm(request.POST or None, initial={"departments": chosen})

    def save() -> HttpResponse:
        actions.set_liaisons(known.account, departments=list(form.cleaned_data["departments"]), by=request.user)
        messages.success(request, _("The departments were saved."))
        return redirect("people:account_detail", uuid)

    return form_page(
        request,
        "directory/reach.html",
        form,
        save,
        refusals={actions.RoleNotHeld: (None, NOT_HELD)},
        context={"account": known.account},
    )


def _reach(request: AgentRequest, uuid: UUID) -> queries.Reach:
    account = account_for(request.user, uuid)
    if account is None:
        raise Http404
    return queries.reach_of(account)
