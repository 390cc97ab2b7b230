"""More than chance explains, and no alarm for what it does."""

from math import comb, exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.insight.rules.spikes import Usual, are_over, are_spikes, busyness_of, tail


def usual(questions: float, hours: float = 16.0, busyness: float = 1.0) -> Usual:
    return Usual(np.array([float(questions)]), np.array([hours]), busyness)


def asked(number: int) -> np.ndarray:
    return np.array([number])


@pytest.mark.parametrize(("observed", "mean", "size"), [(3, 2.0, 4), (1, 0.5, 2), (7, 3.0, 10)])
def test_the_tail_is_that_of_the_negative_binomial(observed, mean, size):
    part = size / (size + mean)
    below = sum(comb(n + size - 1, n) * part**size * (1 - part) ** n for n in range(observed))

    assert tail(asked(observed), np.array([mean]), np.array([float(size)]))[0] == pytest.approx(1 - below, abs=1e-12)


def test_with_a_rate_that_is_certain_it_is_a_poisson_tail():
    below = sum(exp(-4.0) * 4.0**n / factorial(n) for n in range(9))

    assert tail(asked(9), np.array([4.0]), np.array([1e8]))[0] == pytest.approx(1 - below, rel=1e-4)


@given(st.integers(0, 60), st.floats(0.01, 40), st.floats(0.5, 200))
def test_a_chance_is_a_chance_and_more_questions_are_rarer(observed, mean, size):
    one, two = (tail(asked(n), np.array([mean]), np.array([size]))[0] for n in (observed, observed + 1))

    assert 0 <= two <= one <= 1


def test_a_letter_that_nobody_announced_is_seen_and_a_busy_quarter_is_not():
    before = usual(32)  # 2 an hour in the eight weeks before

    assert are_spikes(asked(16), before, 60)[0]
    assert not are_spikes(asked(6), before, 60)[0]


def test_fewer_than_five_questions_alarm_nobody():
    assert not are_spikes(asked(4), usual(0), 30)[0]


def test_on_a_day_that_is_busy_as_a_whole_more_is_needed():
    assert are_spikes(asked(14), usual(32), 60)[0]
    assert not are_spikes(asked(14), usual(32, busyness=3.0), 60)[0]


@given(st.integers(0, 10_000), st.floats(0, 10_000))
def test_busyness_stays_within_bounds(today, usually):
    assert 0.5 <= busyness_of(today, usually) <= 3.0


def test_a_spike_is_over_when_it_is_usual_again_and_never_while_it_is_one():
    before = usual(32)

    assert are_over(asked(3), before, 60)[0]
    assert not are_over(asked(16), before, 60)[0]
