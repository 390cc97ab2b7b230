"""How typed words are looked up."""

import re

MOST_WORDS, LONGEST_WORD = 8, 40
_DIGITS = re.compile(r"\d+")


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
