"""The readable difference of two texts: which words went, which came, field by field."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Change = Literal["same", "gone", "new", "skipped"]
_PIECES = re.compile(r"\n|[^\S\n]+|[\w'’-]+|[^\w\s]")
MOST_PIECES = 20_000  # of a text that is compared word by word; beyond it, line by line


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True)
class FieldDifference:
    """What changed in one field."""

    field: str
    stretches: tuple[Stretch, ...]


def word_difference(was: str, now: str) -> tuple[Stretch, ...]:
    """The two texts as one, with what went before what came in its place.

    The stretches that did not come give the old text back, those that did not go the new one.
    """
    old, new = _pieces(was), _pieces(now)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 2000)
    stretches: list[Stretch] = []
    for change, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if change == "equal":
            stretches.append(Stretch("same", "".join(old[from_old:to_old])))
            continue
        if to_old > from_old:
            stretches.append(Stretch("gone", "".join(old[from_old:to_old])))
        if to_new > from_new:
            stretches.append(Stretch("new", "".join(new[from_new:to_new])))
    return tuple(_readable(stretches))


def folded(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The difference without the lines in between that stayed: of those only the ones beside a change are left."""
    last = len(stretches) - 1
    found: list[Stretch] = []
    for place, stretch in enumerate(stretches):
        lines = stretch.text.splitlines(keepends=True)
        head, tail = (0 if place == 0 else 1), (0 if place == last else 1)
        if stretch.change != "same" or len(lines) < head + tail + 2:
            found.append(stretch)
            continue
        parts = (lines[:head], lines[head : len(lines) - tail], lines[len(lines) - tail :])
        kinds: tuple[Change, ...] = ("same", "skipped", "same")
        found += [Stretch(kind, "".join(part)) for kind, part in zip(kinds, parts, strict=True) if part]
    return tuple(found)


def changed_fields(was: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> list[FieldDifference]:
    """The fields that differ, in order; both sides name the same fields."""
    return [
        FieldDifference(field, word_difference(old, new))
        for (field, old), (_, new) in zip(was, now, strict=True)
        if old != new
    ]


def _pieces(text: str) -> list[str]:
    pieces = _PIECES.findall(text)
    return pieces if len(pieces) <= MOST_PIECES else text.splitlines(keepends=True)


def _readable(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join changes that only a space keeps apart, so that a rewritten sentence reads as one, not as confetti."""
    joined: list[Stretch] = []
    gone = new = ""
    for position, stretch in enumerate(stretches):
        between = 0 < position < len(stretches) - 1 and stretch.text.strip(" ") == ""
        if stretch.change == "same" and not between:
            joined += _changes(gone, new)
            gone = new = ""
            joined.append(stretch)
        else:
            gone += stretch.text if stretch.change != "new" else ""
            new += stretch.text if stretch.change != "gone" else ""
    return joined + _changes(gone, new)


def _changes(gone: str, new: str) -> list[Stretch]:
    went = [Stretch("gone", gone)] if gone else []
    return went + ([Stretch("new", new)] if new else [])
