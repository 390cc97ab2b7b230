"""Background work of people: mail, who is no longer seen, and the end of what work leaves behind."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from vraagbaak.people import actions
from vraagbaak.people.queries import invitation_to_send

DONE_IS_KEPT_HOURS = 7 * 24
FAILED_IS_KEPT_HOURS = 30 * 24


@app.task(retry=8)
def send_invitation(*, invitation: str) -> None:
    """Mail an invitation; does nothing when it was sent, used or withdrawn meanwhile."""
    if (found := invitation_to_send(invitation)) is not None:
        actions.send_invitation(found)


@app.task(retry=8)
def send_password_link(*, email: str) -> None:
    """Mail a link to set a new password, if there is such an account."""
    actions.send_password_link(email)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="people.mark_unseen_away")
def mark_unseen_away(timestamp: int) -> None:
    """Mark as away who was not seen for two minutes."""
    actions.mark_unseen_away(now=timezone.now())


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="people.remove_finished_jobs", pass_context=True)
async def remove_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that are done, with the mail addresses in them: after a week, and after a month when they failed."""
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(DONE_IS_KEPT_HOURS, include_cancelled=True, include_aborted=True)
    await jobs.delete_old_jobs(FAILED_IS_KEPT_HOURS, include_failed=True)
