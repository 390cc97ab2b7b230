"""Counts are what a recount of the questions says, at every moment and whatever happens to a question."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from vraagbaak.contacts.models import Channel, Contact, Mood, Outcome, Question
from vraagbaak.insight.actions.counting import count_anew, fold_changes
from vraagbaak.insight.jobs import check_counts
from vraagbaak.insight.models import (
    Change,
    DayChannelCount,
    DayCount,
    DayDepartmentCount,
    DayTopicCount,
    HalfHourCount,
    MonthCount,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def ask(anna, topics):
    """Register a question at a moment; everything else by chance, the same every time."""
    channels = [Channel.objects.get_or_create(key=key, defaults={"name": key})[0] for key in ("telefoon", "brief")]
    luck = Random(3)

    def ask(at=None, **given):
        closed = at or datetime(2026, luck.choice([2, 3]), luck.randrange(1, 28), luck.randrange(24), tzinfo=AMSTERDAM)
        contact = Contact.objects.create(
            channel=luck.choice(channels), agent=anna, opened_at=closed - timedelta(seconds=90), closed_at=closed
        )
        topic = luck.choice(topics)
        return Question.objects.create(
            **{
                "contact": contact, "words": "x", "topic": topic, "department": topic.department if topic else None,
                "outcome": luck.choice(Outcome.values), "mood": luck.choice([*Mood.values, ""]),
                "is_repeat": luck.random() < 0.2, "asked_at": closed, "agent": anna,
            } | given
        )  # fmt: skip

    return ask


def wrong() -> int:
    return sum(found.rows for found in count_anew(mends=False))


@pytest.mark.django_db(transaction=True)
def test_counts_are_exact_before_and_after_folding(ask):
    for _ in range(40):
        ask()
    assert wrong() == 0

    assert fold_changes() == 40
    assert not Change.objects.exists()
    assert sum(DayCount.objects.values_list("questions", flat=True)) == 40
    assert sum(MonthCount.objects.values_list("questions", flat=True)) == 40
    for table in (HalfHourCount, DayTopicCount, DayChannelCount, DayDepartmentCount):
        assert sum(table.objects.values_list("questions", flat=True)) == 40
    assert wrong() == 0


@pytest.mark.django_db(transaction=True)
def test_whatever_happens_to_questions_the_counts_follow(ask, topics):
    questions = [ask() for _ in range(30)]
    fold_changes()

    Question.objects.filter(pk=questions[0].pk).update(outcome="dropped", mood="angry")
    Question.objects.filter(pk__in=[each.pk for each in questions[1:5]]).update(topic=topics[0], is_repeat=True)
    Contact.objects.filter(pk=questions[6].contact_id).update(parked_seconds=30, wrap_up_seconds=10)
    Contact.objects.filter(pk=questions[7].contact_id).update(channel=Channel.objects.get(key="brief"))
    questions[8].contact.delete()
    Question.objects.filter(pk=questions[9].pk).update(words="", redacted_at=questions[9].asked_at)

    assert wrong() == 0
    fold_changes()
    assert wrong() == 0
    assert sum(DayCount.objects.values_list("questions", flat=True)) == 29


@pytest.mark.django_db(transaction=True)
def test_what_is_not_counted_makes_no_change(ask):
    question = ask()
    fold_changes()

    Question.objects.filter(pk=question.pk).update(words="iets anders", need="rust", answer="x")

    assert not Change.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_counting_anew_mends_what_went_wrong_and_says_so(ask):
    for _ in range(10):
        ask()
    fold_changes()
    DayCount.objects.filter(pk=DayCount.objects.first().pk).update(questions=99, angry=7)
    ask()

    assert wrong() == 1
    assert {found.table: found.rows for found in count_anew(mends=True) if found.rows} == {"insight_daycount": 1}
    assert wrong() == 0
    fold_changes()
    assert wrong() == 0


@pytest.mark.django_db(transaction=True)
def test_a_day_is_the_day_of_the_organisation_and_a_half_hour_is_the_same_in_the_summer_time_night(ask):
    ask(datetime(2026, 3, 28, 23, 59, tzinfo=AMSTERDAM))
    ask(datetime(2026, 10, 25, 2, 10, tzinfo=AMSTERDAM, fold=0))
    ask(datetime(2026, 10, 25, 2, 10, tzinfo=AMSTERDAM, fold=1))
    fold_changes()

    assert [str(day) for day in DayCount.objects.order_by("start").values_list("start", flat=True).distinct()] == [
        "2026-03-28",
        "2026-10-25",
    ]
    assert HalfHourCount.objects.values("start").distinct().count() == 3


def test_a_change_that_neither_comes_nor_goes_is_refused(db):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO insight_change (sign, asked_at, outcome, mood, is_repeat) VALUES (2, now(), '', '', false)"
        )


@pytest.mark.django_db(transaction=True)
def test_a_recount_from_a_month_on_leaves_what_is_older(ask):
    ask(datetime(2026, 2, 3, 9, tzinfo=AMSTERDAM))
    ask(datetime(2026, 3, 3, 9, tzinfo=AMSTERDAM))
    fold_changes()
    DayCount.objects.update(questions=5)

    found = count_anew(mends=True, since=date(2026, 3, 1))

    assert {each.table: each.rows for each in found if each.rows} == {"insight_daycount": 1}
    assert list(DayCount.objects.order_by("start").values_list("questions", flat=True)) == [5, 1]


@pytest.mark.django_db(transaction=True)
def test_the_nightly_check_tells_a_difference_in_the_log(ask, caplog):
    ask(datetime(2026, 3, 3, 9, tzinfo=AMSTERDAM))
    fold_changes()
    night = int(datetime(2026, 3, 4, 3, tzinfo=AMSTERDAM).timestamp())
    check_counts(timestamp=night)
    assert "differs" not in caplog.text

    MonthCount.objects.update(angry=3)
    check_counts(timestamp=night)

    assert "insight_monthcount differs from the questions in 1 rows" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_closing_while_others_fold_and_count_anew_loses_nothing(anna, topics, ask):
    from threading import Thread

    from django.db import connections

    def work(deed):
        for _ in range(6):
            deed()
        connections.close_all()

    threads = [Thread(target=work, args=(deed,)) for deed in (ask, fold_changes, lambda: count_anew(mends=True), ask)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong() == 0
    assert Question.objects.count() == 12
