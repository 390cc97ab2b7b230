"""Tables to take away leave while they are made."""

import csv
import io

import pytest
from asgiref.sync import async_to_sync
from openpyxl import load_workbook

from vraagbaak.core.export import FormatUnknown, table_response, write_table

HOSTILE = '=HYPERLINK("https://evil.example")'


class Rows:
    """Rows that count how many were asked, and whether they were told that nobody wants more."""

    def __init__(self, how_many: int) -> None:
        self.how_many, self.asked, self.is_closed = how_many, 0, False

    def __iter__(self):
        try:
            for number in range(1, self.how_many + 1):
                self.asked = number
                yield [number, HOSTILE]
        finally:
            self.is_closed = True


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@async_to_sync
async def taken(response, pieces: int | None = None) -> list[bytes]:
    """The first pieces as a server on ASGI gets them; all of them when not said how many."""
    got = []
    async for piece in response:
        got.append(piece)
        if len(got) == pieces:
            break
    return got


def test_the_header_leaves_before_the_first_row_is_asked():
    rows = Rows(2000)

    (first,) = taken(table_response("lijst", "csv", ["nummer", "tekst"], rows), pieces=1)

    assert read_csv(first) == [["nummer", "tekst"]]
    assert rows.asked == 0


def test_rows_are_asked_while_the_file_leaves():
    rows = Rows(20_000)

    first = taken(table_response("lijst", "csv", ["nummer", "tekst"], rows), pieces=2)

    assert read_csv(b"".join(first))[-1][0] == str(rows.asked)
    assert rows.asked < 2000


@pytest.mark.django_db  # who closes an answer gives its database connection back
def test_who_breaks_off_frees_what_the_rows_hold():
    rows = Rows(20_000)
    response = table_response("lijst", "csv", ["nummer", "tekst"], rows)
    taken(response, pieces=2)

    response.close()
    del response

    assert rows.is_closed


@pytest.mark.parametrize("how_many", [0, 1, 499, 500, 501])
def test_no_row_is_lost_and_none_can_run_in_csv(how_many):
    table = read_csv(b"".join(taken(table_response("lijst", "csv", ["nummer", "tekst"], Rows(how_many)))))

    assert table[1:] == [[str(number), "'" + HOSTILE] for number in range(1, how_many + 1)]


def test_a_workbook_has_every_row_as_text():
    content = b"".join(taken(table_response("lijst", "xlsx", ["nummer", "tekst"], Rows(600))))

    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())
    assert len(rows) == 601
    assert (rows[-1][0].value, rows[-1][1].value, rows[-1][1].data_type) == (600, HOSTILE, "s")


def test_a_file_is_written_as_its_name_says(tmp_path):
    for name in ("lijst.csv", "LIJST.XLSX"):
        write_table(tmp_path / name, ["nummer", "tekst"], Rows(3))

    assert len(read_csv((tmp_path / "lijst.csv").read_bytes())) == 4
    assert load_workbook(tmp_path / "LIJST.XLSX").active.max_row == 4
    with pytest.raises(FormatUnknown):
        write_table(tmp_path / "lijst.pdf", ["nummer"], Rows(1))
