"""What a file would change: row by row and field by field, with a sentence for each cell that is not right."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from vraagbaak.core.tables import Table
from vraagbaak.core.text import sort_key
from vraagbaak.directory import sentences
from vraagbaak.directory.models import ImportPlan
from vraagbaak.directory.queries.imports.cells import CellRefused, Plain
from vraagbaak.directory.queries.imports.columns import COLUMNS, Column, FileRow, known_columns
from vraagbaak.directory.queries.imports.known import Known, KnownRow, known_rows, name_of, title_of
from vraagbaak.directory.rules.addresses import is_same_phone
from vraagbaak.directory.rules.week import format_weekdays
from vraagbaak.people.models import Agent, Role

Kind = ImportPlan.Kind
Status = Literal["new", "changed", "unchanged", "wrong"]
_WORDS = {"medewerkers": Kind.EMPLOYEES, "afdelingen": Kind.DEPARTMENTS, "organisaties": Kind.EXTERNAL_PARTIES}


@dataclass(frozen=True)
class Change:
    """One field that becomes different, as people read it."""

    header: str
    was: str
    now: str


@dataclass(frozen=True)
class Fault:
    """One cell that is not right, with what was typed and why it is refused."""

    header: str
    typed: str
    sentence: str


@dataclass(frozen=True)
class PlannedRow:
    """What one row of the file would do; `key` is empty for a new row without one, `values` hold what differs."""

    line: int
    status: Status
    title: str
    key: str
    changes: Sequence[Change]
    faults: Sequence[Fault]
    values: Mapping[str, Plain]


@dataclass(frozen=True)
class Plan:
    """What a whole file would do."""

    kind: str
    rows: Sequence[PlannedRow]

    def having(self, status: Status) -> list[PlannedRow]:
        """The rows of one status."""
        return [row for row in self.rows if row.status == status]

    @property
    def wrong(self) -> list[PlannedRow]:
        """The rows that keep the file from being read."""
        return self.having("wrong")

    @property
    def new(self) -> list[PlannedRow]:
        """The rows that are not there yet."""
        return self.having("new")

    @property
    def changed(self) -> list[PlannedRow]:
        """The rows that become different."""
        return self.having("changed")

    @property
    def unchanged(self) -> list[PlannedRow]:
        """The rows that are as they are."""
        return self.having("unchanged")

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything that the plan changes, so that what was shown is what is done."""
        told = [
            [row.line, row.status, row.key, row.values, [(c.header, c.was, c.now) for c in row.changes]]
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps([self.kind, told], sort_keys=True, default=dict).encode()).hexdigest()


def kind_called(word: str) -> str | None:
    """The kind by the Dutch word that addresses and the command line use."""
    return _WORDS.get(word)


def kind_words() -> list[tuple[str, str]]:
    """Each kind by its Dutch word, with what it is called on the screen."""
    return [(word, str(kind.label)) for word, kind in _WORDS.items()]


def rows_of(kind: str, table: Table) -> tuple[list[FileRow], list[str], list[str]]:
    """The rows of a table by field, the words of the header that mean nothing, and the columns that are lacking."""
    places, unknown = known_columns(kind, table.header)
    found = {column.field for column in places.values()}
    can_be_named = found & {"key", "email" if kind == Kind.EMPLOYEES else "name"}
    lacking = [] if can_be_named else [COLUMNS[kind][0].header]
    rows = [
        FileRow(row.line, {column.field: row.cells[place] for place, column in places.items()}) for row in table.rows
    ]
    return rows, unknown, lacking


def plan_for(agent: Agent, plan: UUID) -> ImportPlan | None:
    """A file that this administrator read and that still may be carried out."""
    if not agent.has_role(Role.ADMINISTRATOR):
        return None
    return ImportPlan.objects.filter(uuid=plan, made_by=agent, expires_at__gt=timezone.now()).first()


def plan_rows(kind: str, rows: Sequence[FileRow]) -> Plan:
    """What these rows would change now; nothing is written."""
    planner = _Planner(kind, rows)
    return Plan(kind, [planner.plan(row) for row in rows])


class _Planner:
    """Holds the rows of one file against what is known."""

    def __init__(self, kind: str, rows: Sequence[FileRow]) -> None:
        self.kind = kind
        self.columns = {column.field: column for column in COLUMNS[kind]}
        self.known: Known = known_rows(kind)
        self.seen: dict[str, int] = {}
        # Somebody in the file may stand in for somebody else in the file, whether known already or not.
        self.coming = (
            {sort_key(row.typed.get(field, "")) for row in rows for field in ("key", "email")}
            if kind == Kind.EMPLOYEES
            else set()
        )

    def plan(self, row: FileRow) -> PlannedRow:
        values: dict[str, Plain] = {}
        faults: list[Fault] = []
        for field, column in self.columns.items():
            typed = row.typed.get(field)
            if typed is None:
                continue
            try:
                values[field] = self._read(column, typed)
            except CellRefused as refusal:
                faults.append(Fault(column.header, typed, refusal.sentence))
        target = self._target(row, values, faults)
        if target is None and self.kind == Kind.EMPLOYEES and not {"mornings", "afternoons"} & values.keys():
            values |= {"mornings": [1, 2, 3, 4, 5], "afternoons": [1, 2, 3, 4, 5]}
        faults += self._faults_of_row(row, values, target)
        return self._planned(row, values, target, faults)

    def _read(self, column: Column, typed: str) -> Plain:
        if column.is_required and not typed:
            raise CellRefused(_("This may not be empty."))
        value = column.read(typed)
        if not column.names or not value:
            return value
        if isinstance(value, list):
            return sorted({self._named(column, str(word)) for word in value})
        return self._named(column, str(value))

    def _named(self, column: Column, word: str) -> str:
        """The key of the row that a cell names."""
        key = self.known.named[column.names].get(sort_key(word))
        if key:
            return key
        if column.names == "employees" and sort_key(word) in self.coming:
            return word
        if key == "":
            raise CellRefused(_("Several colleagues are called that. Write the e-mail address or the key."))
        sentences = {
            "departments": _("There is no department with this name or key."),
            "groups": _("There is no group with this name or key."),
            "employees": _("There is no employee with this key, e-mail address or name."),
        }
        raise CellRefused(sentences[column.names])

    def _target(self, row: FileRow, values: Mapping[str, Plain], faults: list[Fault]) -> KnownRow | None:
        """The row that is meant, by key or else by what names it."""
        key, name = str(values.get("key") or ""), name_of(self.kind, values)
        by_name = self.known.by_name.get(name, []) if name else []
        header = self.columns["email" if self.kind == Kind.EMPLOYEES else "name"].header
        if key and key not in self.known.by_key and by_name and self.kind == Kind.EMPLOYEES:
            owner = self.known.by_key[by_name[0]]
            told = _("This e-mail address belongs to %(name)s, with the key %(key)s.")
            faults.append(Fault(header, row.typed.get("email", ""), told % {"name": owner.title, "key": owner.key}))
        if key:
            return self.known.by_key.get(key)
        if len(by_name) > 1:
            faults.append(Fault(header, name, _("This fits more than one row. Add a column with the key.")))
            return None
        return self.known.by_key[by_name[0]] if by_name else None

    def _faults_of_row(self, row: FileRow, values: Mapping[str, Plain], target: KnownRow | None) -> list[Fault]:
        """What is wrong with the row as a whole."""
        faults = [*self._twice(row, values, target)]
        if target is None:
            lacking = [c for c in self.columns.values() if c.is_required and c.field not in row.typed]
            faults += [Fault(column.header, "", _("A new row needs this column.")) for column in lacking]
        closes = values.get("is_active") is False
        if closes and self.kind == Kind.DEPARTMENTS and target and target.key in self.known.with_people:
            sentence = _("People still work here. Give them another department first.")
            faults.append(Fault(self.columns["is_active"].header, row.typed["is_active"], sentence))
        own = {sort_key(str(values.get("key") or "")), name_of(self.kind, values), target.key if target else ""} - {""}
        if self.kind == Kind.EMPLOYEES and sort_key(str(values.get("substitute") or "")) in own:
            sentence = str(sentences.OWN_SUBSTITUTE)
            faults.append(Fault(self.columns["substitute"].header, row.typed["substitute"], sentence))
        return faults

    def _twice(self, row: FileRow, values: Mapping[str, Plain], target: KnownRow | None) -> list[Fault]:
        """A row that cannot be told apart, or that another row is about already."""
        key, name = target.key if target else str(values.get("key") or ""), name_of(self.kind, values)
        header = self.columns["key"].header
        if not key and not name:
            if self.kind != Kind.EMPLOYEES or row.typed.get("key") or row.typed.get("email"):
                return []
            sentence = _("Give a key or an e-mail address, so that the same person is known the next time.")
            return [Fault(header, "", sentence)]
        names_it = not key or (self.kind == Kind.EMPLOYEES and target is None)
        lines = [self.seen.setdefault(f"key {key}", row.line)] if key else []
        line_of_name = self.seen.setdefault(f"name {name}", row.line) if name else row.line
        lines += [line_of_name] if names_it else []
        before = [line for line in lines if line != row.line]
        told = _("Line %(line)d is about the same.")
        return [Fault(header, key or name, told % {"line": before[0]})] if before else []

    def _planned(
        self, row: FileRow, values: Mapping[str, Plain], target: KnownRow | None, faults: Sequence[Fault]
    ) -> PlannedRow:
        title = title_of(self.kind, {**(target.values if target else {}), **values}) or "—"
        if faults:
            return PlannedRow(row.line, "wrong", title, "", (), tuple(faults), {})
        if target is None:
            key = str(values.get("key") or "")
            return PlannedRow(row.line, "new", title, key, self._changes({}, values), (), values)
        different = {field: value for field, value in values.items() if not self._is_same(field, value, target)}
        status: Status = "changed" if different else "unchanged"
        return PlannedRow(
            row.line, status, target.title, target.key, self._changes(target.values, different), (), different
        )

    def _is_same(self, field: str, value: Plain, target: KnownRow) -> bool:
        was = target.values[field]
        if field == "key":
            return True
        if field in {"phone", "mobile"}:
            return is_same_phone(str(was), str(value))
        return was == value

    def _changes(self, was: Mapping[str, Plain], now: Mapping[str, Plain]) -> tuple[Change, ...]:
        said = (
            Change(self.columns[field].header, readable(was.get(field)), readable(value))
            for field, value in now.items()
        )
        return tuple(change for change in said if change.was != change.now)


def readable(value: Plain) -> str:
    """A plain value as it stands in files."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case [int(), *_rest]:
            return format_weekdays([day for day in value if isinstance(day, int)])
        case list():
            return ", ".join(str(word) for word in value)
    return str(value)
