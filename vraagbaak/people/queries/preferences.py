"""Reads about what somebody chose for themselves."""

from dataclasses import dataclass

from vraagbaak.people.extensions import shortcuts as known
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Preferences:
    """Somebody's own choices, complete with what holds when nothing was chosen."""

    shortcuts_on: bool
    shortcuts: dict[str, str]
    theme: str


@dataclass(frozen=True)
class ShortcutRow:
    """One action on the account page, with its keys."""

    action: str
    label: str
    combination: str
    usual: str


def preferences(agent: Agent) -> Preferences:
    """Somebody's choices; costs no statement."""
    chosen = agent.preferences
    own = chosen.get("shortcuts", {})
    return Preferences(
        shortcuts_on=bool(chosen.get("shortcuts_on", True)),
        shortcuts={action: own.get(action, shortcut.combination) for action, shortcut in known.items()},
        theme=str(chosen.get("theme", "auto")),
    )


def shortcut_rows(agent: Agent) -> list[ShortcutRow]:
    """The actions that have keys, as somebody set them."""
    own = preferences(agent).shortcuts
    return [
        ShortcutRow(action, str(shortcut.label), own[action], shortcut.combination)
        for action, shortcut in known.items()
    ]
