"""Sessions: their beginning, their end, and the locked screen."""

from collections.abc import Collection
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.people.actions.presence import note_presence
from vraagbaak.people.events import ScreenLocked, ScreenUnlocked, SessionsEnded, SignedOff, SignedOn, SignOnFailed
from vraagbaak.people.models import Agent, Presence

BEGAN, SEEN, LOCKED, IDP_FACTOR = "people.began", "people.seen", "people.locked", "people.idp_factor"


@transaction.atomic
def begin_session(agent: Agent, session: SessionBase, *, methods: Collection[str]) -> None:
    """Note that somebody signed on: from now the session's own time runs, and the person is available."""
    now = timezone.now()
    session[BEGAN] = session[SEEN] = now.timestamp()
    session.pop(LOCKED, None)
    session[IDP_FACTOR] = "single_sign_on_mfa" in methods
    note_presence(agent, Presence.State.AVAILABLE)
    announce(SignedOn(agent=agent.uuid, methods=tuple(sorted(methods))), by=agent.uuid)


def note_failed_sign_on(email: str, *, reason: str) -> None:
    """Note a refused sign-on; the same work is done whether the account exists or not."""
    agent = Agent.objects.filter(email__iexact=email).only("uuid").first()
    announce(SignOnFailed(reason=reason, agent=agent.uuid if agent else None), by=None)


@transaction.atomic
def end_session(agent: Agent) -> None:
    """Note that somebody signed off; away when no other session is left."""
    announce(SignedOff(agent=agent.uuid), by=agent.uuid)
    if UserSession.objects.filter(user=agent).count() <= 1:
        note_presence(agent, Presence.State.AWAY)


@transaction.atomic
def end_sessions(agent: Agent, *, by: Agent, keys: Collection[str] | None = None, except_key: str | None = None) -> int:
    """End these sessions of somebody, or all but one; gives how many ended."""
    ended = delete_sessions(agent, keys=keys, except_key=except_key)
    if ended:
        announce(SessionsEnded(agent=agent.uuid, sessions=ended), by=by.uuid)
    return ended


def delete_sessions(agent: Agent, *, keys: Collection[str] | None = None, except_key: str | None = None) -> int:
    """Remove sessions from the database, so that their next request is a stranger's."""
    found = UserSession.objects.filter(user=agent)
    if keys is not None:
        found = found.filter(session_key__in=keys)
    if except_key is not None:
        found = found.exclude(session_key=except_key)
    ending = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=ending).delete()
    UserSession.objects.filter(session_key__in=ending).delete()
    if ending:
        publish(f"agent:{agent.uuid}", "session")
    return len(ending)


def follow_session(agent: Agent, *, was: str | None, now: str | None) -> None:
    """Keep the note of a session whose key was renewed."""
    UserSession.objects.filter(user=agent, session_key=was).update(session_key=now)


def note_seen(session: SessionBase, *, now: datetime) -> None:
    """Note that somebody did something in this session."""
    session[SEEN] = now.timestamp()
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)


@transaction.atomic
def lock_screen(agent: Agent, session: SessionBase, *, way: str) -> None:
    """Let this session do nothing until its owner shows who they are; what was typed stays where it is kept."""
    if LOCKED not in session:
        session[LOCKED] = timezone.now().timestamp()
        note_presence(agent, Presence.State.AWAY)
        publish(f"agent:{agent.uuid}", "locked")
        announce(ScreenLocked(agent=agent.uuid, way=way), by=agent.uuid)


@transaction.atomic
def unlock_screen(agent: Agent, session: SessionBase, *, way: str) -> None:
    """Open a locked session again, once its owner has shown who they are."""
    if session.pop(LOCKED, None) is not None:
        session[SEEN] = timezone.now().timestamp()
        note_presence(agent, Presence.State.AVAILABLE)
        publish(f"agent:{agent.uuid}", "unlocked")
        announce(ScreenUnlocked(agent=agent.uuid, way=way), by=agent.uuid)
