"""The town, filled once for its tests; without the language model, which would take half a minute."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from vraagbaak.people.models import Agent
from vraagbaak.town import answers
from vraagbaak.town.fill import fill_town
from vraagbaak.town.identity import id_of


def fill_quickly(today: date, *, contacts: int = 400) -> None:
    """Fill the town without what the meaning of words costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "available_encoder", lambda: None)
        fill_town(today=today, contacts=contacts)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Nieuwerdam as it stands today; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_quickly(timezone.localdate())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def account(town, db):
    """Somebody of the cast, by key."""
    return lambda key: Agent.objects.get(uuid=id_of("account", key))
