"""A crowd to measure with: as large as was asked, counted right, and with the tables as they were before."""

import pytest
from django.db import IntegrityError, connection

from vraagbaak.contacts.models import Contact, Question
from vraagbaak.core.models import EventRecord
from vraagbaak.insight.actions.counting import count_anew
from vraagbaak.insight.models import Change, DayCount
from vraagbaak.town import crowd
from vraagbaak.town.crowd import OutOfRange, gather_crowd
from vraagbaak.town.refusals import NotEmpty

TABLES = ["contacts_contact", "contacts_question"]


def shape() -> list[tuple[str, ...]]:
    """Every constraint, index and trigger of the tables; of a check its columns, since its words come back otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, CASE contype WHEN 'c' THEN conkey::text ELSE pg_get_constraintdef(oid) END,"
            " convalidated::text FROM pg_constraint"
            " WHERE conrelid = ANY(%(tables)s::regclass[])"
            " UNION ALL SELECT indexname, indexdef, '' FROM pg_indexes WHERE tablename = ANY(%(tables)s)"
            " UNION ALL SELECT tgname, tgenabled::text, '' FROM pg_trigger"
            " WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal ORDER BY 1, 2",
            {"tables": TABLES},
        )
        return cursor.fetchall()


@pytest.fixture(autouse=True)
def few_wordings(monkeypatch):
    monkeypatch.setattr(crowd, "WORDINGS", 50)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_is_counted_and_leaves_the_tables_as_they_were():
    before, told = shape(), []

    written = gather_crowd(2_000, 3, tell=lambda done, of: told.append((done, of)))

    assert shape() == before
    assert written == Question.objects.count() == pytest.approx(2_000, rel=0.05)
    assert told[0] == (0, 2_000)
    assert told[-1][0] == written
    assert (Question.objects.latest("asked_at").asked_at - Question.objects.earliest("asked_at").asked_at).days > 1_000
    assert not Change.objects.exists()
    assert sum(DayCount.objects.values_list("questions", flat=True)) == written
    assert not any(found.rows for found in count_anew(mends=False))
    assert not EventRecord.objects.exists()
    with pytest.raises(NotEmpty):
        gather_crowd(10, 1)
    with pytest.raises(IntegrityError):
        Contact.objects.filter(pk=1).update(caller_number="x")
    with pytest.raises(IntegrityError):
        Question.objects.filter(pk=1).update(outcome="x")
    question = Question.objects.order_by("-pk")[0]
    question.pk, question.uuid, question.position = None, "00000000-0000-4000-8000-00000000ffff", 3
    question.save()
    assert Change.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_crowd_that_is_killed_leaves_nothing_behind(monkeypatch):
    before = shape()
    monkeypatch.setattr(crowd._Writer, "block", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        gather_crowd(500, 1)

    assert shape() == before
    assert not Contact.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM directory_department")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(("questions", "years"), [(0, 1), (1, 0), (1, 51), (2_000_000_000, 1)])
def test_numbers_that_make_no_sense_are_refused(questions, years):
    with pytest.raises(OutOfRange):
        gather_crowd(questions, years)
