"""One article from elsewhere, whatever format it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vraagbaak.knowledge.models import Article


@dataclass(frozen=True)
class ImportedArticle:
    """What a source says of one article; `key` tells it apart from others of the same source, `line` is of a table."""

    key: str
    title: str
    say: str = ""
    explanation: str = ""
    kind: str = Article.Kind.PRODUCT
    topic: str = ""
    steps: Sequence[str] = ()
    bring: Sequence[str] = ()
    duration: str = ""
    legal_ground: str = ""
    apply_url: str = ""
    synonyms: Sequence[str] = ()
    questions: Sequence[str] = ()
    internal_note: str = ""
    line: int = 0


@dataclass(frozen=True)
class WrongEntry:
    """An entry that cannot be taken over, by its line in a table or else its turn; `reason` is a word of `reading`."""

    place: int
    title: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What was read from a file."""

    articles: Sequence[ImportedArticle] = ()
    wrong: Sequence[WrongEntry] = field(default=())
