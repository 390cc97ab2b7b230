"""Reading a table from a file that somebody brings: CSV in the usual notations, or an Excel workbook."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from openpyxl import load_workbook

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000_000, 60_000_000, 5_000, 60, 5_000
_OLD_EXCEL, _ZIP, _PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF"
_LED_FORMULA = re.compile(r"\A'(?=\s*[=+\-@|%])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Reason = Literal["empty", "too_big", "old_excel", "no_table", "unreadable", "too_many_rows", "no_rows", "double_column"]


class FileRefused(ValueError):
    """The file is not a table that can be read; `reason` says why."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.detail = detail


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
        raise FileRefused("empty")
    if len(content) > MOST_BYTES:
        raise FileRefused("too_big")
    if content.startswith(_OLD_EXCEL):
        raise FileRefused("old_excel")
    if content.startswith(_PDF):
        raise FileRefused("no_table")
    return _table(_read_workbook(content) if content.startswith(_ZIP) else _read_csv(content))


def _table(lines: list[tuple[int, list[str]]]) -> Table:
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if not filled:
        raise FileRefused("empty")
    header = filled[0][1]
    while header and not header[-1]:
        header.pop()
    named = [name for name in header if name]
    double = next((name for name in named if named.count(name) > 1), None)
    if double is not None:
        raise FileRefused("double_column", double)
    if len(filled) == 1:
        raise FileRefused("no_rows")
    if len(filled) > MOST_ROWS + 1:
        raise FileRefused("too_many_rows")
    width = len(header)
    rows = (TableRow(line, tuple((cells + [""] * width)[:width])) for line, cells in filled[1:])
    return Table(header=tuple(header), rows=tuple(rows))


def _read_csv(content: bytes) -> list[tuple[int, list[str]]]:
    text = _decoded(content)
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            lines.append((reader.line_num, [_clean(cell) for cell in cells[:MOST_COLUMNS]]))
            if len(lines) > 2 * MOST_ROWS:
                raise FileRefused("too_many_rows")
    except csv.Error as error:
        raise FileRefused("unreadable") from error
    return lines


def _decoded(content: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else what Windows writes here."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ["utf-16"]
    elif b"\x00" in content:
        raise FileRefused("no_table")
    else:
        codings = ["utf-8-sig", "cp1252"]
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise FileRefused("empty")
        return text
    raise FileRefused("unreadable")


def _read_workbook(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise FileRefused("no_table")
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise FileRefused("too_big")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [(line, [_cell(cell) for cell in row]) for line, row in enumerate(rows, start=1)]
    except FileRefused:
        raise
    except Exception as error:  # a broken workbook fails in many ways, none of which says more
        raise FileRefused("unreadable") from error


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
    return _LED_FORMULA.sub("", _CONTROL.sub("", text))[:LONGEST_CELL].strip()
