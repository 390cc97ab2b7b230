"""The citizen service number: nine digits that pass the elfproef, shown only in part."""

from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

LONGEST = 40  # characters, with all the dots and spaces that anybody types


def read_bsn(typed: str) -> str | None:
    """The nine digits of what was typed with or without dots and spaces, or None when it fails the elfproef."""
    if len(typed) > LONGEST:
        return None
    try:
        return str(bsn.validate(typed))
    except ValidationError:
        return None


def masked_bsn(number: str) -> str:
    """The number as it is shown: the last three digits alone."""
    return "•" * 6 + number[-3:]
