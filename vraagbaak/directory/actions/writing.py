"""Writing many rows of a file at once: the same number of statements for ten rows as for two thousand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from vraagbaak.core.events import BATCH, DomainEvent, announce_all
from vraagbaak.core.text import sort_key
from vraagbaak.directory.actions.changing import actor, made_key
from vraagbaak.directory.events import (
    DepartmentAdded,
    DepartmentChanged,
    EmployeeAdded,
    EmployeeChanged,
    ExternalPartyAdded,
    ExternalPartyChanged,
)
from vraagbaak.directory.models import Department, Employee, ExternalParty, Group, ImportPlan
from vraagbaak.directory.queries.imports import PlannedRow
from vraagbaak.people.models import Agent

Kind = ImportPlan.Kind
Fields = tuple[str, ...]
Rows = Sequence[tuple[PlannedRow, Any]]
# What may name somebody who comes into being by the same file, so it is filled in after all rows are there.
_PEOPLE = {"substitute", "head"}


@dataclass(frozen=True)
class _Noun:
    """What a kind of file writes, and how that is told."""

    model: Any
    added: Callable[[Any], DomainEvent]
    changed: Callable[[Any, Fields], DomainEvent]


_NOUNS: Mapping[str, _Noun] = {
    Kind.EMPLOYEES: _Noun(
        Employee,
        lambda row: EmployeeAdded(employee=row.uuid, department=row.department.uuid),
        lambda row, fields: EmployeeChanged(employee=row.uuid, fields=fields),
    ),
    Kind.DEPARTMENTS: _Noun(
        Department,
        lambda row: DepartmentAdded(department=row.uuid),
        lambda row, fields: DepartmentChanged(department=row.uuid, fields=fields),
    ),
    Kind.EXTERNAL_PARTIES: _Noun(
        ExternalParty,
        lambda row: ExternalPartyAdded(external_party=row.uuid),
        lambda row, fields: ExternalPartyChanged(external_party=row.uuid, fields=fields),
    ),
}


def write_rows(kind: str, *, new: Sequence[PlannedRow], changed: Sequence[PlannedRow], by: Agent | None) -> None:
    """Write what was planned and announce each row; the caller holds the tables, so that the plan still holds."""
    noun = _NOUNS[kind]
    known = noun.model.objects.in_bulk([plan.key for plan in changed], field_name="key")
    moved = [(plan, known[plan.key]) for plan in changed]
    added = [(plan, noun.model(key=key)) for plan, key in zip(new, _keys(noun.model, new), strict=True)]
    departments = Department.objects.in_bulk(field_name="key")
    told = [noun.changed(row, _fill(row, plan, departments)) for plan, row in moved]
    for plan, row in added:
        _fill(row, plan, departments)
        told.append(noun.added(row))
    noun.model.objects.bulk_create([row for _plan, row in added], batch_size=BATCH)
    _name_people([*added, *moved])
    _save([*moved, *((plan, row) for plan, row in added if _PEOPLE & plan.values.keys())], noun.model)
    _set_groups([*added, *moved])
    announce_all(told, by=actor(by))


def _keys(model: Any, new: Sequence[PlannedRow]) -> list[str]:
    """The key of each new row; one made from a name never takes one that is there or that the file gives."""
    taken = set(model.objects.values_list("key", flat=True)) | {plan.key for plan in new}
    keys: list[str] = []
    for plan in new:
        keys.append(plan.key or made_key(model, plan.title, taken))
        taken.add(keys[-1])
    return keys


def _fill(row: Any, plan: PlannedRow, departments: Mapping[str, Department]) -> Fields:
    """Put the values in the row, but for the people and groups that it names; gives the fields that differ."""
    for field in plan.values.keys() - _PEOPLE - {"key", "groups"}:
        value = plan.values[field]
        setattr(row, field, departments[str(value)] if field == "department" else value)
    fields = plan.values.keys() - {"key"}
    if row.sort_key != sort_key(str(row)):
        row.sort_key = sort_key(str(row))
        fields |= {"sort_key"}
    return tuple(sorted(fields))


def _name_people(rows: Rows) -> None:
    named = [(row, field, plan.values[field]) for plan, row in rows for field in _PEOPLE & plan.values.keys()]
    people = _people(rows) if any(name for _row, _field, name in named) else {}
    for row, field, name in named:
        setattr(row, f"{field}_id", people[sort_key(str(name))] if name else None)


def _people(rows: Rows) -> dict[str, int]:
    """Everybody by key and by mail address, those of the file as they will be."""
    there = list(Employee.objects.values_list("pk", "key", "email"))
    mails = {sort_key(mail): pk for pk, _key, mail in there}
    mails |= {sort_key(row.email): row.pk for _plan, row in rows if isinstance(row, Employee)}
    return mails | {sort_key(key): pk for pk, key, _mail in there}


def _save(rows: Rows, model: Any) -> None:
    """Save rows that are there already: in one statement each batch, which PostgreSQL only knows as an upsert."""
    fields = [field.name for field in model._meta.concrete_fields if field.name not in {"id", "uuid"}]
    model.objects.bulk_create(
        [row for _plan, row in rows],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=fields,
    )


def _set_groups(rows: Rows) -> None:
    wanted = {row.pk: cast("list[str]", plan.values["groups"]) for plan, row in rows if "groups" in plan.values}
    if wanted:
        groups = dict(Group.objects.values_list("key", "pk"))
        ties = Employee.groups.through
        ties.objects.filter(employee_id__in=wanted).delete()
        made = [ties(employee_id=pk, group_id=groups[key]) for pk, keys in wanted.items() for key in keys]
        ties.objects.bulk_create(made, batch_size=BATCH)
