"""When questions without an answer make a gap in what we know, when it is closed, and what it costs meanwhile."""

from collections.abc import Sequence
from datetime import timedelta

SEEN_OVER = timedelta(weeks=8)  # what is older says nothing of what we know now
UNKNOWN_FEWEST = 2  # times that nobody knew, nothing was found or something was missed
HANDED_ON_FEWEST = 5  # times that alike questions went to a colleague, which alone is no fault
LAST = 3  # questions that decide whether the desk can do it
SPECIALIST_MINUTES = 10  # that a colleague spends on a question that was handed on; an assumption, shown beside the sum

OPEN, ASKED, CLOSED, DISMISSED = "open", "asked", "closed", "dismissed"
NEXT = {
    OPEN: {ASKED, CLOSED, DISMISSED},
    ASKED: {CLOSED, DISMISSED},
    CLOSED: {OPEN},
    DISMISSED: set[str](),
}


def may_become(state: str, wanted: str) -> bool:
    """Whether a gap in this state may go to that one."""
    return wanted in NEXT[state]


def is_gap(*, unknown: int, handed_on: int) -> bool:
    """Whether alike questions make a gap: twice unknown, or five times handed on."""
    return unknown >= UNKNOWN_FEWEST or handed_on >= HANDED_ON_FEWEST


def is_filled(handled: Sequence[bool]) -> bool:
    """Whether the desk handled the last three such questions itself; newest first, all since the answer came."""
    return len(handled) >= LAST and all(handled[:LAST])


def fails_again(handled: Sequence[bool]) -> bool:
    """Whether two of the last three such questions could not be handled; newest first, all since it was closed."""
    return sum(not each for each in handled[:LAST]) >= LAST - 1


def shared_stems(wordings: Sequence[frozenset[str]]) -> list[str]:
    """The stems that at least two of them share, most shared first: what a gap is told by, so never one's own name."""
    times: dict[str, int] = {}
    for stems in wordings:
        for stem in stems:
            times[stem] = times.get(stem, 0) + 1
    shared = [stem for stem, number in times.items() if number > 1 and stem.isalpha()]
    return sorted(shared, key=lambda stem: (-times[stem], stem))


def minutes_a_week(*, questions: int, handed_on: int, seconds: float, weeks: float) -> int:
    """What it costs a week, in whole minutes: the time at the desk, and ten minutes of a colleague for each handed on.

    `seconds` is the mean handling time at the desk; refused (ValueError) over no time at all.
    """
    if weeks <= 0:
        raise ValueError(weeks)
    return round((questions * seconds / 60 + handed_on * SPECIALIST_MINUTES) / weeks)
