"""Loading empty tables at full speed: without what makes a row dear, which comes back in the same transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from vraagbaak.town.refusals import NotEmpty

MEMORY = "512MB"  # for making the indexes anew


@contextmanager
def bare_tables(tables: Sequence[str]) -> Iterator[None]:
    """Let empty tables be loaded (COPY … FREEZE) with their primary key only; refused (NotEmpty) when they hold a row.

    Indexes, constraints and triggers come back at the end, and are proven then. Killed half-way, all is as it was
    before. Nobody else can read the tables, nor those they refer to, meanwhile.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype IN ('f', 'u', 'c') AND conrelid = ANY(%s::regclass[]) ORDER BY contype DESC, 1, 2",
            [list(tables)],
        )
        constraints = cursor.fetchall()
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary"
            " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'u') ORDER BY 1",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        _each(cursor, (f"ALTER TABLE {table} DROP CONSTRAINT {name}" for table, name, _ in constraints))
        _each(cursor, (f"DROP INDEX {name}" for name, _ in indexes))
        _each(cursor, (f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables))
        for table in tables:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 - by now nobody else can add one
            if cursor.fetchone() != (False,):
                raise NotEmpty
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")  # what FREEZE asks for; there is nothing to lose
        yield
        cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
        _each(cursor, (f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables))
        _each(cursor, (definition for _, definition in indexes))
        _each(cursor, (f"ALTER TABLE {table} ADD CONSTRAINT {name} {said}" for table, name, said in constraints))


def _each(cursor: CursorWrapper, statements: Iterable[str]) -> None:
    for statement in statements:
        cursor.execute(statement)
