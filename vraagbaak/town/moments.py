"""When things happened in the town: in office hours, on working days, counted from the day on which it is filled."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Model
from django.utils import timezone

WRITTEN_ON = date(2026, 11, 24)  # the day on which the content was written


def office_moment(day: date, luck: Random) -> datetime:
    """Some moment in office hours of that day; of the Friday before when it falls in a weekend."""
    worked = day - timedelta(days=max(0, day.isoweekday() - 5))
    return timezone.make_aware(datetime.combine(worked, time(luck.randrange(9, 17), luck.randrange(60))))


def working_day(day: date, *, later: bool) -> date:
    """That day, or the working day after or before it when it falls in a weekend."""
    over = max(0, day.isoweekday() - 5)
    return day + timedelta(days=(3 - over) if later and over else -over)


def written_day(written: object, today: date) -> date | None:
    """A date of the content, moved along by whole weeks so that it lies as far ahead as when it was written."""
    if not written:
        return None
    return date.fromisoformat(str(written)) + timedelta(weeks=(today - WRITTEN_ON).days // 7)


def backdate(rows: Sequence[Model], field: str, moments: Sequence[datetime | None]) -> None:
    """Set a moment that would otherwise say now, because the database fills it in; None leaves it as it is."""
    dated = [(row, moment) for row, moment in zip(rows, moments, strict=True) if moment is not None]
    for row, moment in dated:
        setattr(row, field, moment)
    if dated:
        type(dated[0][0])._default_manager.bulk_update([row for row, _ in dated], [field], batch_size=500)
