"""Goals of departments and topics."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vraagbaak.insight.actions.targets import TargetTaken, remove_target, set_target
from vraagbaak.insight.forms.administration import TargetForm
from vraagbaak.insight.queries.scope import SETS_TARGETS
from vraagbaak.insight.queries.targets import all_targets
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@require_http_methods(["GET", "POST"])
@only_for(*SETS_TARGETS)
def targets(request: AgentRequest) -> HttpResponse:
    """The goals that were set, and a new one."""
    form = TargetForm(request.POST or None, initial={"since": timezone.localdate()})
    if form.is_valid():
        typed = form.cleaned_data
        of = typed["department"] or typed["topic"]
        try:
            set_target(of=of, share=typed["share"], since=typed["since"], by=request.user)
        except TargetTaken:
            form.add_error(
                "since", _("There is a goal from this day already. Take it away first, or choose another day.")
            )
        else:
            messages.success(request, _("The goal was set."))
            return redirect("insight:targets")
    page = {"form": form, "targets": all_targets()}
    return render(request, "insight/targets.html", page, status=422 if form.is_bound else 200)


@require_POST
@only_for(*SETS_TARGETS)
def remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take a goal away."""
    remove_target(uuid, by=request.user)
    messages.success(request, _("The goal was taken away."))
    return redirect("insight:targets")
