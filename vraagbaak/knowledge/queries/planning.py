"""What an import would change, article by article; reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from vraagbaak.core.richtext import sanitise
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.imports import ImportedArticle
from vraagbaak.knowledge.models import Article, Topic, Version

FIELDS = (
    "title",
    "say",
    "explanation",
    "steps",
    "bring",
    "duration",
    "legal_ground",
    "apply_url",
    "synonyms",
    "internal_note",
)


@dataclass(frozen=True)
class PlannedChange:
    """What an import would do to one article; `before` and `after` name only the fields that differ."""

    record: ImportedArticle
    article: Article | None
    latest: Version | None
    topic: Topic
    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def is_new(self) -> bool:
        """Whether the article does not exist yet."""
        return self.article is None

    @property
    def is_same(self) -> bool:
        """Whether nothing would change."""
        return self.article is not None and not self.after


def plan_import(records: Sequence[ImportedArticle], *, source: str, topic: Topic) -> list[PlannedChange]:
    """What taking these records over would change; `topic` is for what names none that we have. Writes nothing."""
    topics = {sort_key(known.name): known for known in Topic.objects.filter(is_active=True)}
    topics |= {sort_key(known.upl_name): known for known in topics.values() if known.upl_name}
    keys = {record.key: import_key(source, record.key) for record in records}
    known = {article.key: article for article in Article.objects.filter(key__in=keys.values())}
    latest = {
        version.article_id: version
        for version in Version.objects.filter(article__in=known.values()).order_by("article_id", "number")
    }
    return [
        _planned(record, known.get(keys[record.key]), latest, topics.get(sort_key(record.topic), topic))
        for record in records
    ]


def import_key(source: str, key: str) -> str:
    """The key of an imported article: the same source and key give the same article."""
    return slugify(f"{source}-{key}")[:100]


def _planned(
    record: ImportedArticle, article: Article | None, latest: Mapping[int, Version], topic: Topic
) -> PlannedChange:
    version = latest.get(article.pk) if article else None
    told = text_of(record)
    before = {name: _shown(getattr(version, name)) if version else "" for name in FIELDS}
    differs = [name for name in FIELDS if _shown(told[name]) != before[name]]
    return PlannedChange(
        record=record,
        article=article,
        latest=version,
        topic=topic,
        before={name: before[name] for name in differs},
        after={name: _shown(told[name]) for name in differs},
    )


def text_of(record: ImportedArticle) -> dict[str, object]:
    """The fields of a version as the record fills them."""
    return {
        "title": " ".join(record.title.split()),
        "say": record.say,
        "explanation": sanitise(record.explanation),
        "steps": tuple(record.steps),
        "bring": tuple(record.bring),
        "duration": record.duration[:200],
        "legal_ground": record.legal_ground[:300],
        "apply_url": record.apply_url[:500],
        "synonyms": tuple(record.synonyms),
        "internal_note": record.internal_note,
    }


def _shown(value: object) -> str:
    return "\n".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)
