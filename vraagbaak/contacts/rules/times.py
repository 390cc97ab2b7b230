"""How long a contact took."""

from datetime import datetime


def handling_seconds(opened: datetime, closed: datetime, *, parked: int) -> int:
    """From open to close without the time that it was parked, in seconds; never below zero."""
    return max(0, round((closed - opened).total_seconds()) - parked)
