"""The text of an article as somebody writes it, and as it is laid beside another version."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.knowledge.rules.costs import Cost

MOST_SYNONYMS = 60


@dataclass(frozen=True)
class Text:
    """Everything that one version says."""

    title: str
    say: str
    explanation: str = ""
    steps: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    duration: str = ""
    legal_ground: str = ""
    apply_url: str = ""
    synonyms: tuple[str, ...] = ()
    internal_note: str = ""


def lines_of(typed: str) -> tuple[str, ...]:
    """A list as it is typed in a text field: one item on each line, without list marks and blank lines."""
    items = (line.strip().removeprefix("- ").removeprefix("• ").strip() for line in typed.splitlines())
    return tuple(item for item in items if item)


def words_of(typed: str) -> tuple[str, ...]:
    """Synonyms as they are typed: parted by commas or lines, each once, at most sixty."""
    items = (word.strip() for line in typed.splitlines() for word in line.split(","))
    return tuple(dict.fromkeys(word[:120] for word in items if word))[:MOST_SYNONYMS]


def cost_lines(costs: Sequence[Cost]) -> str:
    """Costs as lines to read and compare."""
    return "\n".join(f"{cost.what}: {cost.amount:.2f}" + (f" ({cost.since})" if cost.since else "") for cost in costs)
