"""Reads about sessions and sign-on attempts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.people.events import PasswordLinkAsked, SignOnFailed
from vraagbaak.people.models import Agent
from vraagbaak.people.rules import device_in

FAILURES_PER_ADDRESS = 100
LINKS_PER_ADDRESS = 20
WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class OwnSession:
    """One of somebody's own sessions, as they recognise it; `handle` names it without giving it away."""

    handle: str
    browser: str
    system: str
    address: str
    began: datetime
    seen: datetime
    is_this: bool


def own_sessions(agent: Agent, *, this: str | None) -> list[OwnSession]:
    """Somebody's living sessions, the latest first, with the one of this request marked; two statements."""
    rows = list(UserSession.objects.filter(user=agent).order_by("-last_seen_at"))
    living = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [_own(row, this) for row in rows if row.session_key in living]


def session_keys(agent: Agent, handle: str) -> list[str]:
    """The key of the session with this handle, among somebody's own; empty when there is none."""
    keys = UserSession.objects.filter(user=agent).values_list("session_key", flat=True)
    return [key for key in keys if _handle(key) == handle]


def too_many_failures(origin: str | None) -> bool:
    """Whether so many sign-ons from one address failed in a quarter of an hour that it has to wait."""
    return _counted(SignOnFailed.__name__, origin) >= FAILURES_PER_ADDRESS


def too_many_links(origin: str | None) -> bool:
    """Whether one address asked for so many password links in a quarter of an hour that it has to wait."""
    return _counted(PasswordLinkAsked.__name__, origin) >= LINKS_PER_ADDRESS


def _counted(name: str, origin: str | None) -> int:
    return EventRecord.objects.filter(name=name, happened_at__gt=timezone.now() - WITHIN, origin=origin).count()


def _own(row: UserSession, this: str | None) -> OwnSession:
    browser, system = device_in(row.user_agent)
    return OwnSession(
        handle=_handle(row.session_key),
        browser=browser,
        system=system,
        address=row.ip,
        began=row.created_at,
        seen=row.last_seen_at,
        is_this=row.session_key == this,
    )


def _handle(session_key: str) -> str:
    return hashlib.sha256(f"session {session_key}".encode()).hexdigest()[:32]
