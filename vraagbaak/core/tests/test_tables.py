"""Tables that people bring are read whatever program wrote them."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from vraagbaak.core.tables import FileRefused, read_table


def workbook(*rows) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_the_notations_that_people_bring(separator, coding):
    content = separator.join(["naam", "wat"]) + "\r\n" + separator.join(['"Café; Zoë, \u20ac"', "Iets"]) + "\r\n"

    table = read_table(content.encode(coding))

    assert table.header == ("naam", "wat")
    assert table.rows[0].cells == ("Café; Zoë, €", "Iets")
    assert table.rows[0].line == 2


def test_a_workbook_is_read_by_its_content_and_figures_stay_whole():
    table = read_table(workbook(["naam", "telefoon"], ["Het Licht", 199300100], [None, None], ["Ander", True]))

    assert [row.cells for row in table.rows] == [("Het Licht", "199300100"), ("Ander", "ja")]
    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xd0\xcf\x11\xe0oud", "old_excel"),
        (b"%PDF-1.7", "no_table"),
        (b"\x89PNG\x00\x00", "no_table"),
        (b"PK\x03\x04kapot", "unreadable"),
        (b"naam;wat\n", "no_rows"),
        (b"naam;Naam\na;b\n", "double_column"),
        (b"naam\ngoed\n" + b"x" * 140_000, "unreadable_line"),
        (b"naam\n" + b"a\n" * 20_001, "too_many_rows"),
        (b"x" * 10_000_001, "too_big"),
    ],
)
def test_what_is_no_table_is_refused(content, reason):
    with pytest.raises(FileRefused) as refusal:
        read_table(content)

    assert refusal.value.reason == reason
    assert refusal.value.sentence.endswith(".")


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(FileRefused) as refusal:
        read_table(b'naam;wat\n"twee\nregels";a\n' + b"x" * 140_000)

    assert "4" in refusal.value.sentence


def test_a_row_keeps_its_line_after_an_empty_one_and_is_as_wide_as_the_header() -> None:
    table = read_table(b"a;b;;\n\n1\n1;2;3\n")

    assert [(row.line, row.cells) for row in table.rows] == [(3, ("1", "")), (4, ("1", "2"))]


def test_what_an_export_did_to_a_formula_is_undone_and_control_signs_are_gone() -> None:
    table = read_table(b"naam\n'=SUM(A1)\n'zo'\na\x07b\n")

    assert [row.cells for row in table.rows] == [("=SUM(A1)",), ("'zo'",), ("ab",)]


def test_an_archive_that_is_no_workbook_or_that_swells_is_refused():
    def archive(**parts) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in parts.items():
                written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
        return stream.getvalue()

    with pytest.raises(FileRefused, match="no_table"):
        read_table(archive(word__document_xml="<a/>"))
    with pytest.raises(FileRefused, match="too_big"):
        read_table(archive(xl__workbook_xml="<a/>", xl__sheet_xml="0" * 101_000_000))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_content_breaks_the_reading_of_tables(content):
    try:
        table = read_table(content)
    except FileRefused:
        return

    assert all(len(row.cells) == len(table.header) for row in table.rows)
