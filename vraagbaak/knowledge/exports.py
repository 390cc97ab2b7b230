"""The whole knowledge base to take away: as JSON with every version, or as a table that can be read in again."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from vraagbaak.core.export import Cell
from vraagbaak.knowledge.models import Article, LearnedQuestion, Version

FORMS = ("json", "csv", "xlsx")
COLUMNS = (
    "sleutel", "soort", "titel", "zeg dit", "uitleg", "stappen", "meenemen", "duur", "grondslag", "aanvragen",
    "synoniemen", "vragen", "intern", "onderwerp", "status", "geldig tot", "controleren op",
)  # fmt: skip


def article_rows() -> Iterator[Sequence[Cell]]:
    """One row for each article, as its published or else its latest version says."""
    for article in _articles().iterator(chunk_size=200):
        version = article.published or _latest(article)
        if version is not None:
            yield (
                article.key, article.kind, version.title, version.say, version.explanation, "\n".join(version.steps),
                "\n".join(version.bring), version.duration, version.legal_ground, version.apply_url,
                "\n".join(version.synonyms), "\n".join(_questions(article)), version.internal_note, article.topic.name,
                article.state, article.valid_until, article.review_on,
            )  # fmt: skip


def article_records() -> Iterator[dict[str, object]]:
    """Every article with all its versions, learned questions and intake script, as plain values for JSON."""
    for article in _articles():
        yield {
            "key": article.key,
            "uuid": str(article.uuid),
            "kind": article.kind,
            "state": article.state,
            "topic": article.topic.key,
            "valid_from": _day(article.valid_from),
            "valid_until": _day(article.valid_until),
            "review_on": _day(article.review_on),
            "important": article.is_important,
            "published": article.published.number if article.published else None,
            "related": sorted(other.key for other in article.related.all()),
            "questions": _questions(article),
            "intake": _intake(article),
            "versions": [_version(version) for version in article.versions.all()],
        }


def _articles() -> QuerySet[Article]:
    return (
        Article.objects.select_related("topic", "published", "intake")
        .prefetch_related("versions__author", "related", "learned", "intake__questions")
        .order_by("key")
    )


def _latest(article: Article) -> Version | None:
    return next(iter(article.versions.all()), None)


def _questions(article: Article) -> list[str]:
    approved = LearnedQuestion.State.APPROVED
    return sorted(question.words for question in article.learned.all() if question.state == approved)


def _intake(article: Article) -> dict[str, object] | None:
    script = getattr(article, "intake", None)
    if script is None:
        return None
    return {
        "need_hint": script.need_hint,
        "questions": [
            {
                "key": asked.key,
                "text": asked.text,
                "kind": asked.kind,
                "choices": asked.choices,
                "shown_if": {"question": asked.shown_if_key, "is": asked.shown_if_value}
                if asked.shown_if_key
                else None,
            }
            for asked in script.questions.all()
        ],
    }


def _version(version: Version) -> dict[str, object]:
    plain = (
        "number", "title", "say", "explanation", "steps", "bring", "costs", "duration", "legal_ground", "apply_url",
        "synonyms", "internal_note", "weight", "reason", "checked_by",
    )  # fmt: skip
    moments = ("created_at", "checked_at", "published_at")
    return {
        **{name: getattr(version, name) for name in plain},
        **{name: moment.isoformat() if (moment := getattr(version, name)) else None for name in moments},
        "author": version.author.name if version.author else None,
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
