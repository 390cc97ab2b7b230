"""The liaison's report: a department's month, from figures and from what was asked alike."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from vraagbaak.contacts.models import Question
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.report import MonthImpossible, month_named, report_for, report_of
from vraagbaak.insight.report_pdf import report_pdf
from vraagbaak.insight.tests.conftest import FEE

OCTOBER, TODAY = date(2026, 10, 1), date(2026, 11, 25)
SIGNED_ON = "allauth.account.auth_backends.AuthenticationBackend"


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
    assert [(each.topic, each.now.handed_on) for each in report.topics] == [(topics[1], 6), (topics[0], 0)]


def test_what_fewer_than_five_asked_is_not_told(ask, burgerzaken):
    ask(FEE, "callback", times=4)
    hidden = report_of(burgerzaken, OCTOBER, TODAY)
    assert hidden.is_hidden
    assert (hidden.asked, hidden.suggestion) == ((), None)

    ask("hoe laat is het loket open", times=1)

    report = report_of(burgerzaken, OCTOBER, TODAY)
    assert not report.is_hidden
    assert (report.asked, report.suggestion) == ([], None)


def test_months_topics_and_gaps_of_few_questions_are_not_told(october, ask, burgerzaken, topics, anna):
    ask("iets van september", day=date(2026, 9, 8), times=4)
    ask("iets over zwemmen van de afdeling", times=4, topic=topics[0])
    Question.objects.filter(words__startswith="iets over zwemmen").update(topic=topics[2])
    for number, signs in enumerate((4, 5)):
        gap = Gap.objects.create(stems=f"zon{number}", department=burgerzaken, opened_at=timezone.now())
        ask(f"zonnepaneel {number}", "no_answer", day=timezone.localdate(), times=signs)
        asked = Question.objects.filter(words=f"zonnepaneel {number}")
        GapSign.objects.bulk_create(GapSign(gap=gap, question=each, at=each.asked_at) for each in asked)

    report = report_of(burgerzaken, OCTOBER, TODAY)

    assert (report.before, [each.month for each in report.known_line]) == (None, [date(2025, 10, 1), OCTOBER])
    assert topics[2] not in [each.topic for each in report.topics]
    assert ([line.words for line in report.gaps], report.small_gaps) == (["zonnepaneel 1"], 1)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(report_pdf(report))).pages)
    assert "zonnepaneel 1" in text
    assert "zonnepaneel 0" not in text
    assert "minder dan vijf keer" in text


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
