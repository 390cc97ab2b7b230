"""The versions of an article and what differs between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.core.richtext import plain_text
from vraagbaak.knowledge.models import Article, Version
from vraagbaak.knowledge.rules.costs import read_costs
from vraagbaak.knowledge.rules.differences import Stretch, changed_fields, folded
from vraagbaak.knowledge.rules.texts import cost_lines

COMPARED = (
    "title",
    "say",
    "explanation",
    "steps",
    "bring",
    "costs",
    "duration",
    "legal_ground",
    "apply_url",
    "synonyms",
    "internal_note",
)


@dataclass(frozen=True)
class Differing:
    """One field that differs, by the name it has on the form."""

    label: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class HistoryLine:
    """One version with what it changed since the one before."""

    version: Version
    changes: Sequence[Differing]
    is_shown: bool
    is_first: bool


def history_of(article: Article, *, most: int = 50) -> list[HistoryLine]:
    """The newest versions, each with its changes; one statement."""
    versions = list(article.versions.select_related("author").order_by("-number")[: most + 1])
    earlier = [*versions[1:], None]
    return [
        HistoryLine(
            version=version,
            changes=differences(before, version) if before else (),
            is_shown=version.pk == article.published_id,
            is_first=before is None and version.number == 1,
        )
        for version, before in list(zip(versions, earlier, strict=True))[:most]
    ]


def differences(was: Version, now: Version) -> list[Differing]:
    """What differs between two versions, field by field, in the order of the form, without the lines that stayed."""
    labels = {field.name: str(field.verbose_name) for field in Version._meta.concrete_fields}
    found = changed_fields(compared(was), compared(now))
    return [Differing(labels[difference.field], folded(difference.stretches)) for difference in found]


def version_numbered(article: Article, number: int) -> Version | None:
    """The version of that number, or None."""
    return article.versions.filter(number=number).first()


def compared(version: Version) -> list[tuple[str, str]]:
    """The version as plain text, field by field."""
    return [(field, _as_text(version, field)) for field in COMPARED]


def _as_text(version: Version, field: str) -> str:
    if field == "costs":
        return cost_lines(read_costs(version.costs))
    if field == "explanation":
        return plain_text(version.explanation)
    value = getattr(version, field)
    return value if isinstance(value, str) else "\n".join(value)
