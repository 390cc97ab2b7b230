"""More than chance explains, and no alarm for what it does."""

from dataclasses import replace
from math import comb, exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.insight.rules.shared_words import Index, Said, shared_words
from vraagbaak.insight.rules.spikes import (
    RARE_TOPIC,
    SLOTS,
    Counts,
    are_ordinary,
    are_over,
    is_same,
    rises,
    tail,
)

WEEKS, OPENS, CLOSES, NOON = 8, 96, 216, 144  # slots of five minutes


def day(last_hour=0, *, an_hour=2.0, weeks=WEEKS, all_an_hour=120, busy=1.0) -> Counts:
    """Half past two topics: one of `an_hour` that was silent today up to eleven, and all the others together."""
    earlier = np.zeros((2, SLOTS))
    earlier[:, OPENS:CLOSES] = np.array([[an_hour], [all_an_hour]]) / 12 * weeks
    today = np.zeros((2, SLOTS), np.int64)
    today[1, OPENS:CLOSES] = round(all_an_hour / 12 * busy)
    today[0, OPENS : NOON - 12 : 6] = round(an_hour / 2 * busy)
    today[0, NOON - 12 : NOON] = np.diff(np.linspace(0, last_hour, 13).round()).astype(int)
    return Counts(today, earlier, today.sum(0), earlier.sum(0), weeks)


def seen(counts: Counts, now: int = NOON) -> list[int]:
    return [rise.thing for rise in rises(counts, now, rare=RARE_TOPIC)]


@pytest.mark.parametrize(("observed", "mean", "size"), [(3, 2.0, 4), (1, 0.5, 2), (7, 3.0, 10)])
def test_the_tail_is_that_of_the_negative_binomial(observed, mean, size):
    part = size / (size + mean)
    below = sum(comb(n + size - 1, n) * part**size * (1 - part) ** n for n in range(observed))

    assert tail(np.array([observed]), np.array([mean]), np.array([float(size)]))[0] == pytest.approx(1 - below)


def test_with_a_rate_that_is_certain_it_is_a_poisson_tail():
    below = sum(exp(-4.0) * 4.0**n / factorial(n) for n in range(9))

    assert tail(np.array([9]), np.array([4.0]), np.array([1e8]))[0] == pytest.approx(1 - below, rel=1e-4)


@given(st.integers(0, 60), st.floats(0.01, 40), st.floats(0.5, 200))
def test_a_chance_is_a_chance_and_more_questions_are_rarer(observed, mean, size):
    one, two = (tail(np.array([n]), np.array([mean]), np.array([size]))[0] for n in (observed, observed + 1))

    assert 0 <= two <= one <= 1


def test_what_is_usual_is_what_earlier_weeks_brought_on_a_day_as_busy():
    asked_usually, _certainty = day().usual(NOON - 12, NOON)
    on_a_busy_day, _certainty = day(busy=1.5).usual(NOON - 12, NOON)

    assert asked_usually == pytest.approx([2.0, 120.0], rel=0.15)
    assert on_a_busy_day[0] == pytest.approx(1.5 * asked_usually[0], rel=0.1)


def test_a_letter_that_nobody_announced_is_seen_and_a_busy_quarter_is_not():
    assert seen(day(16)) == [0]
    assert seen(day(6)) == []


def test_a_rise_says_since_when_and_how_far():
    [rise] = rises(day(18), NOON, rare=RARE_TOPIC)

    assert (rise.observed, rise.minutes) == (18, 60)
    assert rise.expected == pytest.approx(2.0, rel=0.15)
    assert rise.chance < RARE_TOPIC


def test_a_busy_day_as_such_is_no_spike():
    assert seen(day(15)) == [0]
    assert seen(day(15, busy=2.5)) == []


def test_opening_in_the_morning_is_no_spike_though_nobody_asked_before():
    counts = day(an_hour=40.0)
    counts.today[0, OPENS : OPENS + 6] = 4

    assert seen(counts, OPENS + 6) == []


@pytest.mark.parametrize("asked", [0, 1, 4])
def test_fewer_than_five_questions_alarm_nobody(asked):
    assert seen(day(asked, an_hour=0.0)) == []


def test_a_closed_day_with_a_few_questions_alarms_nobody():
    counts = day(4)
    counts.today[:, :] = 0
    counts.today[0, NOON - 6 : NOON] = 1

    assert seen(replace(counts, all_today=counts.today.sum(0))) == []


def test_without_three_weeks_before_nothing_is_said():
    assert seen(day(100, weeks=2)) == []
    assert seen(day(100, weeks=3)) == [0]


@given(st.integers(0, 3), st.floats(0, 30))
def test_no_more_than_usual_never_alarms(short, an_hour):
    assert seen(day(max(0, int(an_hour) - short), an_hour=an_hour)) == []


@given(st.integers(5, 60), st.integers(0, 20), st.floats(0.1, 20))
def test_what_alarms_goes_on_alarming_when_more_is_asked(asked, more, an_hour):
    if seen(day(asked, an_hour=an_hour)):
        assert seen(day(asked + more, an_hour=an_hour))


@given(st.integers(0, 60), st.floats(0.1, 20))
def test_nothing_is_over_while_it_is_a_spike(asked, an_hour):
    counts = day(asked, an_hour=an_hour)

    assert not (0 in seen(counts) and are_over(counts, NOON)[0])


def test_a_wave_that_ended_an_hour_ago_is_no_spike_though_three_hours_hold_it():
    counts = day(16)

    assert seen(counts, NOON + 6) == [0]
    assert seen(counts, NOON + 12) == []


def test_a_spike_is_over_when_it_is_usual_again_but_not_because_the_desk_closed():
    counts = day(3)

    assert are_over(counts, NOON)[0]
    assert not are_over(day(16), NOON)[0]
    assert not are_over(counts, CLOSES + 24)[0]


def test_a_closing_day_does_not_tell_what_is_usual():
    assert are_ordinary([100, 120, 3, 0, 90]) == [True, True, False, False, True]
    assert are_ordinary([0, 0]) == [False, False]
    assert are_ordinary([]) == []


def test_two_sets_of_questions_are_one_thing_when_they_are_mostly_the_same():
    assert is_same(frozenset({1, 2, 3}), frozenset(range(20)))
    assert not is_same(frozenset({1, 2, 30, 40, 50}), frozenset(range(20)))
    assert not is_same(frozenset(), frozenset())


def said(*stems: str, people: int) -> list[Said]:
    return [Said(f"person {number}", frozenset(stems)) for number in range(people)]


def weigh(stem: str) -> float:
    return 0.1 if stem == "hoe" else 1.0


def test_words_and_pairs_that_five_people_share_are_looked_at():
    assert shared_words(said("bladkorf", "kwijt", people=5), weigh=weigh) == [
        ("bladkorf",),
        ("bladkorf", "kwijt"),
        ("kwijt",),
    ]
    assert shared_words(said("bladkorf", people=4), weigh=weigh) == []


def test_one_person_who_asks_five_times_is_one_person():
    assert shared_words([Said("same", frozenset({"jansen"}))] * 9, weigh=weigh) == []


@pytest.mark.parametrize("stem", ["1234ab", "2026", "hoe", "ik", "a1"])
def test_digits_fillers_and_letters_are_never_looked_at(stem):
    assert shared_words(said(stem, people=9), weigh=weigh) == []


stems = st.sets(st.sampled_from(["bladkorf", "grijs", "kwijt", "hoe", "2026"]))


@given(st.lists(st.tuples(st.integers(0, 9), stems), max_size=40))
def test_whatever_is_shared_was_used_by_five_people(asked):
    questions = [Said(str(person), frozenset(words)) for person, words in asked]

    for words in shared_words(questions, weigh=weigh):
        people = {each.person for each in questions if set(words) <= each.stems}
        assert len(people) >= 5
        assert not any(letter.isdigit() for letter in "".join(words))


@given(
    st.lists(st.sampled_from([("a",), ("a", "b"), ("b", "c"), ("c",)]), unique=True), st.sets(st.sampled_from("abcd"))
)
def test_a_question_has_a_pair_when_it_has_both_words(words, stems):
    assert sorted(Index(words).matching(stems)) == [at for at, each in enumerate(words) if set(each) <= stems]
