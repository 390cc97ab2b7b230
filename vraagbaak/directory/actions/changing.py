"""What every change of a row of the directory has in common."""

import uuid
from collections.abc import Mapping

from django.db.models import Model
from django.utils.text import slugify

from vraagbaak.people.models import Agent


def change_row(row: Model, values: Mapping[str, object]) -> tuple[str, ...]:
    """Save the values that differ; gives the names of their fields."""
    changed = tuple(sorted(field for field, value in values.items() if getattr(row, field) != value))
    for field in changed:
        setattr(row, field, values[field])
    if changed:
        row.save(update_fields=changed)
    return changed


def free_key(kind: type[Model], name: str) -> str:
    """A key made from the name that no row has yet."""
    base = slugify(name)[:48] or kind.__name__.lower()
    taken = set(kind._default_manager.filter(key__startswith=base).values_list("key", flat=True))
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def actor(by: Agent | None) -> uuid.UUID | None:
    """Who an event names; nobody when the command line did it."""
    return by.uuid if by else None
