"""Finding by the first letters of words, without accents, in any PostgreSQL."""

from typing import TypeVar

from django.db.models import F, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Regex

from vraagbaak.core.text import sort_key
from vraagbaak.directory.rules.words import word_patterns

Row = TypeVar("Row", bound=Model)
_ACCENTED = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ"
_PLAIN = "aaaaaaceeeeiiiinoooooouuuuyy"


class JoinedList(Func):
    """A list of words as one text."""

    function = "array_to_string"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = TextField()


def plain(text: str | Func | Lower) -> Func:
    """A text field in small letters without accents."""
    return Func(Lower(text), Value(_ACCENTED), Value(_PLAIN), function="translate", output_field=TextField())


def matching(rows: QuerySet[Row], words: str, *texts: F | Func) -> QuerySet[Row]:
    """The rows in which every typed word begins a word of the texts; those named so come first, then by sort key."""
    patterns = word_patterns(sort_key(words.replace("\x00", "")))
    if not patterns:
        return rows.none()
    parts = [part for text in texts for part in (Value(" "), text)]
    searched = Concat(F("sort_key"), *parts, output_field=TextField())
    rows = rows.filter(*(Regex(searched, pattern) for pattern in patterns))
    is_named = Func(F("sort_key"), Value(patterns[0]), template="(%(expressions)s)", arg_joiner=" !~ ")
    return rows.order_by(is_named, "sort_key", "pk")
