"""How long a contact took."""

from datetime import datetime


def handling_seconds(opened: datetime, closed: datetime, *, parked: int, wrap_up: int = 0) -> int:
    """From open to close without the time that it was parked or wrapped up, in seconds; never below zero."""
    return max(0, round((closed - opened).total_seconds()) - parked - wrap_up)


def wrap_up_seconds(opened: datetime, closed: datetime, *, parked: int, talked: int | None) -> int:
    """What of the handling came after the caller hung up, in seconds; none when nobody said that they did."""
    return 0 if talked is None else max(0, handling_seconds(opened, closed, parked=parked) - talked)
