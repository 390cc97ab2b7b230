"""Nothing of another department comes in by a side door, and nobody writes what is not theirs."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.routes import ROUTES
from tests.walker import tried
from vraagbaak.contacts.actions.closing import close_contact
from vraagbaak.contacts.models import Channel, Contact, Party, Question, Snippet
from vraagbaak.core.live import may_listen
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.actions.articles import Arrangement, write_article
from vraagbaak.knowledge.actions.attachments import add_attachment
from vraagbaak.knowledge.actions.owner_checks import ask_owner
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent

SECRET = "kwastelorum"  # a word that stands nowhere else
DOORS = [name for name in ROUTES if name.startswith(("contacts:", "knowledge:", "desk:"))]


@pytest.fixture
def phone(db) -> Channel:
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]


@pytest.fixture
def secrets(cast, phone) -> Mapping[str, Mapping[str, object]]:
    """A contact and a draft article of Burgerzaken; everything in them that may be secret holds the word."""
    owner = Department.objects.get(key="burgerzaken")
    fields = ("words", "need", "answer")
    changes = {f"q.0000000a.{name}": f"{SECRET} {name}" for name in fields} | {
        "q.0000000a.outcome": "answered",
        "q.0000000a.department": str(owner.uuid),
        "resident.name": f"Nora {SECRET}",
        "resident.phone": "0612345678",
        "resident.email": f"{SECRET}@voorbeeld.nl",
    }
    contact = close_contact(uuid4(), by=cast["anna"], changes=changes, channel=phone)
    topic = Topic.objects.create(key="pas", name="Paspoort", sort_key="paspoort", department=owner)
    text = Text(title=f"Nieuw {SECRET}", say=f"Zeg {SECRET}.", internal_note=SECRET)
    article = write_article(kind="news", text=text, arrangement=Arrangement(topic), by=cast["esra"])
    file = add_attachment(article, name=f"{SECRET}.pdf", content=f"%PDF-1.7 {SECRET} words".encode(), by=cast["esra"])
    asked = ask_owner(article, email="x@nieuwerdam.example", due_on=date(2099, 1, 1), by=cast["esra"])
    found = {"contact": contact.uuid, "question": contact.questions.get().uuid, "party": contact.party.uuid}
    written = {"article": article.uuid, "version": article.pending.uuid, "attachment": file.uuid, "check": asked.uuid}
    return {"contacts": found, "knowledge": {**written, "topic": topic.uuid}}


# --- side doors -----------------------------------------------------------------------------------

SENDS = {"words": SECRET, "q": SECRET, "vraag": "0000000a", "q.0000000a.words": SECRET, "actor": SECRET}
PLAIN = {"form": "csv", "key": "telefoon", "name": "te-controleren", "question": "0000000a", "word": "medewerkers"}


def _answers(client: Client, ids: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, bytes]]:
    """What every route says to a search for the word, and to every id of its app."""
    sends = list(SENDS.items())
    for name in DOORS:
        for address in _addresses(name, ids):
            for method in {"get": ("get", "post"), "post": ("post",)}[ROUTES[name].method]:
                response, _written = tried(client, method, address, sends)
                yield f"{method} {name}", _all_of(response)
    for words in (SECRET, "0612345678", f"{SECRET}@voorbeeld.nl"):
        found, _written = tried(client, "post", reverse("desk:find_all"), [("words", words)])
        yield "palette", found.shown.replace(words.encode(), b"")


def _addresses(name: str, ids: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Every way to fill in the address of a route with these ids."""
    app, _colon, short = name.rpartition(":")
    resolver = get_resolver().namespace_dict[app][1] if app else get_resolver()
    wanted = resolver.reverse_dict.getlist(short)[0][0][0][1] if short in resolver.reverse_dict else None
    for given in ids.get("contacts" if app == "desk" else app, {"": 1}).values() if wanted else [""]:
        with suppress(NoReverseMatch):
            yield reverse(name, kwargs={key: PLAIN.get(key, given) for key in wanted or ()})


def _all_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming and not response.is_async else response.shown


@pytest.mark.parametrize("who", ["dirk", "iris"])
def test_nothing_of_another_department_comes_in_by_a_side_door(who, cast, secrets, signed_on):
    told = {name for name, shown in _answers(signed_on(cast[who]), secrets) if SECRET.encode() in _unsaid(shown)}

    assert told == set()


def test_the_same_walk_finds_it_for_who_may_see_it(cast, secrets, signed_on):
    people = [signed_on(cast[who]) for who in ("anna", "esra", "bram", "hans")]

    told = {name for client in people for name, shown in _answers(client, secrets) if SECRET.encode() in _unsaid(shown)}

    assert {"get contacts:detail", "get contacts:party", "palette"} <= told
    assert "post contacts:export" in told
    assert {"get knowledge:article", "get knowledge:attachment", "get knowledge:list", "get knowledge:edit"} <= told


def _unsaid(shown: bytes) -> bytes:
    """The answer without what merely echoes the search."""
    text = re.sub(rb'value="[^"]*"|\?[^"]*"|<textarea.*?</textarea>|<title>.*?</title>', b"", shown, flags=re.DOTALL)
    return re.sub(ECHO, b"", text)


ECHO = rb"(?<!Nora )(?<!Nieuw )(?<!Zeg )\bkwastelorum\b(?! (words|need|answer))(?![.@])"


TOPICS = ("agent", "draft", "knowledge", "presence", "contact", "party", "question", "kpi", "", ":", "agent:", "*")


def test_the_live_channel_tells_nobody_of_somebody_else(cast, secrets):
    for topic in TOPICS:
        for whose in ("", str(cast["anna"].uuid), str(secrets["contacts"]["contact"])):
            if topic in {"knowledge", "presence"}:
                continue  # for every colleague: it names nobody
            assert not may_listen(cast["dirk"], f"{topic}:{whose}"), (topic, whose)


# --- what everybody may write ---------------------------------------------------------------------

OWNERS = {
    "id": "1", "pk": "1", "uuid": "x", "owner": "1", "agent": "1", "by": "1", "author": "1", "department": "x",
    "department_id": "1", "roles": "administrator", "role": "administrator", "is_active": "on", "is_staff": "on",
    "is_superuser": "on", "state": "published", "published": "1", "is_shared": "on", "party": "x", "email": "x@kwaad.nl",
    "names": "on", "closed_at": "2026-01-01", "password": "hallo hallo hallo", "key": "kwaad", "scope": "everything",
}  # fmt: skip


def test_keys_that_nobody_asked_for_change_nothing(cast, secrets, signed_on):
    anna, esra = cast["anna"], cast["esra"]
    anna.set_password("een heel lang geheim 47")
    anna.save()
    question = Question.objects.get()
    before = _whose(anna, esra)

    for who, name, arguments, sends in (
        ("anna", "people:rename", {}, {"name": "Anna Visser"}),
        ("anna", "people:preferences", {}, {"theme": "dark"}),
        ("anna", "contacts:snippets", {}, {"text": "Goedendag"}),
        ("anna", "contacts:party_change", {"uuid": secrets["contacts"]["party"]}, {"kind": "person", "name": "Nora"}),
        (
            "anna",
            "contacts:correct",
            {"uuid": question.uuid},
            {"words": "x", "outcome": "done", "reason": "Fout", "department": ""},
        ),
        ("anna", "desk:keep", {"draft": uuid4()}, {"q.0000000a.words": "x"}),
        ("esra", "knowledge:new", {}, {"title": "Nieuw", "say": "Zo.", "topic": Topic.objects.get().pk, "kind": "qa"}),
    ):
        sent = {**OWNERS, **sends}
        formset = {"kosten-TOTAL_FORMS": "0", "kosten-INITIAL_FORMS": "0", "seen_corrections": "0"}
        signed_on(cast[who]).post(reverse(name, kwargs=arguments), {**formset, **sent})

    assert _whose(anna, esra) == before
    assert Snippet.objects.get(text="Goedendag").owner == anna
    assert set(Article.objects.values_list("state", flat=True)) <= {"draft", "to_check"}
    assert not Contact.objects.exclude(agent=anna).exists()


def _whose(*agents: Agent) -> list[object]:
    found = [Agent.objects.get(pk=agent.pk) for agent in agents]
    account = [(one.email, one.password, one.is_active, sorted(one.grants.values_list("role"))) for one in found]
    question = Question.objects.get()
    return [*account, question.agent_id, question.asked_at, question.contact.closed_at, Party.objects.count()]


# --- files ----------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        ("a.pdf", b"<html><script>alert(1)</script>%PDF-1.7"),
        ("a.png", b"<?xml version='1.0'?><svg/>"),
        ("a.exe", b"MZ\x90\0"),
        ("a.docx", b"PK\x03\x04 no archive"),
    ],
)
def test_a_file_of_another_kind_is_not_kept(name, content, cast, secrets, signed_on):
    address = reverse("knowledge:attachments", args=[secrets["knowledge"]["article"]])

    answer = signed_on(cast["esra"]).post(address, {"file": SimpleUploadedFile(name, content)})

    assert answer.status_code == 422
    assert Article.objects.get(uuid=secrets["knowledge"]["article"]).attachments.count() == 1


def test_a_file_that_is_also_a_page_is_only_ever_saved(cast, secrets, signed_on):
    esra = signed_on(cast["esra"])
    both = SimpleUploadedFile("a.html", PDF + b"<script>alert(1)</script>", "text/html")
    esra.post(reverse("knowledge:attachments", args=[secrets["knowledge"]["article"]]), {"file": both})
    kept = Article.objects.get(uuid=secrets["knowledge"]["article"]).attachments.latest("pk")

    answer = esra.get(reverse("knowledge:attachment", args=[kept.uuid]))

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert ".html" not in answer["Content-Disposition"]
