"""Tables to take away: CSV and XLSX in which no cell can run as a formula."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

from asgiref.sync import sync_to_async
from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Cell = str | int | float | Decimal | bool | date | datetime | None
Row = Sequence[Cell]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PIECE_ROWS, PIECE_BYTES = 500, 64 * 1024


def harmless(cell: Cell) -> str:
    """The cell as text for CSV; one that a spreadsheet would run is led by an apostrophe."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nee"
        case datetime():
            return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
        case str():
            return "'" + cell if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
    return str(cell)


class FormatUnknown(ValueError):
    """A table is written as CSV or as XLSX only."""


class Download(StreamingHttpResponse):
    """A file that leaves while it is made; under ASGI too, where Django would first collect it whole."""

    def __init__(self, name: str, content: Iterator[bytes], content_type: str) -> None:
        super().__init__(content, content_type=content_type)
        self["Content-Disposition"] = f'attachment; filename="{name}"'

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The file piece by piece, each made in the thread that has the database connection."""
        pieces = iter(self)
        while (piece := await sync_to_async(partial(next, pieces, None))()) is not None:
            yield piece


def table_response(name: str, form: str, header: Row, rows: Iterable[Row]) -> Download:
    """The table as a file to take away, `form` being one of FORMS."""
    return Download(f"{name}.{form}", _table_content(name, form, header, rows), FORMS[form])


def json_response(name: str, content: Mapping[str, object]) -> JsonResponse:
    """The same as JSON to take away."""
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


def write_table(path: Path, header: Row, rows: Iterable[Row]) -> None:
    """Write the table to a file, as its name says; refused for another name than .csv or .xlsx."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise FormatUnknown(path.suffix)
    with path.open("wb") as file:
        file.writelines(_table_content(path.stem, form, header, rows))


def _table_content(name: str, form: str, header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The bytes of a table, piece by piece, so that any length fits in memory."""
    return _csv_pieces(header, rows) if form == "csv" else _xlsx_pieces(name, header, rows)


def _csv_pieces(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """UTF-8 with semicolons, as Dutch spreadsheets open it; the header leaves before the first row is there."""
    yield BOM_UTF8 + _csv_lines([header])
    left = iter(rows)
    while some := list(islice(left, PIECE_ROWS)):
        yield _csv_lines(some)


def _csv_lines(rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([harmless(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


def _xlsx_pieces(name: str, header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """A workbook, made on disk; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        yield from iter(partial(file.read, PIECE_BYTES), b"")


def _xlsx_cell(sheet: object, cell: Cell) -> object:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).replace(tzinfo=None)
    if not isinstance(cell, str):
        return cell
    written = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell)[:32767])  # type: ignore[arg-type]
    written.data_type = "s"
    return written
