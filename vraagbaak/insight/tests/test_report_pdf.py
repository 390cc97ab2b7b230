"""The report on paper: tagged, in Dutch, with a title; what residents said is never markup."""

import io
from datetime import date, datetime

import pytest
from django.core import mail
from django.urls import reverse
from pypdf import PdfReader

from vraagbaak.insight.actions.reports import send_report
from vraagbaak.insight.jobs import send_reports
from vraagbaak.insight.models import SentReport
from vraagbaak.insight.queries.report import report_of
from vraagbaak.insight.report_pdf import report_pdf
from vraagbaak.insight.tests.conftest import FEE
from vraagbaak.insight.tests.test_report import OCTOBER, SIGNED_ON, TODAY

HOSTILE = 'kosten *vet* #read("/etc/passwd") $x$ <script> `code` _schuin_'


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def kinds(node) -> list[str]:
    """The kinds of the tags in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for each in node for kind in kinds(each)]
    if not isinstance(node, dict):
        return []
    own = [node["/S"]] if "/S" in node else []
    return own + (kinds(node["/K"]) if "/K" in node else [])


def test_it_is_tagged_and_names_its_language_and_title(october, burgerzaken):
    pdf = read(report_pdf(report_of(burgerzaken, OCTOBER, TODAY)))

    root = pdf.trailer["/Root"]
    assert root["/Lang"] in ("nl", "nl-NL")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Burgerzaken, oktober 2026"
    found = kinds(root["/StructTreeRoot"]["/K"])
    assert found.count("/H1") == 1
    assert found.count("/H2") >= 4
    assert found.count("/Table") == 3
    assert "/TH" in found


def test_it_says_what_the_page_says(october, burgerzaken):
    text = "\n".join(page.extract_text() for page in read(report_pdf(report_of(burgerzaken, OCTOBER, TODAY))).pages)

    for words in (FEE, "66", "Uren bespaard", "oktober 2025", "Het meest gevraagd"):
        assert words in text.replace("\xa0", " ")


def test_words_of_residents_are_never_markup(ask, burgerzaken):
    ask(HOSTILE, "callback", times=5)

    text = read(report_pdf(report_of(burgerzaken, OCTOBER, TODAY))).pages[0].extract_text()

    assert '#read("/etc/passwd")' in text.replace("\n", " ")
    assert "*vet*" in text
    assert "root:" not in text


def test_a_month_of_few_questions_is_not_printed(ask, burgerzaken, chantal, client):
    ask(FEE, times=4)
    with pytest.raises(ValueError, match="2026"):
        report_pdf(report_of(burgerzaken, OCTOBER, TODAY))
    client.force_login(chantal, backend=SIGNED_ON)

    assert client.get(reverse("insight:report_pdf", args=[burgerzaken.uuid, "2026-10"])).status_code == 404


def test_the_page_gives_it_under_a_name_without_residents(october, burgerzaken, chantal, client):
    client.force_login(chantal, backend=SIGNED_ON)

    answer = client.get(reverse("insight:report_pdf", args=[burgerzaken.uuid, "2026-10"]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="burgerzaken-2026-10.pdf"'


def test_every_month_prints(october, burgerzaken):
    assert report_pdf(report_of(burgerzaken, date(2025, 10, 1), TODAY)).startswith(b"%PDF")


# --- by mail -----------------------------------------------------------------------------------------


@pytest.fixture
def farid_of_burgerzaken(farid, burgerzaken):
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    return farid


def test_liaison_and_department_get_it_once(october, burgerzaken, farid_of_burgerzaken):
    assert send_report(burgerzaken, OCTOBER) == 2
    assert send_report(burgerzaken, OCTOBER) == 0

    (sent,) = mail.outbox
    assert sent.to == [farid_of_burgerzaken.email, "burgerzaken@nieuwerdam.example"]
    assert sent.subject == "Wat inwoners vroegen: Burgerzaken, oktober 2026"
    ((name, content, kind),) = sent.attachments
    assert (name, kind) == ("burgerzaken-2026-10.pdf", "application/pdf")
    assert content.startswith(b"%PDF")
    assert FEE not in sent.body


def test_what_is_killed_before_it_was_kept_is_sent_after_all(october, burgerzaken, farid_of_burgerzaken, monkeypatch):
    with monkeypatch.context() as killed:
        killed.setattr("vraagbaak.insight.actions.reports.report_pdf", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send_report(burgerzaken, OCTOBER)
    assert not SentReport.objects.exists()

    assert send_report(burgerzaken, OCTOBER) == 2


def test_too_few_questions_or_nobody_to_mail_is_no_mail(ask, burgerzaken, farid_of_burgerzaken):
    ask(FEE, times=4)

    assert send_report(burgerzaken, OCTOBER) == 0
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("day", "sends"),
    [("2026-12-01", True), ("2027-01-01", False), ("2027-01-03", False), ("2027-01-04", True), ("2026-11-01", False),
     ("2026-11-02", True), ("2026-11-20", True)],
)  # fmt: skip
def test_reports_leave_from_the_first_working_day_on(burgerzaken, monkeypatch, day, sends):
    deferred = []
    monkeypatch.setattr("vraagbaak.insight.jobs.send_one_report.defer", lambda **facts: deferred.append(facts))

    send_reports(timestamp=morning(day))

    assert bool(deferred) is sends
    assert {each["department"] for each in deferred} <= {str(burgerzaken.uuid)}


def test_what_was_sent_is_not_sent_the_next_morning(october, burgerzaken, farid_of_burgerzaken, monkeypatch):
    deferred = []
    monkeypatch.setattr("vraagbaak.insight.jobs.send_one_report.defer", lambda **facts: deferred.append(facts))
    send_report(burgerzaken, OCTOBER)

    send_reports(timestamp=morning("2026-11-03"))

    assert str(burgerzaken.uuid) not in [each["department"] for each in deferred]


def morning(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T07:00+01:00").timestamp())
