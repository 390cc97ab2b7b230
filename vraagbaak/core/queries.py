"""Reads about the organisation itself."""

from vraagbaak.core.models import Organisation


def organisation() -> Organisation:
    """The organisation that this installation serves, with defaults until an administrator sets them."""
    return Organisation.objects.filter(id=1).first() or Organisation()
