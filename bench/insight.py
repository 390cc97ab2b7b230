"""Insight over many questions: every page's server time, beside the direct SQL; what counting costs; a recount.

Usage: python -m bench.insight [--questions 1000000] [--years 10] [--visits 20] [--json FILE]
Runs on a PostgreSQL of its own in a temporary folder, or on the one that BENCH_DATABASE_URL names: empty, or filled
before by `vraagbaak generate` with as many questions. 300 topics, 30 departments. Each page is asked for as a team lead
would, in this process, after one visit that warms it up. The direct SQL groups the questions of the same period.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.register import _database, _set_up

WORDS = ("paspoort kwijt", "groene bak geleegd", "verhuizing doorgeven", "parkeervergunning", "uitkering", "afspraak")
DIRECT = """SELECT topic_id, count(*), count(*) FILTER (WHERE outcome IN ('answered', 'done', 'referred'))
    FROM contacts_question WHERE asked_at >= %s GROUP BY topic_id"""
CLOSES = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--questions", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with ExitStack() as stack:
        _set_up(stack.enter_context(_database()))
        report = _measure(options.questions, options.years, options.visits)
        from django.db import connections

        for connection in connections.all():
            connection.close()
            connection.close_pool()
    sys.stdout.write("".join(f"{name:<58}{value:>12}\n" for name, value in report.items()))
    text = json.dumps({"insight": report}, indent=1) + "\n"
    options.json.write_text(text) if options.json else sys.stdout.write(text)


def _measure(questions: int, years: int, visits: int) -> dict[str, Any]:
    from vraagbaak.contacts.models import Question

    report: dict[str, Any] = {}
    if not Question.objects.exists():
        report |= _gathered(questions, years)
    report["questions"] = Question.objects.count()
    pages = _pages(visits)
    for name, times in pages.items():
        report[f"{name}: p50 / p95 ms"] = f"{statistics.median(times):.0f} / {_p95(times):.0f}"
    report |= _beside_direct()
    report |= _counting_costs()
    report |= _recounted()
    return report


def _gathered(questions: int, years: int) -> dict[str, Any]:
    from vraagbaak.town.crowd import gather_crowd

    moments: list[float] = []
    begun = time.perf_counter()
    written = gather_crowd(questions, years, tell=lambda done, of: moments.append(time.perf_counter()))
    return {
        "loaded a second": round(written / (moments[-1] - moments[0])),
        "loaded, indexed and counted s": round(time.perf_counter() - begun, 1),
    }


def _pages(visits: int) -> dict[str, list[float]]:
    """The time of each page in ms; the first visit is not among them."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from vraagbaak.directory.models import Department
    from vraagbaak.knowledge.models import Topic
    from vraagbaak.people.models import Agent, RoleGrant

    lead, is_new = Agent.objects.get_or_create(email="lead@bench.example", defaults={"name": "Lead", "password": "!"})
    if is_new:
        RoleGrant.objects.create(agent=lead, role="team_lead")
    client = Client(SERVER_NAME="localhost")
    client.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    department, topic = Department.objects.order_by("pk")[0], Topic.objects.filter(parent=None).order_by("pk")[0]
    today = timezone.localdate()
    year = {"since": today - timedelta(days=365), "until": today}
    decade = {"since": today - timedelta(days=3649), "until": today}
    of_department = reverse("insight:department", args=[department.uuid])
    month = f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    asked: dict[str, Callable[[int], Any]] = {
        "now": lambda n: client.get(reverse("insight:now")),
        "questions, newest": lambda n: client.get(reverse("insight:questions")),
        "questions of a year in words": lambda n: client.post(
            reverse("insight:questions_search"),
            {"words": WORDS[n % len(WORDS)], "since": today - timedelta(days=365), "until": today},
            follow=True,
        ),
        "contacts of a year in words": lambda n: client.post(
            reverse("contacts:search"),
            {"words": WORDS[n % len(WORDS)], "since": today - timedelta(days=365), "until": today},
            follow=True,
        ),
        "topics, this month": lambda n: client.get(reverse("insight:topics")),
        "topics, a year": lambda n: client.get(reverse("insight:topics"), year),
        "topics, ten years": lambda n: client.get(reverse("insight:topics"), decade),
        "departments, a year": lambda n: client.get(reverse("insight:departments"), year),
        "departments, ten years": lambda n: client.get(reverse("insight:departments"), decade),
        "one topic, a year": lambda n: client.get(reverse("insight:topic", args=[topic.uuid]), year),
        "one department, a year": lambda n: client.get(of_department, year),
        "one department, ten years": lambda n: client.get(of_department, decade),
        "report": lambda n: client.get(reverse("insight:report", args=[department.uuid, month])),
        "gaps": lambda n: client.get(reverse("insight:gaps")),
        "spikes": lambda n: client.get(reverse("insight:spikes")),
        "my day": lambda n: client.get(reverse("insight:my_day")),
    }
    return {name: _timed(ask, visits) for name, ask in asked.items()}


def _timed(ask: Callable[[int], Any], visits: int) -> list[float]:
    times = []
    for number in range(visits + 1):
        begun = time.perf_counter()
        answer = ask(number)
        times.append(1000 * (time.perf_counter() - begun))
        assert answer.status_code == 200, (answer.status_code, answer.content[:500])
    return times[1:]


def _beside_direct() -> dict[str, Any]:
    """The figures of a year by topic from the counts, and straight from the questions."""
    from django.db import connection
    from django.utils import timezone

    from vraagbaak.insight.queries.figures import By, Wanted, figures
    from vraagbaak.insight.rules.periods import Period

    today = timezone.localdate()
    wanted = Wanted(Period(today - timedelta(days=365), today))
    ours, direct = [], []
    with connection.cursor() as cursor:
        for _ in range(3):
            begun = time.perf_counter()
            figures(wanted, By.TOPIC)
            ours.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            cursor.execute(DIRECT, [timezone.now() - timedelta(days=365)])
            cursor.fetchall()
            direct.append(time.perf_counter() - begun)
    return {
        "a year by topic, from counts ms": round(1000 * min(ours), 1),
        "a year by topic, direct SQL ms": round(1000 * min(direct), 1),
        "ratio direct / counts": round(min(direct) / min(ours), 1),
    }


def _counting_costs() -> dict[str, Any]:
    """What a question costs in the database with and without the triggers that count it; in turns, rolled back."""
    from django.db import connection, transaction

    from vraagbaak.contacts.models import Question

    newest = Question.objects.order_by("-pk")[0]
    spent: dict[bool, list[float]] = {True: [], False: []}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for number in range(2 * CLOSES):
            counts = number % 2 == 0
            cursor.execute(f"ALTER TABLE contacts_question {'ENABLE' if counts else 'DISABLE'} TRIGGER USER")
            newest.pk, newest.position = None, number + 10
            newest.uuid = f"ffffffff-0000-4000-8000-{number:012}"
            begun = time.perf_counter()
            newest.save(force_insert=True)
            spent[counts].append(1000 * (time.perf_counter() - begun))
        transaction.set_rollback(True)
    with_counts, without = statistics.median(spent[True]), statistics.median(spent[False])
    return {"counting costs a question ms (aim 1)": round(with_counts - without, 2)}


def _recounted() -> dict[str, Any]:
    from vraagbaak.insight.actions.counting import count_anew

    begun = time.perf_counter()
    found = count_anew(mends=False)
    assert not any(each.rows for each in found), found
    return {"recount s": round(time.perf_counter() - begun, 1)}


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
