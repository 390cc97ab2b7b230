"""Phone numbers and postcodes of the organisation itself, as people here write them."""

import re

from vraagbaak.core.phone import normalise_phone

_PHONE = re.compile(r"[+(]?\d[\d\s()./-]{1,30}")
_SHORT = re.compile(r"1\d{2,4}")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
_UNUSED_LETTERS = {"SA", "SD", "SS"}


def tidy_phone(typed: str) -> str | None:
    """The number as it was written, without needless space; None when nobody could dial it.

    Short numbers such as 112 and 14 020 are right as well. These numbers are read out, so the notation that the
    organisation uses itself is kept.
    """
    number = " ".join(typed.split())
    if not _PHONE.fullmatch(number):
        return None
    is_short = _SHORT.fullmatch(re.sub(r"\D", "", number)) is not None
    return number if is_short or normalise_phone(number) else None


def is_same_phone(one: str, other: str) -> bool:
    """Whether two notations reach the same phone."""
    return one == other or (normalise_phone(one) or one) == (normalise_phone(other) or other)


def tidy_postcode(typed: str) -> str | None:
    """The Dutch postcode as `1234 AB`; None when it cannot be one."""
    match = _POSTCODE.fullmatch(typed.strip())
    if match is None or match[2].upper() in _UNUSED_LETTERS:
        return None
    return f"{match[1]} {match[2].upper()}"
