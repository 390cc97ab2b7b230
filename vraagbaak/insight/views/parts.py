"""Topics, departments and one's own day, and taking the figures away."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vraagbaak.contacts.models import Channel
from vraagbaak.insight.forms.figures import FigureForm
from vraagbaak.insight.queries.own import my_day as day_of
from vraagbaak.insight.queries.parts import Part, PartTable, departments_in, topics_in
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.insight.rules.measures import NAMES
from vraagbaak.insight.rules.periods import Period
from vraagbaak.insight.views.exports import EXPORTS, take_away
from vraagbaak.people.access import DESK_ROLES, only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent

PARTS: dict[str, Callable[[Agent, Period, Channel | None], PartTable]] = {
    "onderwerpen": topics_in,
    "afdelingen": departments_in,
}


@require_GET
@only_for(*SEES_INSIGHT)
def topics(request: AgentRequest) -> HttpResponse:
    """What people ask about, along the topic tree."""
    return _page(request, "onderwerpen", "insight/topics.html")


@require_GET
@only_for(*SEES_INSIGHT)
def departments(request: AgentRequest) -> HttpResponse:
    """What people ask of each department."""
    return _page(request, "afdelingen", "insight/departments.html")


@require_GET
@only_for(*SEES_INSIGHT)
def export(request: AgentRequest, part: str, form: str) -> HttpResponseBase:
    """The same figures as CSV, XLSX or JSON."""
    chosen = FigureForm(request.GET, today=timezone.localdate())
    if part not in PARTS:
        raise Http404
    if not chosen.is_valid():
        return _page(request, part, f"insight/{'topics' if part == 'onderwerpen' else 'departments'}.html")
    table = PARTS[part](request.user, chosen.wanted, chosen.cleaned_data["channel"])
    keys = ["name", *NAMES, "handled_share"]
    rows = [[part.name or _("none"), *_values(part)] for part in table.parts]
    name = f"{part}-{table.period.since}-{table.period.until}"
    period = {"since": table.period.since, "until": table.period.until}
    return take_away(name, form, keys=keys, header=[_("name"), *keys[1:]], rows=rows, of="parts", beside=period)


@require_GET
@only_for(*DESK_ROLES)
def my_day(request: AgentRequest) -> HttpResponse:
    """Own contacts of today beside the team's average; seen by nobody else."""
    return render(request, "insight/my_day.html", {"day": day_of(request.user)})


def _values(part: Part) -> Sequence[int | str | None]:
    if part.is_hidden:
        return [_("fewer than 5"), *[None] * len(NAMES)]
    return [*(getattr(part.now, name) for name in NAMES), part.now.handled_share]


def _page(request: AgentRequest, part: str, template: str) -> HttpResponse:
    form = FigureForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return render(request, template, {"form": form, "part": part}, status=422)
    table = PARTS[part](request.user, form.wanted, form.cleaned_data["channel"])
    return render(request, template, {"form": form, "part": part, "table": table, "exports": EXPORTS})
