"""What somebody chooses for themselves: keys and colours."""

from collections.abc import Mapping

from django.db import transaction

from vraagbaak.people.models import Agent
from vraagbaak.people.rules import doubled_combinations, is_shortcut

THEMES = ("auto", "light", "dark")


class WrongShortcuts(Exception):
    """Which key combinations cannot be used, so that the page can name them."""

    def __init__(self, combinations: frozenset[str]) -> None:
        super().__init__(", ".join(sorted(combinations)))
        self.combinations = combinations


@transaction.atomic
def change_preferences(
    agent: Agent,
    *,
    shortcuts_on: bool | None = None,
    theme: str | None = None,
    shortcuts: Mapping[str, str] | None = None,
) -> None:
    """Keep somebody's own choices; refused when two actions would have the same keys."""
    held = Agent.objects.select_for_update().get(id=agent.id)
    chosen = dict(held.preferences)
    if shortcuts is not None:
        _refuse_unusable(shortcuts)
        chosen["shortcuts"] = dict(shortcuts)
    if shortcuts_on is not None:
        chosen["shortcuts_on"] = shortcuts_on
    if theme in THEMES:
        chosen["theme"] = theme
    held.preferences = agent.preferences = chosen
    held.save(update_fields=["preferences"])


def _refuse_unusable(shortcuts: Mapping[str, str]) -> None:
    wrong = frozenset(keys for action, keys in shortcuts.items() if not is_shortcut(action, keys))
    if unusable := wrong | doubled_combinations(shortcuts):
        raise WrongShortcuts(unusable)
