"""Search in the literal words: by stems, and by words that look alike when nothing has exactly these."""

from collections.abc import Mapping, Sequence

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import F, Func, Q, QuerySet, TextField

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.words import words_of
from vraagbaak.contacts.models import Question

NEWEST = 20_000
ALIKE_FROM = 0.4
ALIKE_WORDS = 6
MOST_WORDS = 12


def stems_of(*texts: str) -> str:
    """The word stems by which a question is found, each once."""
    return " ".join(dict.fromkeys(stem(word.text) for text in texts for word in words_of(text)))


def wanted_stems(words: str) -> list[str]:
    """The stems to look for; of "id-kaart" the parts, since residents write it in two words as well."""
    found = words_of(words)
    parts = [
        word
        for word in found
        if not any(other is not word and word.start <= other.start and other.end <= word.end for other in found)
    ]
    return list(dict.fromkeys(stem(word.text) for word in parts))[:MOST_WORDS]


def has_words(words: str) -> Q:
    """All words by their stems, the last one as far as it was typed."""
    stems = wanted_stems(words)
    if not stems:
        return Q(pk__in=[])
    query = SearchQuery(stems[-1] + ":*", search_type="raw", config="simple")
    for known in stems[:-1]:
        query &= SearchQuery(known, config="simple", search_type="plain")
    return Q(search=query)


def has_alike_words(alike: Mapping[str, Sequence[str]]) -> Q:
    """Of every word one that looks like it."""
    query = None
    for words in alike.values():
        any_of = SearchQuery(" | ".join(words), search_type="raw", config="simple")
        query = any_of if query is None else query & any_of
    return Q(search=query) if query is not None else Q(pk__in=[])


def alike_words(questions: QuerySet[Question], words: str) -> dict[str, list[str]]:
    """For each word the words of the newest of these questions that look like it; a word without any is left out.

    The words of the newest 20,000 questions are some 3,000; comparing with those takes 0.1 s and needs no index
    of its own, which every new question would have to be written to.
    """
    stems = wanted_stems(words)
    if not stems:
        return {}
    lexemes = Func(F("search"), function="tsvector_to_array", output_field=TextField())
    newest = questions.order_by("-asked_at", "-id").values(lexemes=lexemes)[:NEWEST]
    sql, parameters = newest.query.sql_with_params()
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH known AS (SELECT DISTINCT unnest(lexemes) AS word FROM ({sql}) AS newest) "  # noqa: S608
            "SELECT typed, word FROM unnest(%s::text[]) AS typed, LATERAL (SELECT word FROM known"
            " WHERE similarity(word, typed) >= %s ORDER BY similarity(word, typed) DESC, word LIMIT %s) AS alike",
            [*parameters, stems, ALIKE_FROM, ALIKE_WORDS],
        )
        for typed, word in cursor.fetchall():
            if word.isalnum():
                found.setdefault(typed, []).append(word)
    return found
