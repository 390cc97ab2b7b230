"""Every change to the directory."""

from vraagbaak.directory.actions.departments import (
    DepartmentHasPeople,
    GroupNameTaken,
    add_department,
    add_group,
    change_department,
    close_department,
    remove_group,
    rename_group,
    reopen_department,
)
from vraagbaak.directory.actions.employees import (
    AccountTaken,
    OwnSubstitute,
    add_employee,
    change_employee,
    deactivate_employee,
    reactivate_employee,
    tie_account_by_mail,
)
from vraagbaak.directory.actions.external_parties import (
    add_external_party,
    change_external_party,
    close_external_party,
    reopen_external_party,
)
from vraagbaak.directory.actions.locations import (
    ClosingDayTaken,
    add_location,
    change_location,
    close_location,
    name_closing_day,
    remove_closing_day,
    reopen_location,
)
from vraagbaak.directory.actions.reach import RoleNotHeld, set_liaisons, set_role_reach

__all__ = [
    "AccountTaken",
    "ClosingDayTaken",
    "DepartmentHasPeople",
    "GroupNameTaken",
    "OwnSubstitute",
    "RoleNotHeld",
    "add_department",
    "add_employee",
    "add_external_party",
    "add_group",
    "add_location",
    "change_department",
    "change_employee",
    "change_external_party",
    "change_location",
    "close_department",
    "close_external_party",
    "close_location",
    "deactivate_employee",
    "name_closing_day",
    "reactivate_employee",
    "remove_closing_day",
    "remove_group",
    "rename_group",
    "reopen_department",
    "reopen_external_party",
    "reopen_location",
    "set_liaisons",
    "set_role_reach",
    "tie_account_by_mail",
]
