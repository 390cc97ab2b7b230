"""Mailing each department its month, on the first working day of the next."""

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.defaultfilters import date as format_date
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vraagbaak.core.events import announce
from vraagbaak.core.queries import organisation
from vraagbaak.directory.models import Department
from vraagbaak.insight.events import ReportSent
from vraagbaak.insight.models import SentReport
from vraagbaak.insight.queries.report import report_of
from vraagbaak.insight.report_pdf import report_pdf


@transaction.atomic
def send_report(department: Department, month: date) -> int:
    """Mail a department's month to its liaisons and its head, once and in one message; gives to how many.

    Not when nobody asked anything, or so few that one of them might be recognised; nor when nobody can be mailed.
    """
    held = Department.objects.select_for_update(of=("self",)).select_related("head").get(pk=department.pk)
    if SentReport.objects.filter(department=held, month=month).exists():
        return 0
    report = report_of(held, month, timezone.localdate())
    is_told = bool(report.now.questions) and not report.is_hidden
    to = _readers(held) if is_told else []
    SentReport.objects.create(department=held, month=month, sent_at=timezone.now(), addresses=len(to))
    if to:
        announce(ReportSent(department=held.uuid, month=month, addresses=len(to)), by=None)
        link = settings.BASE_URL + reverse("insight:report", args=[held.uuid, f"{month:%Y-%m}"])
        facts = {"report": report, "link": link, "organisation": organisation()}
        title = {"department": held.name, "month": format_date(month, "F Y")}
        message = EmailMessage(
            subject=_("What residents asked: %(department)s, %(month)s") % title,
            body=render_to_string("insight/mail/report.txt", facts),
            to=to,
        )
        message.attach(f"{held.key}-{month:%Y-%m}.pdf", report_pdf(report), "application/pdf")
        message.send()
    return len(to)


def _readers(department: Department) -> list[str]:
    """The liaisons who work here now, and the head; each address once."""
    liaisons = department.liaisons.filter(agent__is_active=True).order_by("agent__name")
    found = [*liaisons.values_list("agent__email", flat=True), department.mail_address]
    return list(dict.fromkeys(address for address in found if address))
