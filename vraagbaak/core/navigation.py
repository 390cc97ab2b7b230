"""The side navigation: each app names its own entries when it is loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

# The groups of the navigation, parted by a line: what one works on, what one knows, who is who, and how it is set.
WORK, CRAFT, LOOK_UP, MANAGE = 10, 20, 30, 40


@dataclass(frozen=True)
class Badge:
    """A word or figure beside an entry; hot when it asks for attention now."""

    text: str
    is_hot: bool = False


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to, for who holds one of the roles."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    group: int
    order: int
    badge: Callable[[Any], Badge | None] | None

    @property
    def url(self) -> str:
        """Where it leads."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class Line:
    """An entry as one person sees it on one page."""

    entry: Entry
    is_here: bool
    badge: Badge | None


_entries: dict[str, Entry] = {}


def add_entry(
    label: str | Promise,
    url_name: str,
    *roles: str,
    group: int = WORK,
    order: int = 50,
    badge: Callable[[Any], Badge | None] | None = None,
) -> None:
    """Let the navigation lead to this page; call it in `apps.py: ready()`. Naming it twice is once."""
    _entries[url_name] = Entry(label, url_name, frozenset(roles), group, order, badge)


def entries_for(agent: Any) -> list[Entry]:
    """The entries that this person may open, in order."""
    ordered = sorted(_entries.values(), key=lambda entry: (entry.group, entry.order))
    return [entry for entry in ordered if agent.has_role(*entry.roles)]


def lines_for(agent: Any, path: str) -> list[Sequence[Line]]:
    """The navigation in its groups; the entry whose address holds this path most closely is here."""
    entries = entries_for(agent)
    here = max((entry.url for entry in entries if path.startswith(entry.url)), key=len, default=None)
    lines = [Line(entry, entry.url == here, entry.badge(agent) if entry.badge else None) for entry in entries]
    return [list(group) for _, group in groupby(lines, key=lambda line: line.entry.group)]
