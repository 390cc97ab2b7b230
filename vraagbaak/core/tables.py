"""Reads tables that people bring: CSV, TSV and XLSX, told apart by their content."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_ZIP = b"PK\x03\x04"
_SEPARATORS = "\t;,|"


class UnreadableTable(ValueError):
    """This is no table that we can read; `reason` is one of empty, too_large, too_many_rows, not_a_table, encoding."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Table:
    """A table with the names of its columns, in lower case, and its rows as text."""

    columns: Sequence[str]
    rows: Sequence[dict[str, str]]


def read_table(content: bytes) -> Table:
    """Read CSV (comma, semicolon or tab; UTF-8 or Windows) or the first sheet of a workbook; else refused."""
    if not content.strip():
        raise UnreadableTable("empty")
    if len(content) > MOST_BYTES:
        raise UnreadableTable("too_large")
    lines = _workbook_lines(content) if content.startswith(_ZIP) else _text_lines(content)
    return _as_table(lines)


def _text_lines(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    head = text[: text.find("\n")] if "\n" in text else text
    separator = max(_SEPARATORS, key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        return _limited(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableTable("not_a_table") from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableTable("encoding")


def _workbook_lines(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return _limited([_cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable("not_a_table") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _limited(lines: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for line in lines:
        if any(cell.strip() for cell in line):
            kept.append([cell.strip() for cell in line[:MOST_COLUMNS]])
        if len(kept) > MOST_ROWS + 1:
            raise UnreadableTable("too_many_rows")
    return kept


def _as_table(lines: list[list[str]]) -> Table:
    if not lines:
        raise UnreadableTable("empty")
    columns = [name.strip().lower() for name in lines[0]]
    if len({name for name in columns if name}) < 1:
        raise UnreadableTable("not_a_table")
    rows = [dict(zip(columns, [*line, *[""] * len(columns)], strict=False)) for line in lines[1:]]
    return Table(columns, rows)
