"""The liaison's report: a department's month."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vraagbaak.insight.queries.report import MonthImpossible, Report, last_month, report_for
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.insight.report_pdf import report_pdf
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@require_GET
@only_for(*SEES_INSIGHT)
def latest(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Lead to the last month that is over."""
    month = f"{last_month(timezone.localdate()):%Y-%m}"
    if report_for(request.user, uuid, month) is None:
        raise Http404
    return redirect("insight:report", uuid, month)


@require_GET
@only_for(*SEES_INSIGHT)
def report(request: AgentRequest, uuid: UUID, month: str) -> HttpResponse:
    """What people asked of the department in a month, and what the desk handles; no month that is still to come."""
    return render(request, "insight/report.html", {"report": _report_or_404(request, uuid, month)})


@require_GET
@only_for(*SEES_INSIGHT)
def pdf(request: AgentRequest, uuid: UUID, month: str) -> HttpResponse:
    """The same on paper; absent for a month in which nothing may be told."""
    found = _report_or_404(request, uuid, month)
    if found.is_hidden or not found.now.questions:
        raise Http404
    answer = HttpResponse(report_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.department.key}-{month}.pdf"'
    return answer


def _report_or_404(request: AgentRequest, uuid: UUID, month: str) -> Report:
    try:
        found = report_for(request.user, uuid, month)
    except MonthImpossible as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found
