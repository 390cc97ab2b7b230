"""A forgotten password: a link by mail that works once, for an hour."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.core.events import announce
from vraagbaak.core.models import EventRecord
from vraagbaak.core.queries import organisation
from vraagbaak.people.actions.accounts import change_password
from vraagbaak.people.events import PasswordLinkAsked, PasswordLinkSent
from vraagbaak.people.models import Agent

LINKS_AN_HOUR = 3


class LinkGone(Exception):
    """The link was used, has expired, or never was."""


@transaction.atomic
def ask_password_link(email: str) -> None:
    """Have a link mailed if there is such an account; the asker cannot tell, by answer or by time."""
    announce(PasswordLinkAsked(), by=None)
    app.configure_task("vraagbaak.people.jobs.send_password_link").defer(email=email.strip().lower())


@transaction.atomic
def send_password_link(email: str) -> None:
    """Mail a link to somebody who may sign on with a password; at most three an hour."""
    agent = Agent.objects.select_for_update().filter(email__iexact=email, is_active=True).first()
    if agent is None or not agent.has_usable_password() or _sent_lately(agent) >= LINKS_AN_HOUR:
        return
    announce(PasswordLinkSent(agent=agent.uuid), by=None)
    path = reverse("people:reset", kwargs={"uuid": agent.uuid, "token": default_token_generator.make_token(agent)})
    facts = {"agent": agent, "link": settings.BASE_URL + path, "organisation": organisation()}
    send_mail(
        subject=_("Set a new password"),
        message=render_to_string("people/mail/password_link.txt", facts),
        from_email=None,
        recipient_list=[agent.email],
    )


@transaction.atomic
def reset_password(agent: Agent, token: str, *, password: str) -> None:
    """Set a new password by link; refused when the link was used or has expired. Signs nobody on."""
    held = Agent.objects.select_for_update().get(id=agent.id)
    if not held.is_active or not default_token_generator.check_token(held, token):
        raise LinkGone
    change_password(held, password, way="link")


def _sent_lately(agent: Agent) -> int:
    return EventRecord.objects.filter(
        name=PasswordLinkSent.__name__,
        happened_at__gt=timezone.now() - timedelta(hours=1),
        facts__agent=str(agent.uuid),
    ).count()
