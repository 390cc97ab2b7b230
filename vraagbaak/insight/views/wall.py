"""A screen on the wall, without an account: its token opens it once and then travels in a cookie, not in addresses."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from vraagbaak.insight.queries.wall import screen_of, wall_now
from vraagbaak.people.access import open_to_all
from vraagbaak.people.actions import note_token_used

COOKIE = "vraagbaak_wandscherm"
PATH = "/wandscherm/"
KEEP_SECONDS = 400 * 24 * 3600  # as long as browsers keep a cookie; every visit of the whole page begins it anew
DARK = "donker"


@require_GET
@open_to_all
def wall_open(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address: from here on the screen shows it in a cookie that no script can read."""
    colours = f"?kleur={DARK}" if request.GET.get("kleur") == DARK else ""
    answer = redirect(f"{PATH}{colours}")
    if screen_of(token) is not None:
        _keep(answer, token)
    return _unheard(answer)


@require_GET
@open_to_all
def wall(request: HttpRequest) -> HttpResponse:
    """Today at a glance, readable from five metres; a part of it every ten seconds."""
    token = request.COOKIES.get(COOKIE, "")
    screen = screen_of(token)
    page: dict[str, object] = {"is_dark": request.GET.get("kleur") == DARK}
    if screen is not None:
        note_token_used(screen)
        page["wall"] = wall_now()
    if request.headers.get("HX-Request"):
        return _unheard(render(request, "insight/_wall.html", page))
    answer = render(request, "insight/wall.html", page, status=200 if screen else 403)
    if screen is not None:
        _keep(answer, token)
    return _unheard(answer)


def _keep(answer: HttpResponse, token: str) -> None:
    answer.set_cookie(
        COOKIE,
        token,
        max_age=KEEP_SECONDS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _unheard(answer: HttpResponse) -> HttpResponse:
    """Let nobody keep the answer, and no other site hear where the screen came from."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
