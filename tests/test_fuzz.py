"""Every route gets whatever anybody can send: it never fails, says beside the field what is wrong, and loses nothing.

Which fields a route has is read from its page and from what its view asks for, so a new route is walked by itself. When
nothing of its form can be found that way, put an input that fits in its line in `tests/routes.py` (`sends`).
`FUZZ=300 .venv/bin/pytest tests/test_fuzz.py` tries more.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.contrib.auth.tokens import default_token_generator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests import hostile
from tests.routes import PUBLIC, ROUTES, Cast, Route
from tests.test_role_matrix import holder_of
from tests.walker import Form, Page, faults, path_of, recorded, tried
from vraagbaak.people.models import Agent, Invitation
from vraagbaak.people.rules import hash_token

PASSWORD = "een heel lang geheim 47"
EXAMPLES = int(os.environ.get("FUZZ", "6"))
IS_DEEP = EXAMPLES > 50
ANYTHING = st.one_of(
    st.sampled_from(hostile.EVERYTHING), st.text(max_size=60), st.integers().map(str), st.datetimes().map(str)
)


def _invited(cast: Cast) -> dict[str, Any]:
    token = uuid4().hex + uuid4().hex[:11]
    Invitation.objects.create(
        email="nora@nieuwerdam.example", name="Nora", roles=["agent"], invited_by=cast["greet"],
        expires_at=timezone.now() + timedelta(days=1), token_hash=hash_token(token),
    )  # fmt: skip
    return {"token": token}


def _forgot(cast: Cast) -> dict[str, Any]:
    return {"uuid": cast["anna"].uuid, "token": default_token_generator.make_token(cast["anna"])}


def _topic_to_write_in(cast: Cast) -> dict[str, Any]:
    ROUTES["knowledge:topic"].arguments(cast)
    return {}


# The role matrix asks for these as absent; here they are really there.
THERE: Mapping[str, Callable[[Cast], dict[str, Any]]] = {
    "people:invitation": _invited,
    "people:reset": _forgot,
    "knowledge:new": _topic_to_write_in,
    "knowledge:import": _topic_to_write_in,
    "insight:campaign_start": _topic_to_write_in,
}
# What fits and cannot be read from the page.
FITS: Mapping[str, dict[str, Any]] = {
    "account_login": {"login": "anna@nieuwerdam.example", "password": PASSWORD},
    "account_reauthenticate": {"password": PASSWORD},
    "people:password": {"current": PASSWORD, "password": "nog een langer geheim 48"},
    "people:unlock": {"password": PASSWORD},
    "knowledge:edit": {"weight": "change"},
    "knowledge:new": {"related": None},
    "knowledge:arrange": {"related": None},
    "knowledge:topic_new": {"upl_name": None, "external_parties": None},
    "knowledge:topic": {"upl_name": None, "external_parties": None},
    "knowledge:import": {"source": "oud", "form": "table"},
    "contacts:snippets": {"key": "dag"},
    "contacts:channels": {"key": "fax", "symbol": "f"},
    "desk:close": {"q.0a1b2c3d.outcome": "answered"},
    "knowledge:attachments": {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")},
    "directory:employee_edit": {"substitute": None},
    "knowledge:check": {"verdict": "agreed"},
    "knowledge:owner_check": {"verdict": "agreed"},
}
# A form that fits and is refused all the same, by what lacks in these tests.
LACKS = {"directory:exchange": "a file with the columns of its kind", "desk:undo_close": "what was just closed"}


@dataclass
class Door:
    """A route with somebody who may enter, and what it takes."""

    name: str
    address: str
    client: Client
    fits: dict[str, Any] = field(default_factory=dict)
    takes: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, method: str, changed: Mapping[str, Any] | None = None) -> list[tuple[str, Any]]:
        """What fits, with some of it changed."""
        return list({**(self.fits if method == "post" else {}), **(changed or {})}.items())


@pytest.fixture
def doors(cast, signed_on, settings) -> Callable[[str], Door]:
    """Open the door of a route."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def open_door(name: str) -> Door:
        route = ROUTES[name]
        agent = _somebody(route, cast)
        client = Client() if route.roles == PUBLIC else signed_on(agent)
        agent.set_password(PASSWORD)
        Agent.objects.filter(id=agent.id).update(password=agent.password)
        if route.roles != PUBLIC:
            client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
            session.save()
        arguments = THERE.get(name, route.arguments)(cast)
        return _looked_at(Door(name, reverse(name, kwargs=arguments), client), route)

    return open_door


def _somebody(route: Route, cast: Cast) -> Agent:
    if route.roles == PUBLIC or not route.roles:
        return cast["anna"]
    return holder_of(route.roles[0], cast)


def _looked_at(door: Door, route: Route) -> Door:
    """Read what the route asks for, twice: what it asks first decides what it asks next."""
    with recorded() as asked:
        response, _written = tried(door.client, "get", door.address)
    if response.status_code != 405:
        door.takes["get"] = sorted(asked)
    form = None
    if "text/html" in response.get("Content-Type", ""):
        own = [form for form in Page(response.shown.decode()).forms if _is_own(form, door.address)]
        form = next((form for form in own if form.method == "post"), None)
    fits = {**(form.decent() if form else {}), **route.sends, **FITS.get(door.name, {})}
    door.fits = {name: value for name, value in fits.items() if value is not None}
    with recorded() as asked:
        response, _written = tried(door.client, "post", door.address, [("anything", "x")])
        tried(door.client, "post", door.address, door.filled("post"))
    if response.status_code != 405:
        door.takes["post"] = sorted({*asked, *door.fits})
    return door


def _is_own(form: Form, address: str) -> bool:
    return form.action in {"", "."} or path_of(form.action) == address


@pytest.mark.parametrize("name", ROUTES)
def test_no_input_breaks_a_route(name, doors):
    door = doors(name)

    found = [fault for method in door.takes for fault in (*_swept(door, method), *_drawn(door, method))]

    assert found == [], "\n".join(found)


def _swept(door: Door, method: str) -> Iterator[str]:
    """All fields wrong at once, each in its own way; then some absent, all twice, and what nobody asked for."""
    names, values = door.takes[method], hostile.EVERYTHING
    start = sum(map(ord, door.name))
    rounds = range(0, len(values), 1 if IS_DEEP else 11) if names else range(1)
    for turn in rounds:
        wrong = [(name, values[(start + turn + place * 5) % len(values)]) for place, name in enumerate(names)]
        yield from faults(door.client, method, door.address, wrong or [("extra", hostile.SCRIPT)])
    for value in hostile.DEADLY if names else ():
        yield from faults(door.client, method, door.address, [(name, value) for name in names])
    for name in names if method == "get" else ():
        yield from faults(door.client, method, door.address, [(name, "9999-12-31")])
    fits = door.filled(method)
    yield from faults(door.client, method, door.address)
    yield from faults(door.client, method, door.address, [*fits, *fits, *((name, "") for name in names)])
    for gone in (0, 1):
        yield from faults(door.client, method, door.address, [pair for at, pair in enumerate(fits) if at % 2 == gone])


def _drawn(door: Door, method: str) -> list[str]:
    """One or two wrong fields among right ones."""
    names, found = door.takes[method], []

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate])
    @given(changed=st.dictionaries(st.sampled_from(names or ["extra"]), ANYTHING, min_size=1, max_size=2))
    def draw(changed: dict[str, str]) -> None:
        found.extend(faults(door.client, method, door.address, door.filled(method, changed)))

    if names:
        draw()
    return found


# --- what is not in a form -----------------------------------------------------------------------


@pytest.mark.parametrize("headers", hostile.HEADERS, ids=lambda headers: next(iter(headers)))
def test_no_header_breaks_a_page(headers, cast, signed_on):
    clients = {who: signed_on(cast[who]) for who in ("anna", "esra", "greet")}
    pages = (("anna", "desk:home"), ("anna", "contacts:list"), ("esra", "knowledge:home"), ("esra", "knowledge:new"),
             ("greet", "people:accounts"), ("greet", "directory:index"), ("anna", "core:live"))  # fmt: skip

    found = [
        fault
        for who, name in pages
        for method in ("get", "post")
        for fault in faults(clients[who], method, reverse(name), headers=_latin(headers))
    ]
    found += [fault for name in PUBLIC_PAGES for fault in faults(Client(), "get", reverse(name), headers=headers)]

    assert found == []


PUBLIC_PAGES = ("account_login", "people:forgotten", "core:health", "contacts:calls")


def _latin(headers: Mapping[str, str]) -> dict[str, str]:
    """As a server hands them on: without the cookie that signs on."""
    return {name: value for name, value in headers.items() if name != "Cookie"}


@pytest.mark.parametrize("kind_and_body", hostile.BODIES, ids=range(len(hostile.BODIES)))
def test_no_body_breaks_a_form(kind_and_body, cast, signed_on):
    kind, body = kind_and_body
    routes = ("desk:find_all", "knowledge:new", "knowledge:import", "directory:exchange", "contacts:search")
    people = {"desk:find_all": "anna", "contacts:search": "anna", "directory:exchange": "greet"}

    statuses = {}
    for name in routes:
        client = signed_on(cast[people.get(name, "esra")])
        client.raise_request_exception = False
        statuses[name] = client.generic("POST", reverse(name), body, kind).status_code

    assert {name: status for name, status in statuses.items() if status >= 500} == {}


def _has_parts(name: str) -> bool:
    """Whether the address of a route is not always the same."""
    try:
        reverse(name)
    except NoReverseMatch:
        return True
    return False


@pytest.mark.parametrize("name", sorted(name for name in ROUTES if _has_parts(name)))
def test_no_address_breaks_a_route(name, cast, signed_on):
    route = ROUTES[name]
    arguments = THERE.get(name, route.arguments)(cast)
    client = Client() if route.roles == PUBLIC else signed_on(_somebody(route, cast))

    found = [
        fault
        for address in _strange_addresses(name, arguments)
        for fault in faults(client, "get", address) + faults(client, "post", address)
    ]

    assert found == []


def _strange_addresses(name: str, arguments: Mapping[str, Any]) -> Iterator[str]:
    """The address with each of its parts wrong in turn."""
    for part, value in arguments.items():
        wrong = {int: hostile.NUMBERS_IN_ADDRESSES, str: hostile.WORDS_IN_ADDRESSES}.get(type(value), (uuid4(),))
        for other in wrong:
            with suppress(NoReverseMatch):
                yield reverse(name, kwargs={**arguments, part: other})


@pytest.mark.parametrize("file", hostile.files(), ids=lambda file: file.name[:12])
@pytest.mark.parametrize("name", ["knowledge:import", "knowledge:attachments", "directory:exchange"])
def test_no_file_breaks_a_form(name, file, doors):
    door = doors(name)
    field = next(key for key, value in door.fits.items() if not isinstance(value, str))

    assert faults(door.client, "post", door.address, door.filled("post", {field: file})) == []


# --- the walk itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.roles != PUBLIC and route.roles])
def test_the_walk_gets_through_every_form(name, doors):
    """What fits is not refused: else the walk would only ever see the first check of a form."""
    door = doors(name)
    if "post" not in door.takes:
        return

    response, _written = tried(door.client, "post", door.address, door.filled("post"))

    refused = [item.name for item in Page(response.shown.decode()).fields if "aria-invalid" in item.attributes]
    assert response.status_code < 400 or name in LACKS, (response.status_code, refused)


class OneNumber(forms.Form):
    number = forms.IntegerField()
    remark = forms.CharField(max_length=20)


def _breaks(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(int(request.POST.get("number", "0"))))


def _breaks_on_a_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Agent.objects.filter(name=request.GET.get("wie", "")).count())


def _writes(request: HttpRequest) -> HttpResponse:
    Agent.objects.update(name="Niemand")
    return HttpResponse(status=422)


def _says_nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<form method=post><input name=number></form>", status=422)


def _loses_text(request: HttpRequest) -> HttpResponse:
    form = OneNumber({"number": request.POST.get("number")})
    return HttpResponse(f"<form method=post>{form.as_p()}", status=422 if request.method == "POST" else 200)


def _accepts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(OneNumber(request.POST or None).as_p())


def _ties_no_error(request: HttpRequest) -> HttpResponse:
    form = OneNumber(request.POST or None)
    fields = "".join(str(item) for item in form)
    return HttpResponse(fields, status=422 if form.errors else 200)


def _is_right(request: HttpRequest) -> HttpResponse:
    form = OneNumber(request.POST if request.method == "POST" else None)
    return HttpResponse(form.as_p(), status=422 if form.errors else 200)


class Broken:
    """Addresses of views that are wrong on purpose, and of one that is right."""

    app_name = "broken"
    handler500 = "vraagbaak.core.views.failed"
    handler404 = "vraagbaak.core.views.not_found"
    views = (_breaks, _breaks_on_a_query, _writes, _says_nothing, _loses_text, _accepts, _ties_no_error, _is_right)
    urlpatterns = [path(f"{view.__name__}/", view) for view in views]


SEEN = {
    "_breaks": "failed with 500",
    "_breaks_on_a_query": "failed with 500",
    "_writes": "but wrote",
    "_says_nothing": "without a word",
    "_loses_text": "lost what was typed",
    "_accepts": "refused number with 200",
    "_ties_no_error": "without a sentence tied to it",
}


@pytest.mark.parametrize("name", [view.__name__ for view in Broken.views])
def test_the_walk_sees_what_is_wrong(name, anna, settings):
    settings.ROOT_URLCONF = Broken
    door = _looked_at(Door(name, f"/{name}/", Client()), Route(PUBLIC))

    found = [fault for method in door.takes for fault in (*_swept(door, method), *_drawn(door, method))]

    assert any(SEEN[name] in fault for fault in found) if name in SEEN else found == []


def test_the_walk_finds_what_a_view_asks_for(rf):
    with recorded() as asked:
        request = rf.post("/?vanaf=1", {"number": "1"})
        OneNumber(request.POST).is_valid()
        _ = request.GET.get("vanaf"), request.POST.getlist("many"), "drop" in request.POST

    assert asked >= {"number", "remark", "vanaf", "many", "drop"}
