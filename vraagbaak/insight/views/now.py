"""What happens now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vraagbaak.insight.queries.now import now_for
from vraagbaak.insight.queries.scope import SEES_INSIGHT
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest


@require_GET
@only_for(*SEES_INSIGHT)
def now(request: AgentRequest) -> HttpResponse:
    """Today: what people ask, how much the desk handles itself, and what is more than usual."""
    page = {"now": now_for(request.user)}
    return render(request, "insight/_now.html" if request.headers.get("HX-Request") else "insight/now.html", page)


@require_GET
@only_for(*SEES_INSIGHT)
def definitions(request: AgentRequest) -> HttpResponse:
    """How each figure is counted."""
    return render(request, "insight/definitions.html")
