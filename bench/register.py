"""Registering a contact: how many a second through HTTP, and what it costs in the database against the bare minimum.

Usage: python -m bench.register [--contacts 400] [--json FILE]
Runs on a durable PostgreSQL of its own in a temporary folder, or on the one that BENCH_DATABASE_URL names (it must be
empty). The floor is what plain psycopg needs for the same rows, one transaction each: it removes the draft, writes the
contact, its question, the event record and the job that learns from it. Ratios compare within one run.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

AGENTS = 8
WORKERS = 2
PAUSE = 0.5  # seconds between two contacts of one agent; nobody works that fast
WORDS = "ik ben mijn paspoort kwijt en ik vlieg volgende week vrijdag"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--contacts", type=int, default=400)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with ExitStack() as stack:
        _set_up(stack.enter_context(_database()))
        agents, version = _people(), _answer()
        report = {"contacts": options.contacts} | _measure_database(agents[0], version, options.contacts)
        with _server() as port:
            for number in (1, AGENTS):
                report[f"http_{number}"] = _measure_http(port, agents[:number], version, options.contacts)
            report["paced"] = _measure_http(port, agents, version, options.contacts, pause=PAUSE)
        _close_connections()
    sys.stdout.write(_table(report))
    text = json.dumps({"register": report}, indent=1) + "\n"
    options.json.write_text(text) if options.json else sys.stdout.write(text)


# --- the ground --------------------------------------------------------------------------------------


@contextmanager
def _database() -> Iterator[str]:
    if given := os.environ.get("BENCH_DATABASE_URL"):
        yield given
        return
    from vraagbaak.embedded import running

    folder = Path(tempfile.mkdtemp(prefix="vraagbaak-bench-"))
    try:
        with running(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_up(address: str) -> None:
    os.environ |= {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VRAAGBAAK_DATA": tempfile.mkdtemp(prefix="vraagbaak-bench-data-"),
        "VRAAGBAAK_LOG_LEVEL": "ERROR",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _people() -> list[Any]:
    """Agents who are signed on: each with the cookie of a session."""
    from django.test import Client

    from vraagbaak.people.models import Agent, RoleGrant

    signed_on = []
    for number in range(AGENTS):
        agent = Agent.objects.create(name=f"Agent {number}", email=f"a{number}@bench.example", password="!")
        RoleGrant.objects.create(agent=agent, role="agent")
        client = Client(SERVER_NAME="localhost")
        client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        signed_on.append((agent, client))
    return signed_on


def _answer() -> Any:
    """A published answer with its topic and department, as most contacts use one."""
    from django.utils import timezone

    from vraagbaak.directory.models import Department
    from vraagbaak.knowledge.models import Article, Topic, Version

    department = Department.objects.create(key="burgerzaken", name="Burgerzaken", sort_key="burgerzaken")
    topic = Topic.objects.create(key="paspoort", name="Paspoort", sort_key="paspoort", department=department)
    article = Article.objects.create(key="paspoort-kwijt", topic=topic)
    version = Version.objects.create(article=article, number=1, title="Kwijt", say="x", published_at=timezone.now())
    Article.objects.update(published=version, state="published")
    return version


def _drafts(agent: Any, version: Any, number: int) -> list[uuid.UUID]:
    """Conversations as they stand just before their last key."""
    from django.utils import timezone

    from vraagbaak.contacts.models import Channel, Draft
    from vraagbaak.contacts.rules.drafts import DraftContent, merge

    typed = {"q.0000000a.words": WORDS, "q.0000000a.version": str(version.uuid)}
    content = merge(DraftContent(), typed, base=0, revision=1, by=str(agent.uuid)).content.write()
    channel, now = Channel.objects.get(key="telefoon"), timezone.now()
    made = Draft.objects.bulk_create(
        Draft(agent=agent, channel=channel, content=content, revision=1, opened_at=now, saved_at=now)
        for _ in range(number)
    )
    return [draft.uuid for draft in made]


FORM = {"q.0000000a.outcome": "answered", "revision": "1", "kanaal": "telefoon", "vraag": "0000000a"}


# --- the database alone ------------------------------------------------------------------------------


def _measure_database(signed_on: Any, version: Any, number: int) -> dict[str, Any]:
    """The time in the database of a whole request, beside the floor; in turns, so that both meet the same disk."""
    from django.urls import reverse

    agent, client = signed_on
    drafts = _drafts(agent, version, number + 20)
    floor_drafts = _drafts(agent, version, number + 20)
    ours, floor, statements = [], [], []
    plain = _plain_connection()
    for turn, (draft, other) in enumerate(zip(drafts, floor_drafts, strict=True)):
        with _watched() as spent:
            answer = client.post(reverse("desk:close", args=[draft]), FORM, headers={"HX-Request": "true"})
        assert answer.status_code == 204, (answer.status_code, answer.content[:500])
        bare = _floor(plain, agent, version, other)
        if turn >= 20:  # the first ones warm up
            ours.append(spent.seconds)
            statements.append(spent.statements)
            floor.append(bare)
    plain.close()
    close = _measure_action(agent, version, number)
    return {
        "statements": max(statements),
        "request_database_ms": _ms(ours),
        "close_statements": close["statements"],
        "close_database_ms": close["database_ms"],
        "floor_ms": _ms(floor),
        "ratio_request": round(statistics.mean(ours) / statistics.mean(floor), 2),
        "ratio_close": round(close["mean"] / statistics.mean(floor), 2),
    }


def _measure_action(agent: Any, version: Any, number: int) -> dict[str, Any]:
    """Closing itself, without session and sign-on."""
    from vraagbaak.contacts.actions.closing import close_contact

    times, statements = [], 0
    for draft in _drafts(agent, version, number):
        with _watched() as spent:
            close_contact(draft, by=agent, changes={"q.0000000a.outcome": "answered"}, base=1)
        times.append(spent.seconds)
        statements = max(statements, spent.statements)
    return {"statements": statements, "database_ms": _ms(times), "mean": statistics.mean(times)}


class _Spent:
    """What was asked of the database: how often and how long, commits included."""

    statements = 0
    seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *asked: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            self.statements += 1
            self.seconds += time.perf_counter() - begun


@contextmanager
def _watched() -> Iterator[_Spent]:
    from django.db import connection

    spent, commit = _Spent(), connection._commit

    def timed_commit() -> None:
        begun = time.perf_counter()
        commit()
        spent.seconds += time.perf_counter() - begun

    connection._commit = timed_commit  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(spent):
            yield spent
    finally:
        del connection._commit


def _plain_connection() -> Any:
    import psycopg
    from django.db import connection

    return psycopg.connect(
        **{
            key: value
            for key, value in connection.get_connection_params().items()
            if key in ("dbname", "user", "host", "port")
        }
    )


def _floor(plain: Any, agent: Any, version: Any, draft: uuid.UUID) -> float:
    """The same rows by hand."""
    question, event, facts = uuid.uuid4(), uuid.uuid4(), json.dumps({"contact": str(draft), "channel": "telefoon"})
    begun = time.perf_counter()
    with plain.transaction():
        plain.execute("DELETE FROM contacts_draft WHERE uuid = %s", [draft])
        contact = plain.execute(
            "INSERT INTO contacts_contact (uuid, channel_id, agent_id, caller_number, opened_at, closed_at,"
            " parked_seconds, wrap_up_seconds) SELECT %s, id, %s, '', now(), now(), 0, 0 FROM contacts_channel"
            " WHERE key = 'telefoon' RETURNING id",
            [draft, agent.pk],
        ).fetchone()[0]
        plain.execute(
            "INSERT INTO contacts_question (uuid, contact_id, position, words, need, topic_id, department_id,"
            " article_id, version_id, answer, outcome, mood, is_repeat, stems, intake, asked_at, agent_id)"
            " SELECT %s, %s, 1, %s, '', t.id, t.department_id, a.id, v.id, '', 'answered', '', false, %s, '[]',"
            " now(), %s"
            " FROM knowledge_version v"
            " JOIN knowledge_article a ON a.id = v.article_id JOIN knowledge_topic t ON t.id = a.topic_id"
            " WHERE v.uuid = %s",
            [question, contact, WORDS, WORDS, agent.pk, version.uuid],
        )
        plain.execute(
            "INSERT INTO core_eventrecord (uuid, name, facts, actor, trace, happened_at)"
            " VALUES (%s, %s, %s, %s, %s, now())",
            [event, "ContactClosed", facts, agent.uuid, event],
        )
        plain.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
            " VALUES ('default', 'bench', '{}', 'todo', now() + interval '1 year')"
        )
    return time.perf_counter() - begun


# --- through HTTP ------------------------------------------------------------------------------------


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port), "--log-level", "error"]
    serving = subprocess.Popen([*command, "--workers", str(WORKERS), "--lifespan", "off"])
    try:
        _wait_for(port)
        yield port
    finally:
        serving.terminate()
        serving.wait(20)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/gezond/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The server did not start.")


def _measure_http(port: int, agents: list[Any], version: Any, number: int, *, pause: float = 0) -> dict[str, float]:
    """Contacts a second and how long each took; without a pause every agent closes as fast as the server answers."""
    each = max(1, number // len(agents))
    work = [(client, _drafts(agent, version, each + 5)) for agent, client in agents]
    with ThreadPoolExecutor(len(agents)) as pool:
        list(pool.map(lambda given: _close_all(port, given[0], given[1][:5]), work))
        begun = time.perf_counter()
        took = list(pool.map(lambda given: _close_all(port, given[0], given[1][5:], pause), work))
        whole = time.perf_counter() - begun
    times = sorted(seconds for one in took for seconds in one)
    return {
        "agents": len(agents),
        "contacts_per_second": round(len(times) / whole, 1),
        "p50_ms": round(1000 * times[len(times) // 2], 1),
        "p95_ms": round(1000 * times[int(len(times) * 0.95)], 1),
    }


def _close_all(port: int, client: Any, drafts: list[uuid.UUID], pause: float = 0) -> list[float]:
    from urllib.parse import urlencode

    token = "b" * 32
    session = client.cookies["sessionid"].value
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "X-CSRFToken": token,
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection, times = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
    for draft in drafts:
        begun = time.perf_counter()
        connection.request("POST", f"/werkplek/{draft}/sluiten/", urlencode(FORM), headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - begun)
        assert answer.status == 204, answer.status
        time.sleep(pause * random.uniform(0.5, 1.5))
    connection.close()
    return times


def _close_connections() -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.close_pool()


# --- telling -----------------------------------------------------------------------------------------


def _ms(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "mean": round(1000 * statistics.mean(ordered), 2),
        "p50": round(1000 * ordered[len(ordered) // 2], 2),
        "p95": round(1000 * ordered[int(len(ordered) * 0.95)], 2),
    }


def _table(report: dict[str, Any]) -> str:
    lines = [
        ("statements of a request", report["statements"], "at most 12 for closing"),
        ("statements of closing", report["close_statements"], "at most 12"),
        ("database time of closing, ms", report["close_database_ms"]["mean"], ""),
        ("database time of a request, ms", report["request_database_ms"]["mean"], ""),
        ("floor: the same rows by hand, ms", report["floor_ms"]["mean"], ""),
        ("closing / floor", report["ratio_close"], "at most 3"),
        ("request / floor", report["ratio_request"], ""),
    ]
    for number in (1, AGENTS):
        told = report[f"http_{number}"]
        lines.append((f"contacts a second, {number} agents", told["contacts_per_second"], ""))
        lines.append((f"p95 with {number} agents, ms", told["p95_ms"], "nobody pauses"))
    lines.append((f"p95 with {AGENTS} agents, two a second each, ms", report["paced"]["p95_ms"], "at most 60"))
    return "".join(f"{name:<44}{value:>10}  {aim}\n" for name, value, aim in lines)


if __name__ == "__main__":
    main()
