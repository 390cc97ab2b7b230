"""Who may open a page: named at the view, so that a route without a rule does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from vraagbaak.people.http import AgentRequest
from vraagbaak.people.models import Agent, Role

P = ParamSpec("P")
AgentView = Callable[Concatenate[AgentRequest, P], HttpResponseBase]
DESK_ROLES = (Role.AGENT, Role.LIAISON, Role.TRAINEE, Role.HOST, Role.TEAM_LEAD)
EVERYONE = tuple(Role)


def only_for(*roles: Role) -> Callable[[AgentView[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let in who holds one of the roles; who does not sees what an absent page looks like."""

    def wrap(view: AgentView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, Agent):
                return ask_to_sign_on(request)
            if not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        guarded.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return wrap


def ask_to_sign_on(request: HttpRequest) -> HttpResponse:
    """Send to the sign-on page; a part that htmx asked for gets 401, so that the page itself can ask."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def open_to_all(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Name a page that needs no account, so that this is a choice and never an omission."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view
