"""Administration of locations, their hours and the days that differ."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vraagbaak.directory import actions, queries
from vraagbaak.directory.forms import ClosingDayForm, LocationForm
from vraagbaak.directory.models import Location
from vraagbaak.directory.views.editing import form_page, new_id
from vraagbaak.people.access import only_for
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Role

DAY_TAKEN = gettext_lazy("There already is an exception on this day for this location. Remove that one first.")


@only_for(Role.ADMINISTRATOR)
def locations(request: AgentRequest) -> HttpResponse:
    """All locations with their hours."""
    return render(request, "directory/manage_locations.html", {"locations": queries.locations_for(request.user)})


@only_for(Role.ADMINISTRATOR)
def location_new(request: AgentRequest) -> HttpResponse:
    """Name a place where residents can come."""
    form = LocationForm(request.POST or None)

    def save() -> HttpResponse:
        made = actions.add_location(**form.values, week=form.week, uuid=new_id(request), by=request.user)
        messages.success(request, _("%(name)s was added.") % {"name": made})
        return redirect("directory:location", made.uuid)

    return form_page(request, "directory/location_edit.html", form, save)


@only_for(Role.ADMINISTRATOR)
def location_edit(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Change a location and its hours."""
    found = _location(request, uuid)
    form = LocationForm(request.POST or None, location=found)

    def save() -> HttpResponse:
        actions.change_location(found, **form.values, week=form.week, by=request.user)
        messages.success(request, _("%(name)s was saved.") % {"name": form.cleaned_data["name"]})
        return redirect("directory:location", uuid)

    return form_page(request, "directory/location_edit.html", form, save, context={"location": found})


@only_for(Role.ADMINISTRATOR)
@require_POST
def location_close(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Take a location out of the lists."""
    found = _location(request, uuid)
    actions.close_location(found, by=request.user)
    messages.success(request, _("%(name)s was taken out of the guide.") % {"name": found})
    return redirect("directory:manage_locations")


@only_for(Role.ADMINISTRATOR)
@require_POST
def location_reopen(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Put a location back in the lists."""
    found = _location(request, uuid)
    actions.reopen_location(found, by=request.user)
    messages.success(request, _("%(name)s is in the guide again.") % {"name": found})
    return redirect("directory:manage_locations")


@only_for(Role.ADMINISTRATOR)
def closing_days(request: AgentRequest) -> HttpResponse:
    """The days that differ, and a form for another one."""
    form = ClosingDayForm(request.POST or None)

    def save() -> HttpResponse:
        actions.name_closing_day(**form.cleaned_data, by=request.user)
        messages.success(request, _("The exception was saved."))
        return redirect("directory:closing_days")

    return form_page(
        request,
        "directory/closing_days.html",
        form,
        save,
        refusals={actions.ClosingDayTaken: ("day", DAY_TAKEN)},
        context={"closings": queries.closing_days(since=timezone.localdate())},
    )


@only_for(Role.ADMINISTRATOR)
@require_POST
def closing_day_remove(request: AgentRequest, pk: int) -> HttpResponse:
    """Let the ordinary hours hold again."""
    found = queries.closing_day_for(request.user, pk)
    if found is None:
        raise Http404
    actions.remove_closing_day(found, by=request.user)
    messages.success(request, _("The exception was removed. The ordinary hours hold on that day."))
    return redirect("directory:closing_days")


def _location(request: AgentRequest, uuid: UUID) -> Location:
    found = queries.location_for(request.user, uuid)
    if found is None:
        raise Http404
    return found.location
