"""Dates as residents say them."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vraagbaak.contacts.rules.dutch_dates import date_in_words, read_date

WEDNESDAY = date(2026, 11, 25)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("vandaag", date(2026, 11, 25)),
        ("Morgen", date(2026, 11, 26)),
        ("overmorgen ", date(2026, 11, 27)),
        ("gisteren", date(2026, 11, 24)),
        ("vrijdag", date(2026, 11, 27)),
        ("aanstaande vrijdag", date(2026, 11, 27)),
        ("vr", date(2026, 11, 27)),
        ("vrijdag a.s.", date(2026, 11, 27)),
        ("woensdag", date(2026, 12, 2)),
        ("volgende week vrijdag", date(2026, 12, 4)),
        ("vrijdag volgende week", date(2026, 12, 4)),
        ("deze week maandag", date(2026, 11, 23)),
        ("vorige week dinsdag", date(2026, 11, 17)),
        ("afgelopen zondag", date(2026, 11, 22)),
        ("4 december", date(2026, 12, 4)),
        ("op 4 dec.", date(2026, 12, 4)),
        ("vrijdag 4 december", date(2026, 12, 4)),
        ("4e van december", date(2026, 12, 4)),
        ("4 december 2027", date(2027, 12, 4)),
        ("4-12-2026", date(2026, 12, 4)),
        ("4/12/26", date(2026, 12, 4)),
        ("04.12", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("de 4e", date(2026, 12, 4)),
        ("over twee weken", date(2026, 12, 9)),
        ("over 3 dagen", date(2026, 11, 28)),
        ("over een maand", date(2026, 12, 25)),
        ("over één jaar", date(2027, 11, 25)),
        ("drie weken geleden", date(2026, 11, 4)),
    ],
)
def test_what_residents_say_names_a_day(said, meant):
    assert read_date(said, today=WEDNESDAY) == meant


@pytest.mark.parametrize(
    "said",
    ["", "zo snel mogelijk", "volgende week", "31 juni", "29-2-2027", "32e", "0-0-0", "4 december 0000", "9999-12-31",
     "donderdag 4 december", "over 999 jaar", "vrijdag de dertiende maand", "1-13", "x" * 500],
)  # fmt: skip
def test_what_names_no_day_or_contradicts_itself_is_not_guessed(said):
    assert read_date(said, today=WEDNESDAY) is None


def test_a_day_without_a_year_passes_into_the_next_year():
    assert read_date("4 januari", today=date(2026, 12, 30)) == date(2027, 1, 4)
    assert read_date("volgende week vrijdag", today=date(2026, 12, 30)) == date(2027, 1, 8)
    assert read_date("over drie dagen", today=date(2026, 12, 30)) == date(2027, 1, 2)
    assert read_date("28 december", today=date(2027, 1, 2)) == date(2026, 12, 28)


def test_the_29th_of_february_exists_in_leap_years_only():
    assert read_date("29 februari", today=WEDNESDAY) == date(2028, 2, 29)
    assert read_date("29 februari", today=date(2096, 6, 1)) == date(2104, 2, 29)
    assert read_date("over een jaar", today=date(2028, 2, 29)) == date(2029, 2, 28)
    assert read_date("over een maand", today=date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("30 februari", today=WEDNESDAY) is None


@pytest.mark.parametrize("today", [date(2026, 3, 28), date(2026, 10, 24)])
def test_the_night_that_is_an_hour_shorter_or_longer_is_one_night(today):
    assert read_date("morgen", today=today) == today + timedelta(days=1)
    assert read_date("over een week", today=today) == today + timedelta(days=7)


@given(day=DAYS, today=DAYS)
def test_what_is_shown_is_understood_again(day, today):
    assert read_date(date_in_words(day), today=today) == day


@given(today=DAYS)
@example(today=date(2028, 2, 29))
def test_a_weekday_lies_in_the_coming_seven_days(today):
    for name in ("maandag", "donderdag", "zondag"):
        assert timedelta(days=1) <= read_date(name, today=today) - today <= timedelta(days=7)


@given(said=st.text(max_size=100), today=DAYS)
def test_no_words_break_it(said, today):
    assert read_date(said, today=today) is None or isinstance(read_date(said, today=today), date)
