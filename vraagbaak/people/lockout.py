"""What somebody sees after too many failed attempts to sign on."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def answer_locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, object] | None = None
) -> HttpResponse:
    """Say kindly that waiting is all that helps; the same for an account that exists and one that does not."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    answer = render(request, "people/locked_out.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
