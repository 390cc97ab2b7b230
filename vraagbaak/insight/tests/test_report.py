"""The liaison's report: a department's month, from figures and from what was asked alike."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.insight.queries.report import MonthImpossible, month_named, report_for, report_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OCTOBER, TODAY = date(2026, 10, 1), date(2026, 11, 25)
FEE = "hoeveel is de eigen bijdrage voor hulp in huis"
SIGNED_ON = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def ask(anna, topics):
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]

    def ask(words, outcome="answered", *, day=date(2026, 10, 13), times=1, topic=topics[0]):
        for minute in range(times):
            at = datetime(day.year, day.month, day.day, 10, minute, tzinfo=AMSTERDAM)
            contact = Contact.objects.create(
                channel=channel, agent=anna, opened_at=at - timedelta(minutes=3), closed_at=at
            )
            Question.objects.create(
                contact=contact, words=words, stems=stems_of(words), topic=topic, department=topic.department,
                agent=anna, asked_at=at, outcome=outcome,
            )  # fmt: skip

    return ask


@pytest.fixture
def october(ask, topics):
    """Twelve handled, six handed on alike; a year ago nothing was handled of ten."""
    ask("hoe laat is het loket open", times=12)
    ask(FEE, "callback", times=4, topic=topics[1])
    ask(FEE, "transferred", times=2, topic=topics[1])
    ask("iets anders", "callback", day=date(2025, 10, 7), times=10)


def test_a_month_beside_the_year_before(october, burgerzaken):
    report = report_of(burgerzaken, OCTOBER, TODAY)

    assert (report.now.questions, report.now.handled_share) == (18, 66)
    assert report.year_ago.now.handled_share == 0
    assert report.before is None
    assert [each.month for each in report.line][::12] == [date(2025, 10, 1), OCTOBER]
    assert report.saved_hours == 2
    assert (report.is_running, report.until) == (False, date(2026, 10, 31))


def test_what_was_handed_on_alike_most_is_what_the_desk_could_learn(october, burgerzaken, topics):
    report = report_of(burgerzaken, OCTOBER, TODAY)

    assert (report.suggestion.words, report.suggestion.handed_on, report.suggestion.topic) == (FEE, 6, topics[1])
    assert [each.number for each in report.asked] == [12, 6]
    assert [(each.topic, each.handed_on) for each in report.topics] == [(topics[1], 6), (topics[0], 0)]


def test_what_fewer_than_five_asked_is_not_told(ask, burgerzaken):
    ask(FEE, "callback", times=4)
    hidden = report_of(burgerzaken, OCTOBER, TODAY)
    assert hidden.is_hidden
    assert (hidden.asked, hidden.suggestion) == ((), None)

    ask("hoe laat is het loket open", times=1)

    report = report_of(burgerzaken, OCTOBER, TODAY)
    assert not report.is_hidden
    assert (report.asked, report.suggestion) == ([], None)


def test_numbers_of_people_are_masked(ask, burgerzaken):
    ask("bel mij op 06 12345678 over de eigen bijdrage", "callback", times=5)

    report = report_of(burgerzaken, OCTOBER, TODAY)

    assert "12345678" not in report.asked[0].words


def test_a_month_that_runs_goes_up_to_today(ask, burgerzaken):
    ask("hoe laat is het loket open", times=5, day=TODAY)
    report = report_of(burgerzaken, TODAY.replace(day=1), TODAY)

    assert (report.is_running, report.until, report.later_month) == (True, TODAY, None)


@pytest.mark.parametrize("name", ["2026-13", "2026-12", "x", "", "2026-1", "1999-01", "2026-10-01", "٢٠٢٦-10"])
def test_what_is_no_month_or_still_to_come_is_refused(name):
    with pytest.raises(MonthImpossible):
        month_named(name, TODAY)


def test_a_specialist_sees_the_report_of_the_own_department_only(october, burgerzaken, bram, dirk, anna, esra):
    assert report_for(anna, burgerzaken.uuid, "2026-10").now.questions == 18
    assert report_for(bram, burgerzaken.uuid, "2026-10").now.questions == 18
    assert report_for(dirk, burgerzaken.uuid, "2026-10") is None
    assert report_for(esra, burgerzaken.uuid, "2026-10") is None


def test_the_page_and_its_statements(october, burgerzaken, chantal, client, ask):
    client.force_login(chantal, backend=SIGNED_ON)
    address = reverse("insight:report", args=[burgerzaken.uuid, "2026-10"])

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            page = client.get(address).content.decode()
        assert FEE in page
        assert "6 van de 6" in page
        return len(found)

    statements()
    one = statements()
    for number in range(6):
        ask(f"heel andere vraag over zaak {'abcdef'[number] * 5}", "callback", times=5)
    assert statements() == one
    assert client.get(reverse("insight:report", args=[burgerzaken.uuid, "2026-99"])).status_code == 404
    latest = client.get(reverse("insight:report_latest", args=[burgerzaken.uuid]))
    assert latest.status_code == 302
