"""Reactions to what the sign-on library tells: second factors added, removed and refused."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.dispatch import receiver

from vraagbaak.people import actions
from vraagbaak.people.models import Agent


@receiver(authenticator_added)
def note_added(user: Agent, authenticator: Authenticator, **_: Any) -> None:
    """Note a new second factor in the event log."""
    actions.note_second_factor(user, authenticator.type, is_added=True)


@receiver(authenticator_removed)
def note_removed(user: Agent, authenticator: Authenticator, **_: Any) -> None:
    """Note a second factor that is gone in the event log."""
    actions.note_second_factor(user, authenticator.type, is_added=False)


@receiver(authentication_failed)
def note_wrong_code(user: Agent, **_: Any) -> None:
    """Note a second step that failed."""
    actions.note_failed_sign_on(user.email, reason="second_factor")
