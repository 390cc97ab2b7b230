"""Reads tables that people bring: CSV in the usual notations and Excel workbooks, told apart by their content."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 10_000_000, 100_000_000, 20_000, 60
_OLD_EXCEL, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF"
_LED_FORMULA = re.compile(r"\A'(?=\s*[=+\-@|%])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SENTENCES = {
    "empty": _("This file is empty."),
    "too_big": _("This file is larger than 10 MB. Split it, and bring the parts one by one."),
    "old_excel": _("This is an old Excel file (.xls). Save it as .xlsx or as CSV."),
    "no_table": _("This is no table. Choose a CSV file or an Excel file (.xlsx)."),
    "unreadable": _("This file cannot be read. Save it again as CSV or .xlsx."),
    "unreadable_line": _("Line %(detail)s of this file cannot be read. Save the file again as CSV or .xlsx."),
    "too_many_rows": _("This table has more than 20,000 rows. Split it, and bring the parts one by one."),
    "no_rows": _("This file has a header but no rows."),
    "double_column": _("The column %(detail)s stands in this file twice."),
}


class FileRefused(ValueError):
    """The file cannot be read; `reason` says why in a word and `sentence` as people read it."""

    def __init__(self, reason: str, sentence: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = str(sentence)


@dataclass(frozen=True)
class TableRow:
    """A row with the line on which it stands in the file, and its cells in the order of the header."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header with rows; all text."""

    header: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(content: bytes) -> Table:
    """The table in a file, whatever its name says; refused when it is none, too big or has no rows."""
    if not content.strip():
        raise _refused("empty")
    if len(content) > MOST_BYTES:
        raise _refused("too_big")
    if content.startswith(_OLD_EXCEL):
        raise _refused("old_excel")
    if content.startswith(_PDF):
        raise _refused("no_table")
    return _table(_filled(_workbook_lines(content) if content.startswith(_ZIP) else _text_lines(content)))


def _refused(reason: str, detail: object = "") -> FileRefused:
    return FileRefused(reason, str(_SENTENCES[reason]) % {"detail": detail})


def _filled(lines: Iterable[tuple[int, list[str]]]) -> list[TableRow]:
    filled: list[TableRow] = []
    for line, cells in lines:
        if any(cells):
            filled.append(TableRow(line, tuple(cells)))
        if len(filled) > MOST_ROWS + 1:
            raise _refused("too_many_rows")
    return filled


def _table(filled: list[TableRow]) -> Table:
    if not filled:
        raise _refused("empty")
    header = list(filled[0].cells)
    while not header[-1]:
        header.pop()
    named = [name.casefold() for name in header if name]
    double = next((name for name in named if named.count(name) > 1), None)
    if double is not None:
        raise _refused("double_column", double)
    if len(filled) == 1:
        raise _refused("no_rows")
    width = len(header)
    rows = (TableRow(row.line, (row.cells + ("",) * width)[:width]) for row in filled[1:])
    return Table(header=tuple(header), rows=tuple(rows))


def _text_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    first = next(line for line in text.splitlines() if line.strip())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    line = 1
    try:
        for cells in reader:
            yield line, [_clean(cell) for cell in cells[:MOST_COLUMNS]]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _refused("unreadable_line", line) from error


def _decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else what Windows writes here."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ["utf-16"]
    elif b"\x00" in content:
        raise _refused("no_table")
    else:
        codings = ["utf-8-sig", "cp1252"]
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise _refused("empty")
        return text
    raise _refused("unreadable")


def _workbook_lines(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise _refused("no_table")
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise _refused("too_big")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [(line, [_cell(cell) for cell in row]) for line, row in enumerate(rows, start=1)]
    except FileRefused:
        raise
    except Exception as error:  # a broken workbook fails in many ways, none of which says more
        raise _refused("unreadable") from error


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
    return _clean(str(value))


def _clean(text: str) -> str:
    """A cell without control signs, and without the apostrophe by which an export keeps a formula from running."""
    return _LED_FORMULA.sub("", _CONTROL.sub("", text)).strip()
