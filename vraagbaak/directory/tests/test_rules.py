"""The arithmetic of weeks, opening hours, words and addresses."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.core.text import sort_key
from vraagbaak.core.worktime import Calendar
from vraagbaak.directory.rules.addresses import is_same_phone, tidy_phone, tidy_postcode
from vraagbaak.directory.rules.hours import (
    HoursNotUnderstood,
    HoursOverlap,
    format_hours,
    hours_on,
    opening_at,
    parse_hours,
)
from vraagbaak.directory.rules.week import half_days, works_at
from vraagbaak.directory.rules.words import word_patterns

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICE = Calendar(week={day: ((time(9), time(17)),) for day in range(1, 6)}, zone=AMSTERDAM)
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9-17", ((time(9), time(17)),)),
        ("09:00-12:30, 13:00-17:00", ((time(9), time(12, 30)), (time(13), time(17)))),
        ("van 9 uur tot 12.30 uur en 13u tot 17u", ((time(9), time(12, 30)), (time(13), time(17)))),
        ("13:00 – 17:00; 9:00 – 12:00", ((time(9), time(12)), (time(13), time(17)))),
        ("gesloten", ()),
        ("", ()),
        (" - ", ()),
    ],
)
def test_opening_hours_are_read_as_people_write_them(typed, meant):
    assert parse_hours(typed) == meant


@pytest.mark.parametrize("typed", ["negen tot vijf", "9", "25-26", "9:75-10", "9-", "9-12-17", "<script>"])
def test_what_are_no_hours_is_refused(typed):
    with pytest.raises(HoursNotUnderstood):
        parse_hours(typed)


@pytest.mark.parametrize("typed", ["17-9", "9-9", "9-13, 12-17"])
def test_hours_that_overlap_or_end_too_early_are_refused(typed):
    with pytest.raises(HoursOverlap):
        parse_hours(typed)


@given(st.lists(minutes, max_size=8, unique=True))
def test_hours_that_were_written_out_read_back_the_same(moments):
    ordered = sorted(moments)
    stretches = tuple(zip(ordered[::2], ordered[1::2], strict=False))

    assert parse_hours(format_hours(stretches)) == stretches


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_hours(typed):
    try:
        stretches = parse_hours(typed)
    except (HoursNotUnderstood, HoursOverlap):
        return

    assert parse_hours(format_hours(stretches)) == stretches


def test_open_until_closing_time_and_then_until_the_next_day():
    assert opening_at(OFFICE, at("2026-11-25T16:59")).until == at("2026-11-25T17:00")
    assert opening_at(OFFICE, at("2026-11-27T17:00")).until == at("2026-11-30T09:00")
    assert not opening_at(OFFICE, at("2026-11-27T17:00")).is_open


def test_an_empty_calendar_never_opens():
    assert opening_at(Calendar(week={}), at("2026-11-25T12:00")).until is None


def test_a_holiday_has_no_hours_unless_an_exception_names_it():
    kings_day = date(2027, 4, 27)
    exception = Calendar(week=OFFICE.week, exceptions={kings_day: ((time(10), time(12)),)}, zone=AMSTERDAM)

    assert hours_on(OFFICE, kings_day).stretches == ()
    assert hours_on(exception, kings_day).stretches == ((time(10), time(12)),)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-25T08:00", True),
        ("2026-11-25T12:29", True),
        ("2026-11-25T12:30", False),
        ("2026-11-26T12:30", True),
        ("2026-11-26T17:30", False),
        ("2026-11-25T07:59", False),
        ("2026-12-25T10:00", False),
    ],
)
def test_somebody_works_on_own_half_days(moment, works):
    assert works_at([3, 5], [4, 5], at(moment)) is works


def test_a_weekend_is_shown_only_to_who_works_then():
    assert [day for day, _, _ in half_days([1], [])] == [1, 2, 3, 4, 5]
    assert half_days([6], [])[-1] == (6, True, False)


@given(st.text(max_size=400))
def test_no_typed_text_makes_an_expression_that_runs_wild(typed):
    patterns = word_patterns(sort_key(typed))

    assert len(patterns) <= 8
    assert all(re.fullmatch(r"\\m(?:[\w]{1,40}|\(\?:\w{1,40}\|\w{1,40}\))", pattern) for pattern in patterns)


@pytest.mark.parametrize(
    "typed", ["112", "14 0199", "0199-450001", "+31 6 00000001", "(0199) 45 00 01", "0900-8844", "+49 30 123456"]
)
def test_a_number_that_can_be_dialled_keeps_its_notation(typed):
    assert tidy_phone(f"  {typed} ") == typed


@pytest.mark.parametrize("typed", ["", "bel mij", "0199-450001 tst 4", "1", "12345678901234567", "06", "<b>112</b>"])
def test_what_nobody_can_dial_is_refused(typed):
    assert tidy_phone(typed) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_numbers_and_postcodes(typed):
    assert tidy_phone(typed) is None or tidy_phone(tidy_phone(typed)) == tidy_phone(typed)
    assert tidy_postcode(typed) is None or tidy_postcode(tidy_postcode(typed)) == tidy_postcode(typed)


def test_two_notations_of_one_number_are_the_same():
    assert is_same_phone("0199-450001", "+31 199 450 001")
    assert not is_same_phone("0199-450001", "0199-450002")
    assert is_same_phone("", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1999ab", "1999 AB"), (" 1999  AB ", "1999 AB"), ("0199 AB", None), ("1999 SS", None), ("1999", None)],
)
def test_a_postcode_is_kept_in_one_notation(typed, kept):
    assert tidy_postcode(typed) == kept
