"""The guide that everyone reads: departments, colleagues, locations and other organisations."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from vraagbaak.directory import queries
from vraagbaak.directory.forms import EmployeeSearchForm
from vraagbaak.people.access import EVERYONE, only_for
from vraagbaak.people.http import AgentRequest

MOST_FOUND = 30


@only_for(*EVERYONE)
def index(request: AgentRequest) -> HttpResponse:
    """Departments with who can be reached now, or what fits the typed words."""
    form = EmployeeSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found: dict[str, object] = {"form": form, "words": words}
    if words:
        found |= {
            "colleagues": queries.find_colleagues(request.user, words, MOST_FOUND),
            "departments": queries.find_departments(words, MOST_FOUND),
            "parties": queries.find_external_parties(words, MOST_FOUND),
        }
    else:
        found["cards"] = queries.department_cards()
    template = "directory/_found.html" if request.htmx.target == "found" else "directory/index.html"
    return render(request, template, found)


@only_for(*EVERYONE)
def department(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One department with its people."""
    found = queries.department_for(request.user, uuid)
    if found is None:
        raise Http404
    page = {
        "department": found,
        "people": queries.people_of(found.pk),
        "liaisons": queries.liaisons_of(found),
        "hours": queries.hours_of(found.location) if found.location else None,
    }
    return render(request, "directory/department.html", page)


@only_for(*EVERYONE)
def employee(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One colleague: how to reach them, when they work, who stands in."""
    card = queries.colleague_card(request.user, uuid)
    if card is None:
        raise Http404
    return render(request, "directory/employee.html", {"card": card})


@only_for(*EVERYONE)
def locations(request: AgentRequest) -> HttpResponse:
    """Where residents can come, and when."""
    return render(request, "directory/locations.html", {"locations": queries.locations_for(request.user)})


@only_for(*EVERYONE)
def location(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One location with its hours."""
    found = queries.location_for(request.user, uuid)
    if found is None:
        raise Http404
    return render(request, "directory/location.html", {"hours": found})


@only_for(*EVERYONE)
def external_parties(request: AgentRequest) -> HttpResponse:
    """Other organisations: what they do, and when to send somebody there."""
    form = EmployeeSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = {
        "parties": queries.external_parties_for(request.user, words=words),
        "words": words,
        "may_edit": request.user.has_role(*queries.EDITORS),
    }
    template = "directory/_parties.html" if request.htmx.target == "parties" else "directory/external_parties.html"
    return render(request, template, page)


@only_for(*EVERYONE)
def external_party(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """One other organisation."""
    found = queries.external_party_for(request.user, uuid)
    if found is None:
        raise Http404
    may_edit = request.user.has_role(*queries.EDITORS)
    return render(request, "directory/external_party.html", {"party": found, "may_edit": may_edit})
