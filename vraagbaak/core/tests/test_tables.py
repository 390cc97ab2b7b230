"""Tables that people bring are read whatever program wrote them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from vraagbaak.core.tables import UnreadableTable, read_table


@pytest.mark.parametrize(
    "content",
    [
        "naam;afdeling\nJosé;Zorg\n".encode(),
        "naam,afdeling\nJosé,Zorg\n".encode(),
        "\ufeffNaam\tAfdeling\r\nJosé\tZorg\r\n".encode(),
        "naam;afdeling\nJosé;Zorg\n".encode("cp1252"),
    ],
    ids=["semicolons", "commas", "tabs and a byte order mark", "Windows"],
)
def test_text_tables_are_read_in_every_notation(content: bytes) -> None:
    assert read_table(content).rows == [{"naam": "José", "afdeling": "Zorg"}]


def test_a_workbook_is_read() -> None:
    book = Workbook()
    book.active.append(["Naam", "Toestel"])
    book.active.append(["José", 123.0])
    stream = io.BytesIO()
    book.save(stream)

    assert read_table(stream.getvalue()).rows == [{"naam": "José", "toestel": "123"}]


def test_a_short_row_is_filled_up() -> None:
    assert read_table(b"a;b\n1\n").rows == [{"a": "1", "b": ""}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"  \n", "empty"), (b"PK\x03\x04rubbish", "not_a_table"), (b"a;b\n\x00\x00", "encoding")],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableTable) as refusal:
        read_table(content)

    assert refusal.value.reason == reason


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert read_table(content).columns
    except UnreadableTable as refusal:
        assert refusal.reason
