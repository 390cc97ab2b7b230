"""Names the actor of each request, and holds what sign-on demands of every one: time, lock and second factor."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import sync_only_middleware
from django_htmx.http import HttpResponseClientRedirect

from vraagbaak.core.queries import organisation
from vraagbaak.core.trace import name_actor
from vraagbaak.people.access import ask_to_sign_on
from vraagbaak.people.actions import lock_screen, note_seen
from vraagbaak.people.actions.sessions import BEGAN, IDP_FACTOR, LOCKED, SEEN
from vraagbaak.people.models import Agent
from vraagbaak.people.queries import load_grants
from vraagbaak.people.rules import SEEN_STEP, is_idle, is_over

HTTP_LOCKED = 423
SIGN_OFF = {"account_logout"}
WHILE_LOCKED = SIGN_OFF | {
    "core:live",
    "people:lock",
    "people:unlock",
    "openid_connect_login",
    "openid_connect_callback",
}
WITHOUT_FACTOR = WHILE_LOCKED | {
    "people:second_factor",
    "people:seen",
    "people:presence",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
}


@sync_only_middleware
class SignOnMiddleware:
    """At most two statements beside session and account: the roles, and once a minute the lock's minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        agent = request.user if isinstance(request.user, Agent) else None
        if agent:
            name_actor(agent.uuid)
        response = self.get_response(request)
        if agent and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)  # the next person at this computer sees nothing
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Answer in the page's place when the session is over, locked, or lacks a second factor."""
        if not isinstance(request.user, Agent):
            return None
        agent, page = request.user, request.resolver_match.view_name if request.resolver_match else ""
        lacks_factor = load_grants(agent)
        now = timezone.now()
        if is_over(_moment(request, BEGAN, now), now, session_seconds=settings.SESSION_COOKIE_AGE):
            logout(request)
            return ask_to_sign_on(request)
        if _is_locked(request, agent, now):
            return None if page in WHILE_LOCKED else _show_lock(request)
        if _is_activity(request) and now - _moment(request, SEEN, now) > SEEN_STEP:
            note_seen(request.session, now=now)
        if lacks_factor and not request.session.get(IDP_FACTOR) and page not in WITHOUT_FACTOR:
            return _lead_to_second_factor(request)
        return None


def _moment(request: HttpRequest, name: str, now: datetime) -> datetime:
    """A moment that the session keeps; one that it lacks begins now."""
    kept = request.session.get(name)
    if kept is None:
        kept = request.session[name] = now.timestamp()
    return datetime.fromtimestamp(kept, UTC)


def _is_locked(request: HttpRequest, agent: Agent, now: datetime) -> bool:
    if LOCKED in request.session:
        return True
    seen = _moment(request, SEEN, now)
    if is_idle(seen, now, lock_minutes=1) and is_idle(seen, now, lock_minutes=organisation().lock_minutes):
        lock_screen(agent, request.session, way="idle")
        return True
    return False


def _is_activity(request: HttpRequest) -> bool:
    """Whether a person is behind it: parts and streams that a page fetches by itself do not keep it open."""
    if request.method not in ("GET", "HEAD"):
        return True
    fetched = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return not fetched and "text/event-stream" not in request.headers.get("Accept", "")


def _show_lock(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTP_LOCKED, headers={"HX-Trigger": "screen-locked"})
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"locked": True}, status=HTTP_LOCKED)
    return redirect(f"{reverse('people:lock')}?{urlencode({'next': _where(request)})}")


def _lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    page = reverse("people:second_factor")
    return HttpResponseClientRedirect(page) if request.headers.get("HX-Request") else redirect(page)


def _where(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else "/"
