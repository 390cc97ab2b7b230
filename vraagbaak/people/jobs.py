"""Background work of people: mail, and who is no longer seen."""

from django.utils import timezone
from procrastinate.contrib.django import app

from vraagbaak.people import actions
from vraagbaak.people.queries import invitation_to_send


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
