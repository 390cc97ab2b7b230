"""Changes to departments and their groups."""

from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.text import sort_key
from vraagbaak.directory.actions.changing import actor, change_row, free_key
from vraagbaak.directory.events import DepartmentAdded, DepartmentChanged, GroupAdded, GroupRemoved, GroupRenamed
from vraagbaak.directory.models import Department, Employee, Group, Location
from vraagbaak.people.models import Agent


class DepartmentHasPeople(Exception):
    """Somebody still works at the department that was to be closed."""


class GroupNameTaken(Exception):
    """The department already has a group of that name."""


class DepartmentValues(TypedDict, total=False):
    """What may be said of a department."""

    name: str
    description: str
    email: str
    phone: str
    head: Employee | None
    location: Location | None


@transaction.atomic
def add_department(
    *, by: Agent | None, uuid: UUID | None = None, key: str = "", **values: Unpack[DepartmentValues]
) -> Department:
    """Name a department; its key is made from the name when none is given. Sent twice with one UUID it is one."""
    name = values["name"]
    department, is_new = Department.objects.get_or_create(
        uuid=uuid or uuid4(),
        defaults={"key": key or free_key(Department, name), "sort_key": sort_key(name), **values},
    )
    if is_new:
        announce(DepartmentAdded(department=department.uuid), by=actor(by))
    return department


@transaction.atomic
def change_department(department: Department, *, by: Agent | None, **values: Unpack[DepartmentValues]) -> None:
    """Change what is known of a department; nothing is told when nothing differs."""
    locked = Department.objects.select_for_update().get(pk=department.pk)
    _change(locked, {**values, "sort_key": sort_key(values.get("name", locked.name))}, by=by)


@transaction.atomic
def close_department(department: Department, *, by: Agent | None) -> None:
    """Take a department out of the lists; refused while somebody works there."""
    locked = Department.objects.select_for_update().get(pk=department.pk)
    if locked.employees.filter(is_active=True).exists():
        raise DepartmentHasPeople
    _change(locked, {"is_active": False}, by=by)


@transaction.atomic
def reopen_department(department: Department, *, by: Agent | None) -> None:
    """Put a department back in the lists."""
    _change(Department.objects.select_for_update().get(pk=department.pk), {"is_active": True}, by=by)


@transaction.atomic
def add_group(department: Department, *, name: str, by: Agent | None) -> Group:
    """Name a team within a department; refused when it has one of that name."""
    group, is_new = Group.objects.get_or_create(
        name=name, department=department, defaults={"key": free_key(Group, name)}
    )
    if not is_new:
        raise GroupNameTaken
    announce(GroupAdded(group=group.uuid, department=department.uuid), by=actor(by))
    return group


@transaction.atomic
def rename_group(group: Group, *, name: str, by: Agent | None) -> None:
    """Give a group another name; refused when the department has one of that name."""
    if Group.objects.filter(department=group.department, name=name).exclude(pk=group.pk).exists():
        raise GroupNameTaken
    if change_row(group, {"name": name}):
        announce(GroupRenamed(group=group.uuid), by=actor(by))


@transaction.atomic
def remove_group(group: Group, *, by: Agent | None) -> None:
    """Take a group away; its people stay at the department. A second time nothing happens."""
    removed, _rows = Group.objects.filter(pk=group.pk).delete()
    if removed:
        announce(GroupRemoved(group=group.uuid, department=group.department.uuid), by=actor(by))


def _change(department: Department, values: dict[str, object], *, by: Agent | None) -> None:
    changed = change_row(department, values)
    if changed:
        announce(DepartmentChanged(department=department.uuid, fields=changed), by=actor(by))
