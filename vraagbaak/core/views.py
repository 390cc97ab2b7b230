"""Pages of the ground floor: live updates, health, and what to say when something goes wrong."""

import asyncio
import json
from collections.abc import AsyncIterator
from importlib import import_module
from time import monotonic

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vraagbaak.core.forms import StyleForm
from vraagbaak.core.live import News, may_listen, switchboard
from vraagbaak.core.trace import current_trace

COLOURS = (
    *("ink", "ink-soft", "ink-faint", "paper", "ground", "quiet", "line", "line-soft", "edge"),
    *("brand", "brand-strong", "brand-wash", "on-brand", "bar", "on-bar", "speak", "mark", "focus"),
    *("warm", "warm-ink", "warm-wash", "good", "good-wash", "bad", "bad-wash", "away"),
)
MAX_TOPICS = 20
STREAM_SECONDS = 300
SESSION_SECONDS = 30


@require_GET
async def live(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What happens now, on the topics that this person may hear; ends after minutes, so that rights are asked again.

    With `since`, or with the number of the last news that came, it begins with what happened in between.
    """
    agent = await request.auser()
    topics = [topic for topic in request.GET.getlist("topic")[:MAX_TOPICS] if len(topic) < 100]
    allowed = await sync_to_async(_allowed)(agent, topics) if agent.is_authenticated else []
    if not allowed:
        return HttpResponse(status=204)
    last = request.headers.get("Last-Event-ID") or request.GET.get("since", "")
    since = int(last) if last.isascii() and last.isdigit() and len(last) < 16 else None
    told = _stream(allowed, request.session.session_key, since)
    response = StreamingHttpResponse(told, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _allowed(agent: object, topics: list[str]) -> list[str]:
    return [topic for topic in topics if may_listen(agent, topic)]


async def _stream(topics: list[str], session: str | None, since: int | None) -> AsyncIterator[str]:
    """The news as it comes, without a database connection of its own; it ends with the session."""
    await sync_to_async(_hand_back_connections)()
    ends, asks = monotonic() + STREAM_SECONDS, monotonic() + SESSION_SECONDS
    yield "retry: 1000\n\n"
    heard = switchboard.listen(topics, since)
    try:
        async for news in heard:
            if monotonic() > asks:
                if not await sync_to_async(_is_signed_on)(session):
                    return
                asks = monotonic() + SESSION_SECONDS
            yield ": alive\n\n" if news is None else _event(news)
            if monotonic() > ends:
                return
    except asyncio.CancelledError:
        return
    finally:
        await heard.aclose()  # type: ignore[attr-defined]


def _event(news: News) -> str:
    return f"id: {news.heard_at}\ndata: {json.dumps({'topic': news.topic, 'message': news.message})}\n\n"


def _is_signed_on(session: str | None) -> bool:
    """Whether the session still stands, with the same password, of an account that may sign on."""
    asked = HttpRequest()
    asked.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    try:
        return bool(get_user(asked).is_authenticated)
    finally:
        _hand_back_connections()


def _hand_back_connections() -> None:
    """Let other requests have the connection: a stream lives for minutes, and the pool is small."""
    for used in connections.all(initialized_only=True):
        if not used.in_atomic_block:
            used.close()


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers and is up to date; for a load balancer, so it tells nothing else."""
    try:
        executor = MigrationExecutor(connection)
        is_ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok" if is_ready else "migrating"}, status=200 if is_ready else 503)


@require_GET
def style_page(request: HttpRequest) -> HttpResponse:
    """Every part of the look in one page; the project's addresses say who may open it."""
    typed = {"name": "Anna Visser", "email": "anna@", "channel": "counter", "urgency": "low", "topics": ["pass"]}
    return render(request, "core/style.html", {"form": StyleForm(typed), "tokens": COLOURS})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request made no sense."""
    return _error(request, 400, _("This request is not right"), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    text = _(
        "This page has been open for too long, or you signed on elsewhere. Go back, load the page anew and try again."
    )
    return _error(request, 403, _("Please try once more"), text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, or not for you; both look the same."""
    text = _("This page does not exist, or is not meant for you. Check the address or begin at the start page.")
    return _error(request, 404, _("Not found"), text)


def failed(request: HttpRequest) -> HttpResponse:
    """Our own mistake."""
    text = _("Something went wrong on our side. What you typed at the desk has been kept. Try again in a moment.")
    return _error(request, 500, _("Something went wrong"), text)


def _error(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A page of its own; to a part of a page it comes as a toast, so that what was typed stays where it is."""
    context = {"title": title, "text": text, "trace": current_trace().id if status == 500 else ""}
    if request.headers.get("HX-Request"):
        where = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"}
        return HttpResponse(render_to_string("core/_error.html", context), status=status, headers=where)
    return render(request, "core/error.html", context, status=status)
