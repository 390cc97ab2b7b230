"""What every change of a row of the directory has in common."""

import uuid
from collections.abc import Container, Mapping
from itertools import chain, count

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
    base = made_key(kind, name, ())
    return made_key(kind, name, set(kind._default_manager.filter(key__startswith=base).values_list("key", flat=True)))


def made_key(kind: type[Model], name: str, taken: Container[str]) -> str:
    """A key made from the name that is not among those taken."""
    base = slugify(name)[:48] or kind.__name__.lower()
    numbered = (f"{base}-{number}" for number in count(2))
    return next(key for key in chain([base], numbered) if key not in taken)


def actor(by: Agent | None) -> uuid.UUID | None:
    """Who an event names; nobody when the command line did it."""
    return by.uuid if by else None
