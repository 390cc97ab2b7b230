"""The life of an article: which state may follow which, and what an edit of some weight demands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

DRAFT, TO_CHECK, PUBLISHED, EXPIRED, ARCHIVED = "draft", "to_check", "published", "expired", "archived"
TYPO, CHANGE, MAJOR = "typo", "change", "major"

TRANSITIONS: Mapping[str, frozenset[str]] = {
    DRAFT: frozenset({TO_CHECK, PUBLISHED, ARCHIVED}),
    TO_CHECK: frozenset({DRAFT, PUBLISHED, ARCHIVED}),
    PUBLISHED: frozenset({DRAFT, EXPIRED, ARCHIVED}),
    EXPIRED: frozenset({DRAFT, PUBLISHED, ARCHIVED}),
    ARCHIVED: frozenset({DRAFT}),
}
SHOWN_AT_THE_DESK = frozenset({PUBLISHED, EXPIRED})
OWN_KINDS = frozenset({"work_instruction", "news"})  # written by the desk for the desk: no other owner to ask
_WEIGHTS = (TYPO, CHANGE, MAJOR)


@dataclass(frozen=True)
class Demand:
    """What must happen with an edit before residents hear it, and who hears of it."""

    publishes_at_once: bool
    tells_owner: bool
    needs_check: bool


DEMANDS: Mapping[str, Demand] = {
    TYPO: Demand(publishes_at_once=True, tells_owner=False, needs_check=False),
    CHANGE: Demand(publishes_at_once=True, tells_owner=True, needs_check=False),
    MAJOR: Demand(publishes_at_once=False, tells_owner=True, needs_check=True),
}
_OWN = Demand(publishes_at_once=True, tells_owner=False, needs_check=False)


def may_become(state: str, wanted: str) -> bool:
    """Whether an article in this state may go to the wanted one; staying as it is always may."""
    return state == wanted or wanted in TRANSITIONS.get(state, frozenset())


def heaviest(weights: Iterable[str]) -> str:
    """The weight that counts for edits that go out together; a typing error when there is none."""
    return max(weights, key=_WEIGHTS.index, default=TYPO)


def demand_of(kind: str, weights: Iterable[str], *, was_published: bool) -> Demand:
    """What these edits, none of them checked yet, demand together; a first text is always a major edit."""
    if kind in OWN_KINDS:
        return _OWN
    return DEMANDS[heaviest(weights) if was_published else MAJOR]


def begins_later(valid_from: date | None, today: date) -> bool:
    """Whether the article waits for its first day."""
    return valid_from is not None and valid_from > today


def is_over(valid_until: date | None, today: date) -> bool:
    """Whether the last day on which the article held has passed."""
    return valid_until is not None and valid_until < today
