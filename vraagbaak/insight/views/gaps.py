"""Gaps in what we know: the list, one of them, and what can be done about it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vraagbaak.contacts.queries.choices import department_choices
from vraagbaak.insight.actions.gaps import GapIsSettled, NobodyOwnsIt, ask_for_answer, dismiss_gap, link_answer
from vraagbaak.insight.forms.gaps import AskAnswerForm, LinkAnswerForm
from vraagbaak.insight.models import Gap
from vraagbaak.insight.queries.gaps import (
    ORDERS,
    GapLine,
    default_due,
    gap_for,
    list_gaps,
    numbers_of_gaps,
    page_of_gaps,
    see_gap,
)
from vraagbaak.insight.queries.scope import ACTS_ON_GAPS, SEES_GAPS, SEES_INSIGHT
from vraagbaak.insight.rules.gaps import SPECIALIST_MINUTES
from vraagbaak.insight.views.exports import EXPORTS, take_away
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest

COLUMNS = (
    "uuid", "topic", "department", "state", "questions", "unknown", "handed_on", "minutes_a_week", "days", "due",
)  # fmt: skip
STATES = {"open": Gap.State.OPEN, "gevraagd": Gap.State.ASKED, "dicht": Gap.State.CLOSED, "geen": Gap.State.DISMISSED}


@require_GET
@only_for(*SEES_GAPS)
def gaps(request: AgentRequest) -> HttpResponse:
    """What we cannot answer yet, most costly first."""
    state, order = _chosen(request)
    numbers = numbers_of_gaps(request.user)
    page = {
        "found": page_of_gaps(_lines(request), request.GET.get("pagina", "")),
        "state": state,
        "order": order,
        "states": [(key, value.label, numbers[value]) for key, value in STATES.items()],
        "orders": [("kosten", _("cost")), ("vragen", _("questions")), ("oud", _("age"))],
        "departments": department_choices(),
        "department": request.GET.get("afdeling", ""),
        "exports": EXPORTS,
        "sees_insight": request.user.has_role(*SEES_INSIGHT),
    }
    return render(request, "insight/gaps.html", page)


@require_GET
@only_for(*SEES_GAPS)
def export(request: AgentRequest, form: str) -> HttpResponseBase:
    """The same list as CSV, XLSX or JSON, without words of residents."""
    return take_away("gaten", form, keys=COLUMNS, rows=[_row(line) for line in _lines(request)], of="gaps")


@require_GET
@only_for(*SEES_GAPS)
def gap(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """What is asked, what it costs, and before and after the answer."""
    found = _gap_or_404(request, uuid)
    return _page(request, found, _asking(found), LinkAnswerForm(gap=found))


@require_http_methods(["GET", "POST"])
@only_for(*ACTS_ON_GAPS)
def ask(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Ask the owning department for an answer, before a day."""
    found = _gap_or_404(request, uuid)
    form = _asking(found, request.POST or None)
    if form.is_valid():
        try:
            ask_for_answer(found, **form.cleaned_data, by=request.user)
        except GapIsSettled:
            messages.error(request, _("Somebody was quicker: look at what became of it."))
            return redirect("insight:gap", uuid)
        except NobodyOwnsIt:
            form.add_error(
                "topic", _("This department has no mail address. Fill it in in the guide, or choose another topic.")
            )
        else:
            messages.success(request, _("The department gets the question by mail."))
            return redirect("insight:gap", uuid)
    return _page(request, found, form, LinkAnswerForm(gap=found))


@require_http_methods(["GET", "POST"])
@only_for(*ACTS_ON_GAPS)
def link(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Name the answer that is out already."""
    found = _gap_or_404(request, uuid)
    form = LinkAnswerForm(request.POST or None, gap=found)
    if not form.is_valid():
        return _page(request, found, _asking(found), form)
    try:
        link_answer(found, article=form.cleaned_data["article"], by=request.user)
    except GapIsSettled:
        messages.error(request, _("Somebody was quicker: look at what became of it."))
    else:
        messages.success(request, _("When the desk can do it with this answer, the gap closes by itself."))
    return redirect("insight:gap", uuid)


@require_POST
@only_for(*ACTS_ON_GAPS)
def dismiss(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Say that it is none."""
    try:
        dismiss_gap(_gap_or_404(request, uuid), by=request.user)
    except GapIsSettled:
        messages.error(request, _("Somebody was quicker: look at what became of it."))
    else:
        messages.success(request, _("It is off the list."))
    return redirect("insight:gaps")


def _page(request: AgentRequest, found: Gap, ask_form: AskAnswerForm, link_form: LinkAnswerForm) -> HttpResponse:
    page = {
        "gap": found,
        "seen": see_gap(found),
        "specialist_minutes": SPECIALIST_MINUTES,
        "ask_form": ask_form,
        "link_form": link_form,
        "may_act": request.user.has_role(*ACTS_ON_GAPS),
        "sees_insight": request.user.has_role(*SEES_INSIGHT),
    }
    is_wrong = ask_form.is_bound or link_form.is_bound
    return render(request, "insight/gap.html", page, status=422 if is_wrong else 200)


def _asking(found: Gap, typed: QueryDict | None = None) -> AskAnswerForm:
    today = timezone.localdate()
    topic = found.topic.uuid if found.topic else None
    return AskAnswerForm(typed, initial={"topic": topic, "due_on": default_due(found, today)}, today=today)


def _chosen(request: AgentRequest) -> tuple[str, str]:
    state, order = request.GET.get("stand", ""), request.GET.get("volgorde", "")
    return (state if state in STATES else "open"), (order if order in ORDERS else "kosten")


def _lines(request: AgentRequest) -> list[GapLine]:
    state, order = _chosen(request)
    return list_gaps(request.user, state=STATES[state], department=_uuid(request.GET.get("afdeling", "")), order=order)


def _row(line: GapLine) -> list[str | int | None]:
    found = line.gap
    topic = found.topic.name if found.topic else ""
    department = found.department.name if found.department else ""
    numbers = [line.number, line.unknown, line.handed_on, line.minutes, line.days]
    return [
        str(found.uuid),
        topic,
        department,
        found.state,
        *numbers,
        found.due_on.isoformat() if found.due_on else None,
    ]


def _gap_or_404(request: AgentRequest, uuid: UUID) -> Gap:
    found = gap_for(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
