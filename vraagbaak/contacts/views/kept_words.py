"""Search words that stay out of addresses: kept in the session under a name that says nothing."""

import secrets

from django.http import HttpRequest

_KEY = "contact_words"
_MOST = 20


def keep_words(request: HttpRequest, words: str) -> str:
    """Keep the words of a search and give their name; the oldest make room."""
    kept: dict[str, str] = dict(request.session.get(_KEY, {}))
    name = next((name for name, known in kept.items() if known == words), secrets.token_urlsafe(8))
    kept.pop(name, None)
    kept[name] = words
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
    return name


def kept_words(request: HttpRequest, name: str) -> str | None:
    """The words of that name; None when this session does not know them."""
    kept: dict[str, str] = request.session.get(_KEY, {})
    return kept.get(name)
