"""Tables to take away: CSV and XLSX in which no cell can run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Cell = str | int | float | Decimal | bool | date | datetime | None
Row = Sequence[Cell]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def csv_response(name: str, header: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """Stream the table as UTF-8 CSV with semicolons, as Dutch spreadsheets open it."""

    def lines() -> Iterator[str]:
        yield "\ufeff" + _csv_line(header)
        yield from map(_csv_line, rows)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(name: str, header: Row, rows: Iterable[Row]) -> HttpResponse:
    """The table as a workbook; text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _csv_line(row: Row) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow([harmless(cell) for cell in row])
    return buffer.getvalue()


def _xlsx_cell(sheet: object, cell: Cell) -> object:
    if isinstance(cell, datetime):
        return timezone.localtime(cell).replace(tzinfo=None)
    if not isinstance(cell, str):
        return cell
    written = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell)[:32767])  # type: ignore[arg-type]
    written.data_type = "s"
    return written
