"""Screens on the wall: making their address, which is shown once, and taking it away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from vraagbaak.insight.forms.administration import ScreenForm
from vraagbaak.insight.queries.scope import SETS_TARGETS
from vraagbaak.insight.queries.wall import screen_for, screens_for
from vraagbaak.people.access import only_for
from vraagbaak.people.actions import make_service_token, withdraw_service_token
from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import ServiceToken


@never_cache
@require_http_methods(["GET", "POST"])
@only_for(*SETS_TARGETS)
def screens(request: AgentRequest) -> HttpResponse:
    """The screens that hang somewhere, and a new one."""
    form, address = ScreenForm(request.POST or None), ""
    if form.is_valid():
        name = form.cleaned_data["name"]
        _screen, token = make_service_token(name=name, scope=ServiceToken.Scope.WALLBOARD, by=request.user)
        address = request.build_absolute_uri(reverse("wall_open", args=[token]))
        form = ScreenForm()
    page = {"form": form, "screens": screens_for(request.user), "address": address}
    return render(request, "insight/screens.html", page, status=422 if form.is_bound else 200)


@require_POST
@only_for(*SETS_TARGETS)
def withdraw(request: AgentRequest, uuid: UUID) -> HttpResponse:
    """Let a screen show nothing more."""
    screen = screen_for(request.user, uuid)
    if screen is None:
        raise Http404
    withdraw_service_token(screen, by=request.user)
    messages.success(request, _("The screen shows nothing more."))
    return redirect("insight:screens")
