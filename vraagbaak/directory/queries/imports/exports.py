"""Taking the directory away as a file that can be read in again."""

from pathlib import Path

from vraagbaak.core.export import Row, write_table
from vraagbaak.directory.queries.imports.columns import COLUMNS
from vraagbaak.directory.queries.imports.known import known_rows
from vraagbaak.directory.queries.imports.plans import readable


def export_table(kind: str) -> tuple[Row, list[Row]]:
    """The header and all rows of a kind, in the columns that the import reads."""
    columns = COLUMNS[kind]
    rows = known_rows(kind).by_key.values()
    return (
        [column.header for column in columns],
        [[readable(row.values[column.field]) for column in columns] for row in rows],
    )


def export_file(kind: str, path: Path) -> int:
    """Write all rows of a kind to a file, CSV or XLSX by its name; gives how many. Refused for another name."""
    header, rows = export_table(kind)
    write_table(path, header, rows)
    return len(rows)
