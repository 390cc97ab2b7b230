"""What every page knows: the organisation, the version, and from when on it wants to hear news."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from vraagbaak import __version__
from vraagbaak.core.queries import organisation
from vraagbaak.core.trace import current_trace


def page(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a page; a part that htmx asks for never looks at it, and pays nothing."""
    since = str(int(current_trace().began * 1000))
    return {"organisation": SimpleLazyObject(organisation), "version": __version__, "since": since}
