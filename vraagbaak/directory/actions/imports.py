"""Carrying out a file: all of it or nothing, exactly as it was shown, and once."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.tables import MOST_BYTES, read_table
from vraagbaak.directory.actions.changing import actor
from vraagbaak.directory.actions.writing import write_rows
from vraagbaak.directory.events import DirectoryImported
from vraagbaak.directory.models import Department, Employee, ExternalParty, Group, ImportPlan
from vraagbaak.directory.queries.imports import FileRow, Plan, plan_rows, rows_of
from vraagbaak.people.models import Agent

Kind = ImportPlan.Kind
WAITS = timedelta(hours=1)
_TABLES: Mapping[str, Sequence[type[Model]]] = {
    Kind.EMPLOYEES: (Department, Group, Employee),
    Kind.DEPARTMENTS: (Department, Employee),
    Kind.EXTERNAL_PARTIES: (ExternalParty,),
}


class ImportHasFaults(Exception):
    """Some rows are not right; nothing was written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


class ImportOutdated(Exception):
    """The directory changed since the file was shown, so it would do something else now."""


class ColumnLacks(Exception):
    """The file has no column by which its rows are known."""

    def __init__(self, header: str) -> None:
        super().__init__(header)
        self.header = header


@dataclass(frozen=True)
class Imported:
    """What a file did."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def prepare_import(kind: str, rows: Sequence[FileRow], *, by: Agent) -> ImportPlan:
    """Keep the rows of a file that has no faults for an hour, until who read it carries it out."""
    plan = plan_rows(kind, rows)
    if plan.wrong:
        raise ImportHasFaults(plan)
    now = timezone.now()
    ImportPlan.objects.filter(expires_at__lte=now).delete()
    return ImportPlan.objects.create(kind=kind, rows=[asdict(row) for row in rows], made_by=by, expires_at=now + WAITS)


@transaction.atomic
def carry_out_import(prepared: ImportPlan, *, fingerprint: str, by: Agent) -> Imported | None:
    """Carry out a prepared file; None when that was done before. Refused when it would not do what was shown."""
    locked = ImportPlan.objects.select_for_update().get(pk=prepared.pk)
    if locked.carried_out_at:
        return None
    rows = [FileRow(row["line"], row["typed"]) for row in locked.rows]
    imported = _carry_out(locked.kind, rows, fingerprint=fingerprint, by=by)
    locked.rows, locked.carried_out_at = [], timezone.now()
    locked.save(update_fields=["rows", "carried_out_at"])
    return imported


@transaction.atomic
def import_file(kind: str, path: Path, *, by: Agent | None = None) -> Imported:
    """Read a file and carry it out at once, for the command line; refused when any row is wrong."""
    with path.open("rb") as file:
        rows, _unknown, lacking = rows_of(kind, read_table(file.read(MOST_BYTES + 1)))
    if lacking:
        raise ColumnLacks(lacking[0])
    return _carry_out(kind, rows, fingerprint=None, by=by)


def _carry_out(kind: str, rows: Sequence[FileRow], *, fingerprint: str | None, by: Agent | None) -> Imported:
    _keep_others_from_writing(kind)
    plan = plan_rows(kind, rows)
    if fingerprint is not None and plan.fingerprint != fingerprint:
        raise ImportOutdated
    if plan.wrong:
        raise ImportHasFaults(plan)
    write_rows(kind, new=plan.new, changed=plan.changed, by=by)
    announce(DirectoryImported(kind=kind, added=len(plan.new), changed=len(plan.changed)), by=actor(by))
    return Imported(added=len(plan.new), changed=len(plan.changed), unchanged=len(plan.unchanged))


def _keep_others_from_writing(kind: str) -> None:
    """Readers go on; who changes these rows, or what they name, waits until the file is in."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in _TABLES[Kind(kind)])
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
