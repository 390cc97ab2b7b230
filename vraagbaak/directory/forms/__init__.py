"""The shape of everything that is typed into the directory."""

from vraagbaak.directory.forms.departments import DepartmentForm, GroupForm
from vraagbaak.directory.forms.employees import EmployeeForm, EmployeeSearchForm
from vraagbaak.directory.forms.external_parties import ExternalPartyForm
from vraagbaak.directory.forms.imports import ImportForm
from vraagbaak.directory.forms.locations import ClosingDayForm, LocationForm
from vraagbaak.directory.forms.reach import LiaisonForm, ReachForm

__all__ = [
    "ClosingDayForm",
    "DepartmentForm",
    "EmployeeForm",
    "EmployeeSearchForm",
    "ExternalPartyForm",
    "GroupForm",
    "ImportForm",
    "LiaisonForm",
    "LocationForm",
    "ReachForm",
]
