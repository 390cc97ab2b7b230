"""What is suddenly asked more: at the desk, on its own page, and behind the department's link."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.insight.actions.spikes import (
    NoDepartmentToAsk,
    NotAsked,
    SpikeIsOver,
    answer_department,
    ask_department,
    dismiss_spike,
)
from vraagbaak.insight.forms.spikes import SpikeAnswerForm
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.scope import ACTS_ON_SPIKES, SEES_INSIGHT
from vraagbaak.insight.queries.spikes import (
    may_be_answered,
    open_spikes,
    past_spikes,
    seen_spikes,
    spike_behind,
    spike_for,
    spikes_going_on,
)
from vraagbaak.people.access import only_for, open_to_all
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent, Role

ANSWERS_FOR_DEPARTMENT = (*ACTS_ON_SPIKES, Role.SPECIALIST)


@require_GET
@only_for(*SEES_INSIGHT)
def spikes(request: AgentRequest) -> HttpResponse:
    """What goes on, and what there was before."""
    page = {"open": open_spikes(request.user), "past": past_spikes(request.user, request.GET.get("pagina", ""))}
    return render(request, "insight/spikes.html", page)


@require_GET
@only_for(*SEES_INSIGHT)
def going_on(request: AgentRequest) -> HttpResponse:
    """What goes on, as it stands in the bar of every desk."""
    return render(request, "insight/_spike_chips.html", {"spikes": spikes_going_on(request.user)})


@require_GET
@only_for(*SEES_INSIGHT)
def glance(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What an agent needs of it while somebody is on the line."""
    (seen,) = seen_spikes(request.user, [_spike_or_404(request, uuid)])
    return render(request, "insight/_spike_glance.html", {"seen": seen})


@require_GET
@only_for(*SEES_INSIGHT)
def spike(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """All that is known of it."""
    return _page(request, _spike_or_404(request, uuid), SpikeAnswerForm())


@require_http_methods(["GET", "POST"])
@only_for(*ANSWERS_FOR_DEPARTMENT)
def tell(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Answer for the department: its specialist, or who heard it on the telephone."""
    found, form = _spike_or_404(request, uuid), SpikeAnswerForm(request.POST or None)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        answer_department(found, **form.given(), by=request.user)
    except NotAsked:
        messages.error(request, _("This was answered already, or nobody was asked."))
    else:
        messages.success(request, _("Every desk sees the answer now."))
    return redirect("insight:spike", uuid)


@require_POST
@only_for(*ACTS_ON_SPIKES)
def dismiss(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Say that it is none."""
    return _act(request, uuid, dismiss_spike, _("It is shown no more."))


@require_POST
@only_for(*ACTS_ON_SPIKES)
def ask(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Ask the department whether it sent something."""
    return _act(request, uuid, ask_department, _("The department gets the question by mail."))


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The department's own page behind its link: how much is asked about what, and one form; no words of residents."""
    found = spike_behind(token)
    if found is None:
        raise Http404
    form = SpikeAnswerForm(request.POST or None)
    is_open = may_be_answered(found, timezone.now())
    if is_open and form.is_valid():
        try:
            answer_department(found, **form.given(), by=None)
        except NotAsked:
            is_open = False
        else:
            return render(request, "insight/spike_answered.html", {"spike": found})
    if not is_open:
        return render(request, "insight/link_closed.html", {"is_answered": found.answered_at}, status=410)
    return render(
        request, "insight/spike_answer.html", {"spike": found, "form": form}, status=422 if form.is_bound else 200
    )


def _page(request: AgentRequest, spike: Spike, form: SpikeAnswerForm) -> HttpResponse:
    (seen,) = seen_spikes(request.user, [spike])
    page = {"seen": seen, "form": form} | _may(request.user)
    return render(request, "insight/spike.html", page, status=422 if form.is_bound else 200)


def _act(request: AgentRequest, uuid: UUID, act: Callable[..., None], done: str) -> HttpResponse:
    try:
        act(_spike_or_404(request, uuid), by=request.user)
    except SpikeIsOver:
        messages.error(request, _("It is over already, or somebody said that it is none."))
    except NoDepartmentToAsk:
        messages.error(request, _("These questions belong to no department."))
    else:
        messages.success(request, done)
    return redirect("insight:spike", uuid)


def _may(agent: Agent) -> dict[str, bool]:
    return {"may_act": agent.has_role(*ACTS_ON_SPIKES), "may_answer": agent.has_role(*ANSWERS_FOR_DEPARTMENT)}


def _spike_or_404(request: AgentRequest, uuid: UUID) -> Spike:
    found = spike_for(request.user, uuid)
    if found is None:
        raise Http404
    return found
