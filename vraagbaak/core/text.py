"""Plain text: sort keys, number and name notation."""

import re
import unicodedata

_DIGITS = re.compile(r"\d+")


def sort_key(text: str) -> str:
    """A key that sorts as a Dutch reader expects in any database: no accents, no case, numbers by value."""
    letters = text.casefold()
    if not letters.isascii():
        bare = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _DIGITS.sub(lambda digits: digits.group().zfill(8), letters).strip()[:200]
