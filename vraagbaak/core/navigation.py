"""The side navigation: each app names its own entries when it is loaded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

Badge = Callable[[Any], str]


@dataclass(frozen=True)
class Entry:
    """One line of the navigation, for who holds one of the roles; `group` parts the list, `order` sorts it."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    group: int = 1
    order: int = 50
    badge: Badge | None = field(default=None, compare=False)

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.url_name)


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Put an entry in the navigation; naming it twice is once."""
    if entry not in _entries:
        _entries.append(entry)
        _entries.sort(key=lambda known: (known.group, known.order))


def entries_for(agent: Any) -> list[Entry]:
    """The entries that this person may open, in order."""
    return [entry for entry in _entries if agent.has_role(*entry.roles)]
