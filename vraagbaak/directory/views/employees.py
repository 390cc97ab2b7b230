"""Administration of who works here."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vraagbaak.directory import actions, queries, sentences
from vraagbaak.directory.forms import EmployeeForm, EmployeeSearchForm
from vraagbaak.directory.models import Employee
from vraagbaak.directory.views.editing import form_page, new_id
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

PAGE_SIZE = 50
REFUSALS = {
    actions.AccountTaken: ("account", gettext_lazy("This account belongs to another employee.")),
    actions.OwnSubstitute: ("substitute", sentences.OWN_SUBSTITUTE),
}


@only_for(Role.ADMINISTRATOR)
def employees(request: AgentRequest) -> HttpResponse:
    """Everyone who works here, by the first letters of words."""
    form = EmployeeSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.employees_for(request.user, words=words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("pagina"))
    template = "directory/_employees.html" if request.htmx.target == "employees" else "directory/manage_employees.html"
    return render(request, template, {"form": form, "page": page, "words": words})


@only_for(Role.ADMINISTRATOR)
def employee_new(request: AgentRequest) -> HttpResponse:
    """Name somebody who works here."""
    form = EmployeeForm(request.POST or None, initial={"department": request.GET.get("afdeling", "")})

    def save() -> HttpResponse:
        made = actions.add_employee(**form.cleaned_data, uuid=new_id(request), by=request.user)
        messages.success(request, _("%(name)s was added.") % {"name": made})
        return redirect("directory:employee", made.uuid)

    return form_page(request, "directory/employee_edit.html", form, save, refusals=REFUSALS)


@only_for(Role.ADMINISTRATOR)
def employee_edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change what is known of somebody."""
    found = _employee(request, uuid)
    form = EmployeeForm(request.POST or None, employee=found)

    def save() -> HttpResponse:
        actions.change_employee(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(name)s was saved.") % {"name": found})
        return redirect("directory:employee", uuid)

    return form_page(
        request, "directory/employee_edit.html", form, save, refusals=REFUSALS, context={"employee": found}
    )


@only_for(Role.ADMINISTRATOR)
@require_POST
def employee_leave(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take somebody who left out of the lists."""
    found = _employee(request, uuid)
    actions.deactivate_employee(found, by=request.user)
    messages.success(request, _("%(name)s was taken out of the guide.") % {"name": found})
    return redirect("directory:manage_employees")


@only_for(Role.ADMINISTRATOR)
@require_POST
def employee_return(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Put somebody back in the lists."""
    found = _employee(request, uuid)
    actions.reactivate_employee(found, by=request.user)
    messages.success(request, _("%(name)s is in the guide again.") % {"name": found})
    return redirect("directory:employee", uuid)


def _employee(request: AgentRequest, uuid: UUID) -> Employee:
    found = queries.employee_for(request.user, uuid)
    if found is None:
        raise Http404
    return found
