"""Begins the trace of each request."""

from collections.abc import Awaitable, Callable
from typing import cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from vraagbaak.core.trace import begin_trace


class TraceMiddleware:
    """Gives every request a trace, with the address it came from as far as our own proxies vouch for it."""

    async_capable = sync_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if self.is_async:
            return self._answer(request)
        with begin_trace(origin=origin(request)) as trace:
            response = self.get_response(request)
            answer = cast("HttpResponseBase", response)
            answer.headers["X-Trace"] = str(trace.id)
            return answer

    async def _answer(self, request: HttpRequest) -> HttpResponseBase:
        with begin_trace(origin=origin(request)) as trace:
            answer = await cast("Awaitable[HttpResponseBase]", self.get_response(request))
            answer.headers["X-Trace"] = str(trace.id)
            return answer


def origin(request: HttpRequest) -> str | None:
    """The caller's address: the last hop that our own proxies wrote down, never what a caller claims."""
    proxies = settings.AXES_IPWARE_PROXY_COUNT
    forwarded = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR") or None
