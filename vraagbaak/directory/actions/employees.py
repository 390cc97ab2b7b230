"""Changes to who works here."""

from collections.abc import Collection
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.text import sort_key
from vraagbaak.directory.actions.changing import actor, change_row, free_key
from vraagbaak.directory.events import EmployeeAdded, EmployeeChanged
from vraagbaak.directory.models import Department, Employee, Group
from vraagbaak.people.models import Agent


class AccountTaken(Exception):
    """The account already belongs to another employee."""


class OwnSubstitute(Exception):
    """Nobody can stand in for themselves."""


class EmployeeValues(TypedDict, total=False):
    """What may be said of somebody who works here."""

    first_name: str
    last_name: str
    function: str
    department: Department
    phone: str
    mobile: str
    email: str
    mornings: list[int]
    afternoons: list[int]
    substitute: Employee | None
    skills: list[str]
    account: Agent | None


@transaction.atomic
def add_employee(
    *,
    by: Agent | None,
    uuid: UUID | None = None,
    key: str = "",
    groups: Collection[Group] = (),
    **values: Unpack[EmployeeValues],
) -> Employee:
    """Name somebody who works here; refused when the account is somebody else's. Sent twice with one UUID it is one."""
    name = f"{values['first_name']} {values['last_name']}"
    wanted = uuid or uuid4()
    _check_account(values.get("account"), wanted)
    employee, is_new = Employee.objects.get_or_create(
        uuid=wanted, defaults={"key": key or free_key(Employee, name), "sort_key": sort_key(name), **values}
    )
    if is_new:
        if groups:
            employee.groups.set(groups)
        announce(EmployeeAdded(employee=employee.uuid, department=employee.department.uuid), by=actor(by))
    return employee


@transaction.atomic
def change_employee(
    employee: Employee,
    *,
    by: Agent | None,
    groups: Collection[Group] | None = None,
    **values: Unpack[EmployeeValues],
) -> None:
    """Change what is known of somebody; refused for an own substitute or somebody else's account."""
    locked = _locked(employee)
    if values.get("substitute") == locked:
        raise OwnSubstitute
    _check_account(values.get("account"), locked.uuid)
    name = f"{values.get('first_name', locked.first_name)} {values.get('last_name', locked.last_name)}"
    changed = change_row(locked, {**values, "sort_key": sort_key(name)})
    if groups is not None and set(groups) != set(locked.groups.all()):
        locked.groups.set(groups)
        changed = (*changed, "groups")
    _tell(locked, changed, by=by)


@transaction.atomic
def deactivate_employee(employee: Employee, *, by: Agent | None) -> None:
    """Take somebody who left out of the lists; what they did keeps their name."""
    locked = _locked(employee)
    _tell(locked, change_row(locked, {"is_active": False}), by=by)


@transaction.atomic
def reactivate_employee(employee: Employee, *, by: Agent | None) -> None:
    """Put somebody back in the lists."""
    locked = _locked(employee)
    _tell(locked, change_row(locked, {"is_active": True}), by=by)


@transaction.atomic
def tie_account_by_mail(account: Agent) -> None:
    """Tie a new account to the one employee with the same mail address; nothing when there is none, or more."""
    alike = list(Employee.objects.select_for_update().filter(email__iexact=account.email, is_active=True)[:2])
    if len(alike) == 1 and alike[0].account_id is None and not Employee.objects.filter(account=account).exists():
        _tell(alike[0], change_row(alike[0], {"account": account}), by=None)


def _locked(employee: Employee) -> Employee:
    return Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)


def _check_account(account: Agent | None, owner: UUID) -> None:
    if account and Employee.objects.filter(account=account).exclude(uuid=owner).exists():
        raise AccountTaken


def _tell(employee: Employee, changed: tuple[str, ...], *, by: Agent | None) -> None:
    if changed:
        announce(EmployeeChanged(employee=employee.uuid, fields=changed), by=actor(by))
