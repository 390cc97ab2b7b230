"""Saving a filter over the literal questions under a name."""

import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from vraagbaak.core.events import announce
from vraagbaak.core.personal import find_personal_data
from vraagbaak.insight.events import ViewRemoved, ViewSaved
from vraagbaak.insight.models import SavedView
from vraagbaak.people.models import Agent


class ViewNameTaken(Exception):
    """This person has a view of that name already."""


class NamesSomebody(Exception):
    """The words or the name hold a number or an address of a person, which a view must not keep."""


@transaction.atomic
def save_view(*, name: str, is_shared: bool, filters: Mapping[str, str], words: str, by: Agent) -> SavedView:
    """Keep a filter under a name; refused when the name is taken or when it would keep personal data."""
    if find_personal_data(words) or find_personal_data(name):
        raise NamesSomebody
    view = SavedView(owner=by, name=name, is_shared=is_shared, filters=dict(filters), words=words)
    _save(view)
    announce(ViewSaved(view=view.uuid, is_shared=is_shared), by=by.uuid)
    return view


@transaction.atomic
def rename_view(view: SavedView, *, name: str, is_shared: bool, by: Agent) -> None:
    """Give a view another name, or share it; refused when the name is taken or names somebody."""
    if find_personal_data(name):
        raise NamesSomebody
    view.name, view.is_shared = name, is_shared
    _save(view)
    announce(ViewSaved(view=view.uuid, is_shared=is_shared), by=by.uuid)


@transaction.atomic
def remove_view(view: uuid.UUID, *, by: Agent) -> None:
    """Remove an own view; a second time does nothing."""
    removed, _ = SavedView.objects.filter(uuid=view, owner=by).delete()
    if removed:
        announce(ViewRemoved(view=view), by=by.uuid)


def _save(view: SavedView) -> None:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise ViewNameTaken from error
