"""How long each kind of record is kept, in months, until an administrator says otherwise."""

from collections.abc import Mapping
from datetime import datetime

# Cautious: long enough to answer for one's work, short enough to defend. The archivist of the organisation decides.
DEFAULT_MONTHS: Mapping[str, int] = {
    "contact_text": 24,
    "party": 24,
    "access_log": 60,
    "event_record": 84,
    "search_entry": 12,
    "draft": 3,
    "trace": 1,
}
SHORTEST, LONGEST = 1, 240


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last day of that month when it is shorter."""
    total = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(total, 12)
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)
