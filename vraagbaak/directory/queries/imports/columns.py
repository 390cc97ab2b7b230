"""The columns of each kind of file; the words of the header are Dutch, as in the files that people bring."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import ImportPlan
from vraagbaak.directory.queries.imports import cells

Kind = ImportPlan.Kind


@dataclass(frozen=True)
class Column:
    """A column: the field it fills, its word in the header, other words for it, and what may stand in it.

    `names` says that its cells name rows: of departments, groups or employees.
    """

    field: str
    header: str
    read: cells.Reader
    also: Sequence[str] = ()
    is_required: bool = False
    names: str = ""


@dataclass(frozen=True)
class FileRow:
    """A row of a file: its line, and the text of each known column by field."""

    line: int
    typed: Mapping[str, str]


COLUMNS: Mapping[str, Sequence[Column]] = {
    Kind.EMPLOYEES: (
        Column("key", "kenmerk", cells.key(80), ("sleutel", "code", "personeelsnummer")),
        Column("first_name", "voornaam", cells.text(80), is_required=True),
        Column("last_name", "achternaam", cells.text(120), is_required=True),
        Column("function", "functie", cells.text(120)),
        Column("department", "afdeling", cells.text(120), is_required=True, names="departments"),
        Column("groups", "groepen", cells.words, ("groep", "team", "teams"), names="groups"),
        Column("phone", "telefoon", cells.phone, ("telefoonnummer",)),
        Column("mobile", "mobiel", cells.phone, ("mobielnummer",)),
        Column("email", "e-mail", cells.email, ("email", "mail", "e-mailadres", "mailadres")),
        Column("mornings", "ochtenden", cells.weekdays, ("ochtend",)),
        Column("afternoons", "middagen", cells.weekdays, ("middag",)),
        Column("substitute", "vervanger", cells.text(254), names="employees"),
        Column("skills", "vaardigheden", cells.words, ("vaardigheid", "kennis")),
        Column("is_active", "actief", cells.yes_or_no),
    ),
    Kind.DEPARTMENTS: (
        Column("key", "kenmerk", cells.key(60), ("sleutel", "code")),
        Column("name", "naam", cells.text(120), ("afdeling",), is_required=True),
        Column("description", "omschrijving", cells.text(2000), ("wat",)),
        Column("phone", "telefoon", cells.phone, ("telefoonnummer",)),
        Column("email", "e-mail", cells.email, ("email", "mail", "e-mailadres", "mailadres")),
        Column("head", "hoofd", cells.text(254), ("leidinggevende", "afdelingshoofd"), names="employees"),
        Column("is_active", "actief", cells.yes_or_no),
    ),
    Kind.EXTERNAL_PARTIES: (
        Column("key", "kenmerk", cells.key(60), ("sleutel", "code")),
        Column("name", "naam", cells.text(120), ("organisatie",), is_required=True),
        Column("kind", "soort", cells.text(60)),
        Column("what", "wat", cells.text(2000), ("omschrijving",), is_required=True),
        Column("when", "wanneer", cells.text(200)),
        Column("phone", "telefoon", cells.phone, ("telefoonnummer",)),
        Column("email", "e-mail", cells.email, ("email", "mail", "e-mailadres", "mailadres")),
        Column("website", "website", cells.website, ("site",)),
        Column("note", "opmerking", cells.text(2000), ("opmerkingen",)),
        Column("is_active", "actief", cells.yes_or_no),
    ),
}


def known_columns(kind: str, header: Sequence[str]) -> tuple[dict[int, Column], list[str]]:
    """The known columns by their place in the header, and the words that mean nothing here."""
    by_word = {_bare(word): column for column in COLUMNS[kind] for word in (column.header, *column.also, column.field)}
    places: dict[int, Column] = {}
    unknown: list[str] = []
    for place, word in enumerate(header):
        column = by_word.get(_bare(word))
        if column is None or column in places.values():
            unknown.extend([word] if word else [])
        else:
            places[place] = column
    return places, unknown


def _bare(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", sort_key(word))
