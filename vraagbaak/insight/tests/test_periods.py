"""Periods are whole months with edges, and compare with the year before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.insight.rules.periods import NAMED, Period, PeriodImpossible, named_period

days = st.dates(date(2020, 1, 1), date(2029, 12, 31))


@given(days, st.integers(0, 900))
def test_whole_months_and_edges_cover_a_period_once(since, length):
    period = Period(since, since + timedelta(days=length))
    whole = period.whole_months()
    parts = [*period.edges(), whole] if whole else [*period.edges()]

    covered = [part.since + timedelta(days=at) for part in parts for at in range(part.days)]

    assert sorted(covered) == [period.since + timedelta(days=at) for at in range(period.days)]
    assert whole is None or (whole.since.day == 1 and (whole.until + timedelta(days=1)).day == 1)


@given(days)
def test_every_name_is_a_period_that_does_not_end_after_today(today):
    assert all(named_period(name, today).until <= today for name in NAMED)


def test_a_leap_day_has_the_day_before_it_a_year_earlier():
    assert Period(date(2028, 2, 29), date(2028, 2, 29)).a_year_earlier.since == date(2027, 2, 28)


@pytest.mark.parametrize("until", [date(2025, 12, 31), date(2040, 1, 1)])
def test_an_impossible_period_is_refused(until):
    with pytest.raises(PeriodImpossible):
        Period(date(2026, 1, 1), until)
