"""Reads about other organisations."""

from vraagbaak.directory.models import ExternalParty
from vraagbaak.directory.queries.words import matching, plain


def find_external_parties(words: str, limit: int = 10) -> list[ExternalParty]:
    """Other organisations by the first letters of their name, their kind or what they do."""
    return list(matching(ExternalParty.objects.filter(is_active=True), words, plain("kind"), plain("what"))[:limit])
