"""Reads about invitations."""

import uuid

from django.db.models import QuerySet
from django.utils import timezone

from vraagbaak.people.models import Agent, Invitation, Role
from vraagbaak.people.rules import hash_token


def invitations_for(administrator: Agent) -> QuerySet[Invitation]:
    """All invitations, the newest first, for an administrator."""
    if not administrator.has_role(Role.ADMINISTRATOR):
        return Invitation.objects.none()
    return Invitation.objects.select_related("invited_by", "accepted_by").order_by("-created_at", "-id")


def invitation_for(administrator: Agent, invitation: uuid.UUID) -> Invitation | None:
    """One invitation, for an administrator."""
    return invitations_for(administrator).filter(uuid=invitation).first()


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation that this link opens, as long as it can be accepted."""
    return Invitation.objects.valid(timezone.now()).filter(token_hash=hash_token(token)).first()


def invitation_to_send(invitation: str) -> Invitation | None:
    """An invitation whose mail has to go out yet."""
    return Invitation.objects.valid(timezone.now()).filter(uuid=invitation, sent_at=None).first()
