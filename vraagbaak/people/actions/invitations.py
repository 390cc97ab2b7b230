"""Invitations: made, sent, accepted once or withdrawn."""

import secrets
from collections.abc import Collection

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.core.events import announce
from vraagbaak.core.queries import organisation
from vraagbaak.people.actions.accounts import EmailTaken, create_account
from vraagbaak.people.events import AgentInvited, InvitationAccepted, InvitationSent, InvitationWithdrawn
from vraagbaak.people.models import Agent, Invitation
from vraagbaak.people.rules import hash_token, invitation_ends


class InvitationGone(Exception):
    """The invitation was used, withdrawn or has expired, or never was."""


class AlreadyInvited(Exception):
    """An invitation to this mail address is still open."""


@transaction.atomic
def invite_agent(*, email: str, name: str, roles: Collection[str], by: Agent) -> Invitation:
    """Invite somebody by mail; refused when the mail address has an account or an open invitation."""
    email = email.strip().lower()
    if Agent.objects.filter(email__iexact=email).exists():
        raise EmailTaken
    if Invitation.objects.open().filter(email__iexact=email).exists():
        raise AlreadyInvited
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                name=" ".join(name.split()),
                roles=sorted(set(roles)),
                invited_by=by,
                expires_at=invitation_ends(timezone.now()),
            )
    except IntegrityError:  # somebody invited them a moment ago
        raise AlreadyInvited from None
    announce(AgentInvited(invitation=invitation.uuid, roles=tuple(invitation.roles)), by=by.uuid)
    _queue(invitation)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: Agent) -> None:
    """Send a new link for seven more days; the old link stops working. Refused when it was used or withdrawn."""
    if not Invitation.objects.open().select_for_update().filter(id=invitation.id).exists():
        raise InvitationGone
    Invitation.objects.filter(id=invitation.id).update(
        expires_at=invitation_ends(timezone.now()), token_hash=None, sent_at=None
    )
    announce(AgentInvited(invitation=invitation.uuid, roles=tuple(invitation.roles)), by=by.uuid)
    _queue(invitation)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Agent) -> None:
    """Let the link work no more; refused when it was used already."""
    withdrawn = Invitation.objects.open().filter(id=invitation.id).update(withdrawn_at=timezone.now())
    if not withdrawn:
        raise InvitationGone
    announce(InvitationWithdrawn(invitation=invitation.uuid), by=by.uuid)


@transaction.atomic
def send_invitation(invitation: Invitation) -> None:
    """Mail the link; the token is made here and only its hash is kept, so no queue or table ever holds it."""
    held = Invitation.objects.valid(timezone.now()).select_for_update().filter(id=invitation.id).first()
    if held is None or held.sent_at is not None:
        return
    token = secrets.token_urlsafe(32)
    held.token_hash, held.sent_at = hash_token(token), timezone.now()
    held.save(update_fields=["token_hash", "sent_at"])
    announce(InvitationSent(invitation=held.uuid), by=None)
    link = settings.BASE_URL + reverse("people:invitation", kwargs={"token": token})
    facts = {"invitation": held, "link": link, "organisation": organisation()}
    send_mail(
        subject=_("Your invitation to Vraagbaak"),
        message=render_to_string("people/mail/invitation.txt", facts),
        from_email=None,
        recipient_list=[held.email],
    )


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str) -> Agent:
    """Make the account; refused when the link was used, withdrawn or has expired. Two at once make one account."""
    held = Invitation.objects.valid(timezone.now()).select_for_update().filter(token_hash=hash_token(token)).first()
    if held is None:
        raise InvitationGone
    try:
        agent = create_account(
            email=held.email, name=name, password=password, roles=held.roles, way="invitation", by=held.invited_by
        )
    except EmailTaken as taken:
        raise InvitationGone from taken
    held.accepted_at, held.accepted_by = timezone.now(), agent
    held.save(update_fields=["accepted_at", "accepted_by"])
    announce(InvitationAccepted(invitation=held.uuid, agent=agent.uuid), by=agent.uuid)
    return agent


def _queue(invitation: Invitation) -> None:
    app.configure_task("vraagbaak.people.jobs.send_invitation").defer(invitation=str(invitation.uuid))
