"""Administration of departments and their groups."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vraagbaak.directory import actions, queries
from vraagbaak.directory.forms import DepartmentForm, GroupForm
from vraagbaak.directory.models import Department, Group
from vraagbaak.directory.views.editing import form_page, new_id
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

TAKEN = gettext_lazy("This department already has a group of that name.")


@only_for(Role.ADMINISTRATOR)
def manage(request: AgentRequest) -> HttpResponse:
    """What can be administered here."""
    return render(request, "directory/manage.html")


@only_for(Role.ADMINISTRATOR)
def departments(request: AgentRequest) -> HttpResponse:
    """All departments."""
    found = queries.departments_for(request.user)
    return render(request, "directory/manage_departments.html", {"departments": found})


@only_for(Role.ADMINISTRATOR)
def department_new(request: AgentRequest) -> HttpResponse:
    """Name a department."""
    form = DepartmentForm(request.POST or None)

    def save() -> HttpResponse:
        made = actions.add_department(**form.cleaned_data, uuid=new_id(request), by=request.user)
        messages.success(request, _("%(name)s was added.") % {"name": made})
        return redirect("directory:department_edit", made.uuid)

    return form_page(request, "directory/department_edit.html", form, save)


@only_for(Role.ADMINISTRATOR)
def department_edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change a department, its groups and its end."""
    found = _department(request, uuid)
    form = DepartmentForm(request.POST or None, department=found)

    def save() -> HttpResponse:
        actions.change_department(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(name)s was saved.") % {"name": form.cleaned_data["name"]})
        return redirect("directory:manage_departments")

    return form_page(
        request, "directory/department_edit.html", form, save, context={"department": found, "group_form": GroupForm()}
    )


@only_for(Role.ADMINISTRATOR)
@require_POST
def department_close(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take a department out of the lists."""
    found = _department(request, uuid)
    try:
        actions.close_department(found, by=request.user)
    except actions.DepartmentHasPeople:
        messages.error(
            request, _("People still work at %(name)s. Give them another department first.") % {"name": found}
        )
        return redirect("directory:department_edit", uuid)
    messages.success(request, _("%(name)s was taken out of the guide.") % {"name": found})
    return redirect("directory:manage_departments")


@only_for(Role.ADMINISTRATOR)
@require_POST
def department_reopen(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Put a department back in the lists."""
    found = _department(request, uuid)
    actions.reopen_department(found, by=request.user)
    messages.success(request, _("%(name)s is in the guide again.") % {"name": found})
    return redirect("directory:manage_departments")


@only_for(Role.ADMINISTRATOR)
@require_POST
def group_add(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Name a group within a department."""
    found = _department(request, uuid)
    form = GroupForm(request.POST)

    def save() -> HttpResponse:
        actions.add_group(found, name=form.cleaned_data["group_name"], by=request.user)
        return redirect("directory:department_edit", uuid)

    return form_page(
        request,
        "directory/group_edit.html",
        form,
        save,
        refusals={actions.GroupNameTaken: ("group_name", TAKEN)},
        context={"department": found},
    )


@only_for(Role.ADMINISTRATOR)
def group_edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Give a group another name."""
    group = _group(request, uuid)
    form = GroupForm(request.POST or None, initial={"group_name": group.name})

    def save() -> HttpResponse:
        actions.rename_group(group, name=form.cleaned_data["group_name"], by=request.user)
        return redirect("directory:department_edit", group.department.uuid)

    return form_page(
        request,
        "directory/group_edit.html",
        form,
        save,
        refusals={actions.GroupNameTaken: ("group_name", TAKEN)},
        context={"department": group.department, "group": group},
    )


@only_for(Role.ADMINISTRATOR)
@require_POST
def group_remove(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take a group away."""
    group = _group(request, uuid)
    actions.remove_group(group, by=request.user)
    messages.success(request, _("The group %(name)s was removed.") % {"name": group})
    return redirect("directory:department_edit", group.department.uuid)


def _department(request: AgentRequest, uuid: UUID) -> Department:
    found = queries.department_for(request.user, uuid)
    if found is None:
        raise Http404
    return found


def _group(request: AgentRequest, uuid: UUID) -> Group:
    found = queries.group_for(request.user, uuid)
    if found is None:
        raise Http404
    return found
