"""Every read of the directory that a screen or another app needs."""

from vraagbaak.directory.queries.colleagues import Colleague, find_colleagues, people_of
from vraagbaak.directory.queries.departments import find_departments
from vraagbaak.directory.queries.external_parties import find_external_parties
from vraagbaak.directory.queries.hours import department_calendar, office_calendar

__all__ = [
    "Colleague",
    "department_calendar",
    "find_colleagues",
    "find_departments",
    "find_external_parties",
    "office_calendar",
    "people_of",
]
