"""The product as somebody attacks it: scripts, formulas, forged requests, headers, cookies and races."""

import csv
import io
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connections, models, transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.hostile import SCRIPT
from tests.routes import PUBLIC, ROUTES
from tests.test_role_matrix import holder_of
from tests.walker import tried
from vraagbaak.contacts.models import Channel, Contact
from vraagbaak.knowledge.actions.articles import Arrangement, write_article
from vraagbaak.knowledge.actions.owner_checks import CheckClosed, ask_owner, decide_check
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.actions import ask_password_link
from vraagbaak.people.actions.passwords import send_password_link
from vraagbaak.people.models import Invitation


@pytest.fixture
def phone(db) -> Channel:
    return Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]


# --- scripts and formulas -------------------------------------------------------------------------

FORMULA = '=HYPERLINK("http://kwaad.example";"klik")'


LEADS = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data", "xlink:href"}


class Runs(HTMLParser):
    """What a page would run: scripts of its own, handlers, and addresses that are scripts."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_data = given.get("type") == "application/json"
        if tag == "script" and not is_data and not given.get("src", "").startswith("/static/"):
            self.found.append(f"<script {given}>")
        for name, value in given.items():
            if (
                name.startswith("on")
                or name == "style"
                or (name in LEADS and value.strip().lower().startswith("javascript:"))
            ):
                self.found.append(f"<{tag} {name}={value[:60]}>")
        if tag in {"iframe", "object", "embed", "base", "svg"} and "alert(1)" in str(given):
            self.found.append(f"<{tag} {given}>")


def _poison(text: str) -> int:
    """Put this text in every free text of the database; whatever a constraint refuses stays as it was."""
    done = 0
    for model in apps.get_models():
        if not model.__module__.startswith("vraagbaak") or model.__name__ in {"EventRecord", "AccessRecord"}:
            continue
        for item in model._meta.get_fields():
            if not isinstance(item, models.CharField | models.TextField) or item.choices or item.unique:
                continue
            if item.name in {
                "key",
                "password",
                "token_hash",
                "email",
                "fingerprint",
                "path",
                "content_type",
                "file",
                "form",
            }:
                continue
            try:
                with transaction.atomic():
                    done += model._default_manager.filter(~Q(**{item.name: ""})).update(
                        **{item.name: text[: item.max_length or 4000]}
                    )
            except (DatabaseError, TypeError, ValueError):
                continue
    return done


@pytest.mark.parametrize("text", [SCRIPT, "javascript:alert(1)//", FORMULA], ids=["markup", "address", "formula"])
def test_no_text_runs_on_any_page_or_in_any_file(text, cast, signed_on):
    there = {name: route.arguments(cast) for name, route in ROUTES.items() if route.roles not in (PUBLIC, ())}
    changed = _poison(text)
    wrong = []

    for name, arguments in there.items():
        route = ROUTES[name]
        client = signed_on(holder_of(route.roles[0], cast))
        response, _written = tried(client, route.method, reverse(name, kwargs=arguments), list(route.sends.items()))
        wrong += [f"{name}: {fault}" for fault in _what_runs(response)]

    assert changed > 100
    assert wrong == [], "\n".join(wrong)


def _what_runs(response: Any) -> list[str]:
    kind = response.get("Content-Type", "")
    if response.status_code >= 500:
        return [f"failed with {response.status_code}: {response.exc_info[1]!r}"]
    if "text/html" in kind:
        return Runs(response.shown.decode()).found
    if "spreadsheet" in kind:
        book = load_workbook(io.BytesIO(response.shown))
        return [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]
    if "text/csv" in kind:
        content = b"".join(response.streaming_content).decode("utf-8-sig")
        rows = csv.reader(io.StringIO(content), delimiter=";")
        return [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    return []


def test_what_runs_is_seen():
    page = '<script>1</script><a href=" JavaScript:x">a</a><p onclick="x" style="color:red"><script src="/static/a.js">'

    assert len(Runs(page).found) == 4


# --- requests from elsewhere ----------------------------------------------------------------------

WITHOUT_TOKEN = {"contacts:calls"}  # its own token is the key


@pytest.mark.parametrize("name", ROUTES)
def test_no_form_is_taken_from_another_site(name, cast, signed_on):
    route = ROUTES[name]
    agent = cast["anna"] if route.roles in (PUBLIC, ()) else holder_of(route.roles[0], cast)
    client = Client(enforce_csrf_checks=True, headers={"Origin": "https://kwaad.example"})
    client.cookies = signed_on(agent).cookies

    answer = client.post(reverse(name, kwargs=route.arguments(cast)), dict(route.sends))

    assert answer.status_code in ({401} if name in WITHOUT_TOKEN else {403, 405})


ELSEWHERE = (
    "https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example", "https:kwaad.example",
    "https:///kwaad.example", " //kwaad.example", "/\t/kwaad.example", "javascript:alert(1)", "data:text/html,x",
    "http://testserver@kwaad.example/", "/%0d%0aLocation:https://kwaad.example",
)  # fmt: skip


@pytest.mark.parametrize("name", ["people:lock", "people:unlock", "people:presence", "account_login", "account_logout"])
@pytest.mark.parametrize("far", ELSEWHERE)
def test_nobody_is_led_elsewhere(name, far, anna, signed_on):
    anna.set_password("een heel lang geheim 47")
    anna.save()
    client = Client() if name == "account_login" else signed_on(anna)
    sends = {"next": far, "state": "busy", "login": anna.email, "password": "een heel lang geheim 47"}

    for answer in (client.post(reverse(name), sends), client.get(reverse(name), {"next": far})):
        place = answer.get("Location", "/")
        assert "kwaad.example" not in place.replace("/%0d%0aLocation:https://kwaad.example", "")
        assert not place.lower().startswith(("javascript", "data", "//", "/\\"))


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_ORIGINAL_URL", "HTTP_FORWARDED"])
def test_a_forged_host_is_refused_or_ignored(header, client, db):
    answer = client.get(reverse("account_login"), **{header: "kwaad.example"})

    assert answer.status_code == (400 if header == "HTTP_HOST" else 200)
    assert b"kwaad.example" not in answer.content


def test_links_in_mail_lead_to_the_own_address_whoever_asked(client, anna, mailoutbox, settings):
    settings.BASE_URL = "https://kcc.nieuwerdam.example"
    anna.set_password("een heel lang geheim 47")
    anna.save()
    client.post(reverse("people:forgotten"), {"email": anna.email}, HTTP_X_FORWARDED_HOST="kwaad.example")
    ask_password_link(anna.email)
    send_password_link(anna.email)

    (mail,) = mailoutbox
    assert re.findall(r"https?://[^/\s]+", mail.body) == ["https://kcc.nieuwerdam.example"]
    assert anna.name not in mail.subject


# --- what every answer carries --------------------------------------------------------------------


def test_every_answer_forbids_scripts_and_frames_of_others(cast, signed_on):
    wrong = []

    for name, route in ROUTES.items():
        agent = cast["anna"] if route.roles in (PUBLIC, ()) else holder_of(route.roles[0], cast)
        for client, way in ((Client(), "stranger"), (signed_on(agent), "agent"), (signed_on(cast["iris"]), "iris")):
            response, _written = tried(client, route.method, reverse(name, kwargs=route.arguments(cast)))
            is_personal = way != "stranger" and route.roles != PUBLIC
            wrong += [f"{way} {name} {response.status_code}: {fault}" for fault in _bare(response, is_personal)]

    assert wrong == []


def _bare(response: Any, is_personal: bool) -> Iterator[str]:
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action"):
        if part not in policy:
            yield f"no {part}"
    if "unsafe" in policy or "*" in policy:
        yield "a policy with holes"
    if headers.get("X-Frame-Options") != "DENY" or headers.get("X-Content-Type-Options") != "nosniff":
        yield "may be framed or guessed at"
    if headers.get("Referrer-Policy", "") not in {"same-origin", "no-referrer"}:
        yield "tells other sites where it came from"
    if is_personal and "no-store" not in headers.get("Cache-Control", ""):
        yield f"may be kept: {headers.get('Cache-Control', '')!r}"


@pytest.mark.parametrize("address", ["/bestaat-niet/", "/werkplek/\0", "/kennis/controle/x/", "/static/weg.css"])
def test_error_pages_carry_them_too_and_tell_nothing(address, client, db):
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer["X-Frame-Options"] == "DENY"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert b"Traceback" not in answer.content


def test_cookies_are_for_this_site_alone(anna, client, settings):
    anna.set_password("een heel lang geheim 47")
    anna.save()
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(reverse("account_login"))

    client.post(reverse("account_login"), {"login": anna.email, "password": "een heel lang geheim 47"})

    session, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert (csrf["secure"], csrf["samesite"]) == (True, "Lax")
    assert int(session["max-age"]) <= 24 * 3600


def test_signing_on_changes_the_name_of_the_session(anna, client):
    anna.set_password("een heel lang geheim 47")
    anna.save()
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    client.post(reverse("account_login"), {"login": anna.email, "password": "een heel lang geheim 47"})

    assert client.session.session_key != before


# --- at the same moment ---------------------------------------------------------------------------


def _at_once(work: Callable[[int], object], times: int = 4) -> list[object]:
    """What each of so many threads that begin together got, or the exception that it met."""
    start, got = threading.Barrier(times), []

    def run(turn: int) -> None:
        try:
            start.wait()
            got.append(work(turn))
        except Exception as error:
            got.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(turn,)) for turn in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return got


@pytest.fixture
def asked(esra, burgerzaken):
    topic = Topic.objects.create(key="pas", name="Paspoort", sort_key="paspoort", department=burgerzaken)
    article = write_article(kind="qa", text=Text(title="Pas", say="Kom."), arrangement=Arrangement(topic), by=esra)
    return ask_owner(article, email="x@nieuwerdam.example", due_on=date(2099, 1, 1), by=esra)


@pytest.mark.django_db(transaction=True)
def test_of_two_verdicts_at_once_one_holds(asked):
    verdicts = ("agreed", "amend")

    got = _at_once(lambda turn: decide_check(asked, verdict=verdicts[turn % 2], remark="Nee.", name=f"Truus {turn}"))

    asked.refresh_from_db()
    assert sum(isinstance(result, CheckClosed) for result in got) == 3
    published = Article.objects.get().published_id is not None
    assert published == (asked.verdict == "agreed")


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_four_times_at_once_makes_one(greet, signed_on):
    clients = [signed_on(greet) for _turn in range(4)]
    sends = {"email": "nora@nieuwerdam.example", "name": "Nora", "roles": "agent"}

    got = _at_once(lambda turn: clients[turn].post(reverse("people:invitations"), sends).status_code)

    assert Invitation.objects.count() == 1
    assert sorted(map(str, got)) == ["302", "422", "422", "422"]


@pytest.mark.django_db(transaction=True)
def test_a_conversation_sent_four_times_at_once_is_one_contact(anna, signed_on, phone):
    clients = [signed_on(anna) for _turn in range(4)]
    address = reverse("desk:close", kwargs={"draft": uuid4()})
    sends = {"q.0000000a.words": "pas kwijt", "q.0000000a.outcome": "answered", "kanaal": "telefoon"}

    got = _at_once(lambda turn: clients[turn].post(address, sends).status_code)

    assert Contact.objects.count() == 1
    assert {str(status) for status in got} == {"302"}
