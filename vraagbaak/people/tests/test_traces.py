"""What sign-on, mail and background work leave behind goes once nothing waits for it."""

import os
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app, django_connector

from vraagbaak.people.actions import remove_traces
from vraagbaak.people.jobs import DONE_IS_KEPT_HOURS, FAILED_IS_KEPT_HOURS, remove_finished_jobs
from vraagbaak.people.models import Invitation

MONTH = timedelta(days=30)


@pytest.fixture
def before():
    return timezone.now() - MONTH


@pytest.fixture(autouse=True)
def mail_folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def test_sessions_that_are_over_go_and_living_ones_stay(anna, bram, before):
    for agent, key, hours in ((anna, "over", -1), (bram, "levend", 1)):
        ends = timezone.now() + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
        UserSession.objects.create(user=agent, session_key=key, ip="10.0.0.1", user_agent="Firefox")

    removed = remove_traces(before)

    assert removed == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["levend"]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["levend"]


def test_failed_attempts_are_forgotten_after_a_day(db, before):
    for name, hours in (("oud@nieuwerdam.example", 25), ("nieuw@nieuwerdam.example", 1)):
        attempt = AccessAttempt.objects.create(username=name, ip_address="10.0.0.1", failures_since_start=3)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=timezone.now() - timedelta(hours=hours))

    assert remove_traces(before) == 1
    assert AccessAttempt.objects.get().username == "nieuw@nieuwerdam.example"


@pytest.mark.parametrize("field", ["accepted_at", "withdrawn_at", "expires_at"])
def test_invitations_go_a_term_after_they_ended(db, before, field):
    later = timezone.now() + timedelta(days=5)
    moments = {"oud": before - timedelta(hours=1), "nieuw": before + timedelta(hours=1)}
    for name, moment in moments.items():
        ending = {"expires_at": later, field: moment}
        Invitation.objects.create(email=f"{name}@nieuwerdam.example", name=name, roles=["agent"], **ending)

    assert remove_traces(before) == 1
    assert Invitation.objects.get().name == "nieuw"


def test_an_open_invitation_stays(db, before):
    Invitation.objects.create(
        email="n@nieuwerdam.example", name="Nora", roles=["agent"], expires_at=timezone.now() + timedelta(days=1)
    )

    assert remove_traces(before) == 0


def test_mail_that_was_kept_as_a_file_goes_after_its_term(db, before, mail_folder):
    for name, days in (("oud.log", 1), ("nieuw.log", -1)):
        (mail_folder / name).write_text("Beste Nora")
        moment = (before - timedelta(days=days)).timestamp()
        os.utime(mail_folder / name, (moment, moment))

    assert remove_traces(before) == 1
    assert [file.name for file in mail_folder.iterdir()] == ["nieuw.log"]


def test_jobs_keep_no_mail_address_longer_than_their_term(transactional_db):
    done, failed = DONE_IS_KEPT_HOURS, FAILED_IS_KEPT_HOURS
    kinds = [("succeeded", done + 1), ("succeeded", done - 1), ("failed", failed + 1), ("failed", failed - 1)]
    old_done, new_done, old_failed, new_failed = [job_that_ended(status, hours) for status, hours in kinds]
    waiting = job_that_ended("todo", failed + 1, queue="other")
    remove_finished_jobs.defer(timestamp=0)

    carry_out_jobs(queue="default")

    left = jobs_there()
    assert {old_done, old_failed}.isdisjoint(left)
    assert {new_done, new_failed, waiting} <= left


def job_that_ended(status: str, hours_ago: int, queue: str = "default") -> int:
    """A job with a mail address in it, last touched so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
               VALUES (%s, 'x', '{"to": "inwoner@voorbeeld.example"}', %s) RETURNING id""",
            [queue, status],
        )
        number = cursor.fetchone()[0]
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [number])
        cursor.execute(
            """INSERT INTO procrastinate_events (job_id, type, at)
               VALUES (%s, 'deferred', now() - make_interval(hours => %s))""",
            [number, hours_ago],
        )
    return number


def carry_out_jobs(queue: str) -> None:
    """What `vraagbaak worker` does, until nothing waits."""
    straight = django_connector.DjangoConnector(alias="default").get_worker_connector()
    with app.replace_connector(straight) as working:
        working.run_worker(queues=[queue], wait=False, listen_notify=False, install_signal_handlers=False)


def jobs_there() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs")
        return {row[0] for row in cursor.fetchall()}
