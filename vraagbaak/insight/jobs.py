"""Background work on figures."""

import logging
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from vraagbaak.core.worktime import add_working_days
from vraagbaak.directory.models import Department
from vraagbaak.directory.queries import office_calendar
from vraagbaak.insight.actions.campaigns import mail_proposal
from vraagbaak.insight.actions.counting import count_anew, fold_changes
from vraagbaak.insight.actions.gaps import gather_gaps, mail_gap
from vraagbaak.insight.actions.reports import send_report
from vraagbaak.insight.actions.spikes import mail_department, watch_for_spikes
from vraagbaak.insight.models import Campaign, Gap, SentReport, Spike
from vraagbaak.insight.queries.report import last_month

PATIENT = RetryStrategy(max_attempts=8, exponential_wait=4)
log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="insight.fold_changes", queueing_lock="insight.fold_changes")
def fold_what_waits(timestamp: int) -> None:
    """Fold the changes of the last minute into the counts; figures are exact without it, only slower."""
    fold_changes()


@app.periodic(cron="*/5 * * * *")
@app.task(name="insight.watch_for_spikes", queueing_lock="insight.watch_for_spikes")
def watch(timestamp: int) -> None:
    """See what more is asked about than chance explains; a turn that was missed is made up for by the next."""
    watch_for_spikes(timezone.now())


@app.task(name="insight.mail_department", retry=PATIENT)
def mail_the_department(*, spike: str) -> None:
    """Ask a department by mail whether it sent something; not when that was done or answered meanwhile."""
    if (found := Spike.objects.filter(uuid=UUID(spike)).first()) is not None:
        mail_department(found)


@app.periodic(cron="7,22,37,52 * * * *")
@app.task(name="insight.gather_gaps", queueing_lock="insight.gather_gaps")
def gather(timestamp: int) -> None:
    """Gather what the desk could not answer; a turn that was missed is made up for by the next."""
    gather_gaps(timezone.now())


@app.task(name="insight.mail_gap", retry=PATIENT)
def mail_the_gap(*, gap: str) -> None:
    """Ask a department by mail for an answer; not when that was done or settled meanwhile."""
    if (found := Gap.objects.filter(uuid=UUID(gap)).first()) is not None:
        mail_gap(found)


@app.task(name="insight.mail_campaign", retry=PATIENT)
def mail_the_proposal(*, campaign: str) -> None:
    """Mail a department what could move to the desk; not when that was done or answered meanwhile."""
    if (found := Campaign.objects.filter(uuid=UUID(campaign)).first()) is not None:
        mail_proposal(found)


@app.periodic(cron="0 6 * * *")
@app.task(name="insight.send_reports", queueing_lock="insight.send_reports")
def send_reports(timestamp: int) -> None:
    """From the first working day of a month on, send each department the report that it did not get yet."""
    today = timezone.localdate(datetime.fromtimestamp(timestamp, UTC))
    month = last_month(today)
    if today < add_working_days(today.replace(day=1) - timedelta(days=1), 1, office_calendar(None)):
        return
    told = SentReport.objects.filter(month=month).values("department")
    for department in Department.objects.filter(is_active=True).exclude(pk__in=told).order_by("pk"):
        send_one_report.defer(department=str(department.uuid), month=month.isoformat())


@app.task(name="insight.send_report", retry=PATIENT)
def send_one_report(*, department: str, month: str) -> None:
    """Mail one department its month; not when that was done already."""
    if (found := Department.objects.filter(uuid=UUID(department)).first()) is not None:
        send_report(found, date.fromisoformat(month))


@app.periodic(cron="20 3 * * *")
@app.task(name="insight.check_counts", queueing_lock="insight.check_counts")
def check_counts(timestamp: int) -> None:
    """Compare the counts of this month and the one before with the questions; a difference is told, never hidden."""
    month = datetime.fromtimestamp(timestamp, UTC).date().replace(day=1)
    since = (month - timedelta(days=1)).replace(day=1)
    for found in count_anew(mends=False, since=since):
        if found.rows:
            log.error("%s differs from the questions in %s rows; run `vraagbaak recount`", found.table, found.rows)
