"""Reading files into the directory: which columns there are, and what a file would change."""

from vraagbaak.directory.queries.imports.columns import Column, FileRow, known_columns
from vraagbaak.directory.queries.imports.exports import export_file, export_table
from vraagbaak.directory.queries.imports.plans import (
    Plan,
    PlannedRow,
    kind_called,
    kind_words,
    plan_for,
    plan_rows,
    rows_of,
)

__all__ = [
    "Column",
    "FileRow",
    "Plan",
    "PlannedRow",
    "export_file",
    "export_table",
    "kind_called",
    "kind_words",
    "known_columns",
    "plan_for",
    "plan_rows",
    "rows_of",
]
