"""What every page knows: the organisation and the version."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from vraagbaak import __version__
from vraagbaak.core.queries import organisation


def page(request: HttpRequest) -> dict[str, object]:
    """Give the frame of a page; a part that htmx asks for never looks at it, and pays nothing."""
    return {"organisation": SimpleLazyObject(organisation), "version": __version__}
