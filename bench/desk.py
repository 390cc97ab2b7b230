"""The desk page: how long the server takes for it in a town with a year of contacts, and what it weighs.

Usage: python -m bench.desk [--visits 100] [--json FILE]
Fills Nieuwerdam in a database of its own. The conversation has a caller with a history, a second question and an answer
with intake questions. The weight is that of a first visit: the page and every file that it asks for, as they are sent.
"""

import argparse
import gzip
import json
import re
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.register import _database, _set_up

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "build" / "static"
ASKED = re.compile(rb'(?:src|href)="/static/([^"]+)"')
WITHIN = re.compile(rb"url\(\"?\.?/?([^)\"]+\.woff2)\"?\)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visits", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with ExitStack() as stack:
        _set_up(stack.enter_context(_database()))
        report = _measure(options.visits)
        from django.db import connections

        for connection in connections.all():
            connection.close()
            connection.close_pool()
    sys.stdout.write("".join(f"{name:<44}{value:>10}  {aim}\n" for name, value, aim in _lines(report)))
    text = json.dumps({"desk": report}, indent=1) + "\n"
    options.json.write_text(text) if options.json else sys.stdout.write(text)


def _measure(visits: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from vraagbaak.contacts.models import Contact
    from vraagbaak.people.models import Agent
    from vraagbaak.town.fill import fill_town

    begun = time.perf_counter()
    fill_town()
    filled = time.perf_counter() - begun
    agent = Agent.objects.get(email="a.visser@nieuwerdam.example")
    client = Client(SERVER_NAME="localhost")
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/werkplek/{_conversation(agent)}/"
    times = []
    for _ in range(visits + 5):
        begun = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - begun)
        assert answer.status_code == 200, answer.status_code
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    ordered = sorted(times[5:])
    return {
        "contacts": Contact.objects.count(),
        "fill_seconds": round(filled, 1),
        "statements": len(statements),
        "p50_ms": round(1000 * ordered[len(ordered) // 2], 1),
        "p95_ms": round(1000 * ordered[int(len(ordered) * 0.95)], 1),
        "page_kb": round(len(gzip.compress(answer.content)) / 1000, 1),
        "first_visit_kb": round(_weight(answer.content) / 1000, 1),
    }


def _conversation(agent: Any) -> str:
    """A caller whom the town knows, with an answer that asks questions of its own."""
    from django.db.models import Count

    from vraagbaak.contacts.actions.drafts import save_draft
    from vraagbaak.contacts.models import Channel, Contact
    from vraagbaak.contacts.rules.drafts import new_question_id
    from vraagbaak.knowledge.models import Article

    caller = Contact.objects.exclude(caller_number="").values("caller_number").annotate(n=Count("id")).order_by("-n")[0]
    article = Article.objects.filter(intake__isnull=False, published__isnull=False).order_by("-uses")[0]
    one, two = new_question_id(), new_question_id()
    typed = {
        f"q.{one}.words": "hoe duur is een paspoort",
        f"q.{two}.words": "ben me paspoort kwijt en ik vlieg volgende week vrijdag",
        f"q.{two}.version": str(article.published.uuid),
        "resident.phone": caller["caller_number"],
    }
    from uuid import uuid4

    draft = uuid4()
    save_draft(draft, changes=typed, base=0, by=agent, channel=Channel.objects.get(key="telefoon"))
    return str(draft)


def _weight(page: bytes) -> int:
    """The bytes of the page and its files, compressed as they are sent; fonts that the styles name count too."""
    names = {name.decode() for name in ASKED.findall(page)}
    fonts = {Path(name).name for name in names if name.endswith(".woff2")}
    for name in [name for name in names if name.endswith(".css")]:
        fonts |= {Path(found.decode()).name for found in WITHIN.findall((STATIC / name).read_bytes())}
    names = {name for name in names if not name.endswith(".woff2")}
    files = [STATIC / name for name in names] + [next(STATIC.rglob(name)) for name in fonts if list(STATIC.rglob(name))]
    return len(gzip.compress(page)) + sum(_sent(file) for file in files)


def _sent(file: Path) -> int:
    squeezed = [file.with_name(file.name + ending) for ending in (".br", ".gz")]
    return min((each.stat().st_size for each in [file, *squeezed] if each.exists()), default=0)


def _lines(report: dict[str, Any]) -> list[tuple[str, Any, str]]:
    return [
        ("contacts in the town", report["contacts"], ""),
        ("filling the town, s", report["fill_seconds"], "at most 60"),
        ("statements of the desk page", report["statements"], "at most 20"),
        ("desk page, p50 ms", report["p50_ms"], ""),
        ("desk page, p95 ms", report["p95_ms"], "at most 60"),
        ("the page itself, compressed kB", report["page_kb"], ""),
        ("a first visit, compressed kB", report["first_visit_kb"], "at most 200"),
    ]


if __name__ == "__main__":
    main()
