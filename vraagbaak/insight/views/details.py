"""One topic and one department, and taking their figures away."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vraagbaak.contacts.models import Channel
from vraagbaak.insight.forms.figures import FigureForm
from vraagbaak.insight.queries.details import Detail, department_detail, topic_detail
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.insight.rules.periods import Period
from vraagbaak.insight.views.exports import EXPORTS, take_away
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent

DETAILS: dict[str, Callable[[Agent, UUID, Period, Channel | None], Detail | None]] = {
    "onderwerpen": topic_detail,
    "afdelingen": department_detail,
}


@require_GET
@only_for(*SEES_INSIGHT)
def topic(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What is behind the questions on a topic, and whether our answers help."""
    return _page(request, "onderwerpen", uuid)


@require_GET
@only_for(*SEES_INSIGHT)
def department(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What people ask of a department, and what becomes of it."""
    return _page(request, "afdelingen", uuid)


@require_GET
@only_for(*SEES_INSIGHT)
def export(request: AgentRequest, part: str, uuid: UUID, form: str) -> HttpResponseBase:
    """The figures of one topic or department as CSV, XLSX or JSON; no words of residents are among them."""
    chosen = FigureForm(request.GET, today=timezone.localdate())
    if part not in DETAILS:
        raise Http404
    if not chosen.is_valid():
        return _page(request, part, uuid)
    detail = _detail_or_404(request, part, uuid, chosen)
    name = f"{part}-{detail.table.period.since}-{detail.table.period.until}"
    header = [_("kind"), _("name"), _("questions"), _("failed")]
    rows = [] if detail.is_hidden else _rows(detail)
    about = {"name": detail.of.name, "since": detail.table.period.since, "until": detail.table.period.until}
    keys = ("kind", "name", "questions", "failed")
    return take_away(name, form, keys=keys, header=header, rows=rows, of="lines", beside=about)


def _rows(detail: Detail) -> list[Sequence[str | int | None]]:
    """Every figure of the page, one a line."""
    starts = zip(detail.table.trend.starts, detail.table.trend.now, strict=True)
    trend = _("day") if detail.table.trend.is_by_day else _("month")
    return [
        *((_("outcome"), each.label, each.number, None) for each in detail.outcomes),
        *((_("channel"), each.channel.name, each.now.questions, None) for each in detail.channels),
        *((_("answer used"), each.title, each.used, each.failed) for each in detail.articles),
        *(
            (_("intake question"), f"{asked.text}: {answer}", number, None)
            for asked in detail.intake
            for answer, number in asked.answers
        ),
        *((trend, start.isoformat(), measures.questions, None) for start, measures in starts),
    ]


def _page(request: AgentRequest, part: str, uuid: UUID) -> HttpResponse:
    form = FigureForm(request.GET, today=timezone.localdate())
    is_right = form.is_valid()
    detail = _detail_or_404(request, part, uuid, form)  # of another period when the one asked for cannot be
    page = {
        "form": form,
        "here": part,
        "of": detail.of,
        "detail": detail if is_right else None,
        "table": detail.table if is_right else None,
        "exports": EXPORTS,
    }
    return render(request, "insight/detail.html", page, status=200 if is_right else 422)


def _detail_or_404(request: AgentRequest, part: str, uuid: UUID, form: FigureForm) -> Detail:
    channel = form.cleaned_data.get("channel")
    detail = DETAILS[part](request.user, uuid, form.wanted, channel)
    if detail is None:
        raise Http404
    return detail
