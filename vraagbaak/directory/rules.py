"""When somebody works by their own week, and how typed words are looked up; plain values in and out."""

import re
from collections.abc import Collection
from datetime import datetime, time

from vraagbaak.core.worktime import holiday_name

DAY_BEGINS, NOON, DAY_ENDS = time(8, 0), time(12, 30), time(17, 30)
MOST_WORDS, LONGEST_WORD = 8, 40
_DIGITS = re.compile(r"\d+")


def works_at(
    mornings: Collection[int], afternoons: Collection[int], moment: datetime, *, is_closed: bool = False
) -> bool:
    """Whether somebody with these half days (1 = Monday) works at this local moment.

    A morning lasts from 8:00 to 12:30 and an afternoon until 17:30. Nobody works on a holiday or on a day on
    which everything is closed.
    """
    if is_closed or holiday_name(moment.date()):
        return False
    at = moment.time()
    if DAY_BEGINS <= at < NOON:
        return moment.isoweekday() in mornings
    return NOON <= at < DAY_ENDS and moment.isoweekday() in afternoons


def word_patterns(normalised: str) -> list[str]:
    """A regular expression of PostgreSQL for each typed word: it begins a word of what is searched.

    Takes a sort key, in which numbers are padded with zeros; a number also matches as it was written. The
    expressions hold letters, digits and our own marks only, whatever was typed.
    """
    words = re.findall(r"\w+", normalised)[:MOST_WORDS]
    return [rf"\m{_pattern(word[:LONGEST_WORD])}" for word in words]


def _pattern(word: str) -> str:
    bare = _DIGITS.sub(lambda digits: digits.group().lstrip("0") or "0", word)
    return word if bare == word else f"(?:{bare}|{word})"
