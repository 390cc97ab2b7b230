"""Working time on the days that trip people up."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.core.worktime import (
    Calendar,
    NoWorkingTime,
    add_working_days,
    add_working_time,
    holiday_name,
    is_working_time,
    next_opening,
    working_time_between,
)

ZONE = ZoneInfo("Europe/Amsterdam")
OFFICE = Calendar(week={day: ((time(9), time(17)),) for day in range(1, 6)})
ROUND_THE_CLOCK = Calendar(week={day: ((time(0), time(23, 59)),) for day in range(1, 8)})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23T10:00", 2, "2026-11-23T12:00"),
        ("2026-11-23T16:00", 1, "2026-11-23T17:00"),
        ("2026-11-23T16:00", 2, "2026-11-24T10:00"),
        ("2026-11-27T17:01", 1, "2026-11-30T10:00"),
        ("2026-11-27T16:59", 8, "2026-11-30T16:59"),
        ("2026-04-24T16:00", 2, "2026-04-28T10:00"),
        ("2026-04-02T16:00", 2, "2026-04-07T10:00"),
        ("2026-12-24T16:00", 2, "2026-12-28T10:00"),
        ("2025-12-24T16:00", 2, "2025-12-29T10:00"),
        ("2026-05-13T16:30", 1, "2026-05-15T09:30"),
        ("2026-12-31T16:00", 2, "2027-01-04T10:00"),
        ("2025-05-02T16:00", 2, "2025-05-06T10:00"),
        ("2026-05-04T16:00", 2, "2026-05-05T10:00"),
    ],
    ids=[
        "within the day", "until closing", "over the night", "17:01 on a Friday", "a whole day over the weekend",
        "King's Day on a Monday", "Good Friday and Easter", "Christmas on Friday and Saturday",
        "Christmas on Thursday and Friday", "Ascension Day", "New Year's Day on a Friday",
        "Liberation Day in a fifth year", "Liberation Day in another year",
    ],
)  # fmt: skip
def test_a_promise_in_working_hours_falls_where_people_expect_it(start: str, hours: int, due: str) -> None:
    assert add_working_time(at(start), timedelta(hours=hours), OFFICE) == at(due)


def test_the_spring_night_has_an_hour_less() -> None:
    begin, end = at("2026-03-29T00:00"), at("2026-03-29T12:00")

    assert working_time_between(begin, end, ROUND_THE_CLOCK) == timedelta(hours=11)
    assert add_working_time(begin, timedelta(hours=3), ROUND_THE_CLOCK) == at("2026-03-29T04:00")


def test_the_autumn_night_has_an_hour_more() -> None:
    begin, end = at("2026-10-25T00:00"), at("2026-10-25T12:00")

    assert working_time_between(begin, end, ROUND_THE_CLOCK) == timedelta(hours=13)
    assert add_working_time(begin, timedelta(hours=4), ROUND_THE_CLOCK) == at("2026-10-25T03:00")


def test_an_own_closing_day_moves_the_promise() -> None:
    closed = Calendar(week=OFFICE.week, exceptions={date(2026, 5, 15): ()})

    assert add_working_time(at("2026-05-13T16:30"), timedelta(hours=1), closed) == at("2026-05-18T09:30")


def test_a_named_exception_opens_a_holiday() -> None:
    opened = Calendar(week=OFFICE.week, exceptions={date(2026, 4, 27): ((time(10), time(12)),)})

    assert is_working_time(at("2026-04-27T11:00"), opened)
    assert not is_working_time(at("2026-04-27T13:00"), opened)


def test_good_friday_can_be_a_working_day() -> None:
    assert holiday_name(date(2026, 4, 3)) == "Goede vrijdag"
    assert holiday_name(date(2026, 4, 3), good_friday=False) is None


def test_the_closing_minute_is_outside_and_the_opening_minute_inside() -> None:
    assert is_working_time(at("2026-11-23T09:00"), OFFICE)
    assert not is_working_time(at("2026-11-23T17:00"), OFFICE)


def test_the_next_opening_is_now_when_somebody_works_now() -> None:
    assert next_opening(at("2026-11-23T11:11"), OFFICE) == at("2026-11-23T11:11")
    assert next_opening(at("2026-11-21T11:11"), OFFICE) == at("2026-11-23T09:00")


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [(date(2026, 11, 23), 5, date(2026, 11, 30)), (date(2026, 11, 21), 0, date(2026, 11, 23)),
     (date(2026, 11, 23), 0, date(2026, 11, 23)), (date(2026, 11, 21), 1, date(2026, 11, 23)),
     (date(2026, 12, 24), 1, date(2026, 12, 28))],
)  # fmt: skip
def test_working_days_skip_weekends_and_holidays(start: date, days: int, due: date) -> None:
    assert add_working_days(start, days, OFFICE) == due


def test_an_empty_calendar_is_refused_instead_of_searched_for_ever() -> None:
    with pytest.raises(NoWorkingTime):
        add_working_time(at("2026-11-23T10:00"), timedelta(hours=1), Calendar(week={}))


@given(
    start=st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
    minutes=st.integers(1, 6000),
)
def test_what_was_added_is_what_lies_between(start: datetime, minutes: int) -> None:
    due = add_working_time(start, timedelta(minutes=minutes), OFFICE)

    assert working_time_between(start, due, OFFICE) == timedelta(minutes=minutes)
