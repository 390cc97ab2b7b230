"""Reads about other organisations."""

import uuid

from django.db.models import QuerySet

from vraagbaak.directory.models import ExternalParty
from vraagbaak.directory.queries.words import matching, plain
from vraagbaak.people.models import Agent, Role

EDITORS = (Role.ADMINISTRATOR, Role.LIAISON, Role.TEAM_LEAD)


def find_external_parties(words: str, limit: int = 10) -> list[ExternalParty]:
    """Other organisations by the first letters of their name, their kind or what they do."""
    return list(matching(ExternalParty.objects.filter(is_active=True), words, plain("kind"), plain("what"))[:limit])


def external_parties_for(agent: Agent, *, words: str = "") -> QuerySet[ExternalParty]:
    """All other organisations, or those that fit the words; who may change them also sees those that were closed."""
    rows = ExternalParty.objects.all() if agent.has_role(*EDITORS) else ExternalParty.objects.filter(is_active=True)
    if words.strip():
        rows = matching(rows, words, plain("kind"), plain("what"))
    return rows.order_by("-is_active", "sort_key", "pk")


def external_party_for(agent: Agent, party: uuid.UUID) -> ExternalParty | None:
    """One other organisation."""
    return external_parties_for(agent).filter(uuid=party).first()
