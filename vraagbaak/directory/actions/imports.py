"""Carrying out a file: all of it or nothing, exactly as it was shown, and once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.tables import MOST_BYTES, read_table
from vraagbaak.directory.actions.changing import actor
from vraagbaak.directory.actions.departments import (
    add_department,
    change_department,
    close_department,
    reopen_department,
)
from vraagbaak.directory.actions.employees import (
    add_employee,
    change_employee,
    deactivate_employee,
    reactivate_employee,
)
from vraagbaak.directory.actions.external_parties import (
    add_external_party,
    change_external_party,
    close_external_party,
    reopen_external_party,
)
from vraagbaak.directory.events import DirectoryImported
from vraagbaak.directory.models import Department, Employee, ExternalParty, Group, ImportPlan
from vraagbaak.directory.queries.imports import FileRow, Plan, PlannedRow, plan_rows, rows_of
from vraagbaak.people.models import Agent

Kind = ImportPlan.Kind
WAITS = timedelta(hours=1)
_TABLES = {Kind.EMPLOYEES: Employee, Kind.DEPARTMENTS: Department, Kind.EXTERNAL_PARTIES: ExternalParty}
# What may name somebody who comes into being by the same file, so it is filled in after all rows are there.
_LATER = {"substitute", "head"}


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
    writer = _Writer(kind, by)
    # Rows with a key of their own go first, so that a key made from a name never takes one that the file gives.
    for row in sorted((*plan.new, *plan.changed), key=lambda row: (not row.key, row.line)):
        writer.write(row)
    writer.finish()
    announce(DirectoryImported(kind=kind, added=len(plan.new), changed=len(plan.changed)), by=actor(by))
    return Imported(added=len(plan.new), changed=len(plan.changed), unchanged=len(plan.unchanged))


def _keep_others_from_writing(kind: str) -> None:
    """Readers go on; who changes a row waits until the file is in."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(_TABLES[Kind(kind)]._meta.db_table)
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


class _Writer:
    """Turns planned rows into the same actions as the pages use."""

    def __init__(self, kind: str, by: Agent | None) -> None:
        self.kind, self.by = kind, by
        self.departments = Department.objects.in_bulk(field_name="key")
        self.groups = Group.objects.in_bulk(field_name="key")
        self.employees = Employee.objects.in_bulk(field_name="key")
        self.later: list[tuple[Any, str, str]] = []

    def write(self, row: PlannedRow) -> None:
        """Add or change one row."""
        values = self._values(row.values)
        is_active = values.pop("is_active", None)
        later = self._put_off(values)
        if row.status == "new":
            known = self._add(row.key, values)
        else:
            known = self._known(row.key)
            if values:
                self._change(known, values)
        self.later += [(known, field, name) for field, name in later.items()]
        if is_active is not None and is_active != known.is_active:
            self._activate(known, bool(is_active))

    def _put_off(self, values: dict[str, Any]) -> dict[str, str]:
        """Take out who is named but not there yet; who is there already is filled in at once."""
        later: dict[str, str] = {}
        for field in _LATER & values.keys():
            name = str(values[field] or "")
            values[field] = self.employees.get(name)
            if name and values[field] is None:
                later[field] = name
                del values[field]
        return later

    def finish(self) -> None:
        """Fill in who was named, now that everybody is there."""
        for known, field, name in self.later:
            self._change(known, {field: _employee_called(name)})

    def _known(self, key: str) -> Any:
        match self.kind:
            case Kind.EMPLOYEES:
                return Employee.objects.get(key=key)
            case Kind.DEPARTMENTS:
                return Department.objects.get(key=key)
        return ExternalParty.objects.get(key=key)

    def _values(self, planned: Mapping[str, Any]) -> dict[str, Any]:
        values = {field: value for field, value in planned.items() if field != "key"}
        if "department" in values:
            values["department"] = self.departments[values["department"]]
        if "groups" in values:
            values["groups"] = [self.groups[key] for key in values["groups"]]
        return values

    def _add(self, key: str, values: Mapping[str, Any]) -> Any:
        add: Mapping[str, Callable[..., Any]] = {
            Kind.EMPLOYEES: add_employee,
            Kind.DEPARTMENTS: add_department,
            Kind.EXTERNAL_PARTIES: add_external_party,
        }
        return add[self.kind](**values, key=key, by=self.by)

    def _change(self, known: Any, values: Mapping[str, Any]) -> None:
        change: Mapping[str, Callable[..., None]] = {
            Kind.EMPLOYEES: change_employee,
            Kind.DEPARTMENTS: change_department,
            Kind.EXTERNAL_PARTIES: change_external_party,
        }
        change[self.kind](known, **values, by=self.by)

    def _activate(self, known: Any, is_active: bool) -> None:
        turn: Mapping[str, tuple[Callable[..., None], Callable[..., None]]] = {
            Kind.EMPLOYEES: (deactivate_employee, reactivate_employee),
            Kind.DEPARTMENTS: (close_department, reopen_department),
            Kind.EXTERNAL_PARTIES: (close_external_party, reopen_external_party),
        }
        turn[self.kind][is_active](known, by=self.by)


def _employee_called(name: str) -> Employee:
    return Employee.objects.filter(key=name).first() or Employee.objects.get(email__iexact=name)
