"""Figures say what the questions say, whatever the period and however much still waits to be folded."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.insight.actions.counting import fold_changes
from vraagbaak.insight.queries.figures import By, Wanted, figures, half_hours, total_of
from vraagbaak.insight.rules.measures import HANDLED, Measures, percent, total
from vraagbaak.insight.rules.periods import Period
from vraagbaak.insight.tests.test_counting import AMSTERDAM


@pytest.fixture
def year(anna, topics):
    """Questions on days all over two years, some of them not yet folded."""
    channels = list(Channel.objects.all()[:3])
    luck = Random(5)
    for number in range(120):
        closed = datetime(2025, 1, 1, 9, tzinfo=AMSTERDAM) + timedelta(
            days=luck.randrange(700), minutes=luck.randrange(400)
        )
        contact = Contact.objects.create(
            channel=luck.choice(channels), agent=anna, opened_at=closed - timedelta(seconds=60), closed_at=closed
        )
        topic = luck.choice(topics)
        Question.objects.create(
            contact=contact, words="x", topic=topic, department=topic.department if topic else None,
            outcome=luck.choice(["answered", "referred", "callback", "dropped"]), asked_at=closed, agent=anna,
        )  # fmt: skip
        if number == 80:
            fold_changes()


def asked(period):
    found = Question.objects.select_related("contact", "topic")
    return [each for each in found if period.since <= each.asked_at.astimezone(AMSTERDAM).date() <= period.until]


PERIODS = [
    Period(date(2025, 1, 1), date(2026, 12, 31)),
    Period(date(2025, 3, 5), date(2025, 3, 20)),
    Period(date(2025, 3, 5), date(2025, 9, 2)),
    Period(date(2025, 2, 1), date(2025, 2, 28)),
    Period(date(2025, 1, 31), date(2025, 3, 1)),
]


@pytest.mark.parametrize("period", PERIODS)
def test_any_period_adds_up(year, period):
    mine = asked(period)

    found = total_of(Wanted(period))

    assert found.questions == len(mine)
    assert found.handled == sum(each.outcome in HANDLED for each in mine)
    assert found.seconds == 60 * len(mine)


@pytest.mark.parametrize("period", PERIODS)
def test_parts_are_what_a_count_of_the_questions_says(year, period):
    mine = asked(period)
    for by, key in (
        (By.TOPIC, lambda each: each.topic_id),
        (By.DEPARTMENT, lambda each: each.department_id),
        (By.CHANNEL, lambda each: each.contact.channel_id),
        (By.DAY, lambda each: each.asked_at.astimezone(AMSTERDAM).date()),
        (By.MONTH, lambda each: each.asked_at.astimezone(AMSTERDAM).date().replace(day=1)),
    ):
        found = figures(Wanted(period), by)

        assert {part: measures.questions for part, measures in found.items()} == Counter(map(key, mine))


def test_a_restriction_holds_and_an_empty_one_is_nothing(year, topics):
    period = PERIODS[0]
    passport = topics[0]

    assert total_of(Wanted(period, topics=frozenset({passport.pk}))).questions == passport.questions.count()
    assert total_of(Wanted(period, departments=frozenset())) == Measures()


def test_half_hours_of_several_stretches_come_in_order(year):
    moments = sorted(Question.objects.values_list("asked_at", flat=True))
    begin = [moments[3].replace(minute=0), moments[90].replace(minute=0)]

    found = half_hours([(at, at + timedelta(hours=1)) for at in begin])

    within = sum(any(at <= moment < at + timedelta(hours=1) for at in begin) for moment in moments)
    assert sum(each.questions for each in found) == within >= 2
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert half_hours([]) == []


def test_a_share_of_nothing_is_no_share_and_a_goal_is_not_reached_by_rounding():
    assert Measures(questions=2, dropped=2).handled_share is None
    assert Measures(questions=1000, answered=799).handled_share == 79
    assert percent(0, 3) == 0


def test_sums_add_every_measure():
    one = Measures(questions=2, answered=1, dropped=1, seconds=30)

    assert total([one, one]) == Measures(questions=4, answered=2, dropped=2, seconds=60)
    assert total([]) == Measures()
