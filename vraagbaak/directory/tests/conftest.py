"""Rows of the directory for its tests."""

from datetime import time

import pytest

from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, Employee, ExternalParty, Location, OpeningHours


@pytest.fixture
def make_employee(db):
    """Make an employee: name, department, and anything that differs."""

    def make(name: str, department: Department, **given) -> Employee:
        first, _, last = name.partition(" ")
        values = {"key": sort_key(name).replace(" ", "-"), "mornings": [1, 2, 3], "afternoons": [1, 2, 3]} | given
        return Employee.objects.create(
            first_name=first, last_name=last, sort_key=sort_key(name), department=department, **values
        )

    return make


@pytest.fixture
def town_hall(db) -> Location:
    """The main location, open on weekdays from 9 to 17."""
    hall = Location.objects.create(key="stadhuis", name="Stadhuis", sort_key="stadhuis", is_main=True)
    OpeningHours.objects.bulk_create(
        OpeningHours(location=hall, weekday=day, opens=time(9), closes=time(17)) for day in range(1, 6)
    )
    return hall


@pytest.fixture
def photographer(db) -> ExternalParty:
    """Somebody who comes to people's homes."""
    return ExternalParty.objects.create(
        key="het-licht", name="Het Licht", sort_key="het licht", kind="fotograaf", what="Pasfoto's aan huis"
    )
