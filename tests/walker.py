"""Walks through one route as somebody who sends anything: what it reads, what fits, and what is wrong with an answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_from_bytes, urlsplit

from django.contrib.messages import ERROR, get_messages
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.utils.datastructures import MultiValueDict

FORM = "application/x-www-form-urlencoded"
TYPED = {"text", "textarea", "email", "search", "tel", "url", "number", "date", "time", "datetime-local"}
# Where a refusal may leave a trace: the session, the two logs, and what is kept of typing so that nothing is lost.
SAFE = ("django_session", "axes_", "usersessions_", "core_accessrecord", "core_eventrecord", "contacts_draft")
INVALID = b'aria-invalid="true"'
NOT_TYPED = {"next", "credential", "once"}
DECENT = {
    "email": "nora@voorbeeld.nl",
    "number": "12",
    "date": "2099-12-24",
    "time": "09:00",
    "url": "https://nieuwerdam.example/",
    "tel": "0612345678",
    "password": "een heel lang geheim 47",
}
DECENT_NAMES = {"phone": DECENT["tel"], "mail": DECENT["email"], "website": DECENT["url"], "postcode": "1234 AB"}
DECENT_NAMES |= {"mobile": DECENT["tel"], "day_": "9:00-17:00", "hours": "9:00-12:00", "amount": "12"}
Pairs = Sequence[tuple[str, Any]]


@dataclass
class Field:
    """A field as a browser sees it."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_checked: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def decent(self) -> str:
        """What somebody could well fill in."""
        if self.kind == "select":
            return self.value or next((option for option in self.options if option), "")
        by_name = (value for part, value in DECENT_NAMES.items() if part in self.name)
        return self.value or next(by_name, DECENT.get(self.kind, "Paspoort aanvragen"))


@dataclass
class Form:
    """A form of a page, with the address that it goes to."""

    method: str
    action: str
    fields: list[Field] = field(default_factory=list)
    is_multipart: bool = False

    def decent(self) -> dict[str, Any]:
        """Every field filled in decently: of boxes and buttons of one name the first."""
        filled: dict[str, Any] = {}
        for item in self.fields:
            if item.kind in {"checkbox", "radio"} and not item.is_checked and item.name in filled:
                continue
            if item.kind == "submit":
                filled.setdefault(item.name, item.value)
            elif item.kind == "file":
                filled[item.name] = SimpleUploadedFile("a.csv", b"titel;uitleg\nPas kwijt;Kom langs.\n", "text/csv")
            else:
                filled[item.name] = item.decent
        filled.pop("csrfmiddlewaretoken", None)
        return filled


class Page(HTMLParser):
    """The forms, ids and alerts of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.fields: list[Field] = []
        self.ids: dict[str, str] = {}
        self.alerts = 0
        self._open: list[tuple[str, str]] = []
        self._group = ""
        self._select: Field | None = None
        self._area: Field | None = None
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in {"input", "br", "img", "meta", "link", "hr", "wbr", "source", "path", "use", "circle"}:
            self._open.append((tag, given.get("id", "")))
        if given.get("id"):
            self.ids.setdefault(given["id"], "")
        self.alerts += given.get("role") == "alert"
        if tag == "form":
            method, action = given.get("method", "get").lower(), given.get("action", "")
            if "hx-post" in given:
                method, action = "post", given["hx-post"]
            self.forms.append(Form(method, action, is_multipart="multipart" in given.get("enctype", "")))
        elif tag == "fieldset":
            self._group = given.get("aria-describedby", "")
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given:
                self._select.value = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset":
            self._group = ""
        if tag == "select":
            self._select = None
        if tag == "textarea" and self._area is not None:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None
        while any(name == tag for name, _id in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, text: str) -> None:
        if self._area is not None:
            self._area.value += text
        for _tag, name in self._open:
            if name:
                self.ids[name] += text

    def _field(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else "submit" if tag == "button" else tag
        value = given.get("value", "on" if kind == "checkbox" else "")
        given["aria-describedby"] = f"{given.get('aria-describedby', '')} {self._group}"
        if "__prefix__" in given["name"]:
            return
        found = Field(given["name"], kind, value, is_checked="checked" in given, attributes=given)
        self.fields.append(found)
        if self.forms:
            self.forms[-1].fields.append(found)
        self._select = found if tag == "select" else self._select
        self._area = found if tag == "textarea" else self._area


@contextmanager
def recorded() -> Iterator[set[str]]:
    """The names of the fields that a view reads, by whatever way it reads them."""
    names: set[str] = set()
    kept = {way: getattr(MultiValueDict, way) for way in ("__getitem__", "getlist", "get")}

    def noting(way: str) -> Any:
        def read(self: Any, key: str, *args: Any, **kwargs: Any) -> Any:
            names.update([key] if isinstance(self, QueryDict) else [])
            return kept[way](self, key, *args, **kwargs)

        return read

    def contains(self: Any, key: str) -> bool:
        names.update([key] if isinstance(self, QueryDict) else [])
        return dict.__contains__(self, key)

    for way in kept:
        setattr(MultiValueDict, way, noting(way))
    MultiValueDict.__contains__ = contains  # type: ignore[method-assign]
    try:
        yield names
    finally:
        names.difference_update({"csrfmiddlewaretoken", "anything"})
        for way, was in kept.items():
            setattr(MultiValueDict, way, was)
        del MultiValueDict.__contains__


@contextmanager
def writes() -> Iterator[list[str]]:
    """The tables that are written to, besides those where a refusal may leave a trace."""
    written: list[str] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        words = str(sql).split(None, 3)
        if words[:1] and words[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1 if words[0].upper() == "UPDATE" else 2].strip('"')
            if not table.startswith(SAFE):
                written.append(f"{words[0]} {table}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def send(client: Client, method: str, address: str, pairs: Pairs = (), **headers: Any) -> Any:
    """Send these fields as a form; a name may come twice, a file makes it multipart."""
    if any(isinstance(value, SimpleUploadedFile) for _name, value in pairs):
        for _name, value in pairs:
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)
        return client.post(address, dict(pairs), **headers)
    body = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
    if method == "get":
        return client.get(f"{address}?{body}", **headers)
    return client.generic("POST", address, body, FORM, **headers)


def tried(client: Client, method: str, address: str, pairs: Pairs = (), **headers: Any) -> tuple[Any, list[str]]:
    """The answer and what was written for it; all of it undone."""
    client.raise_request_exception = False
    cache.clear()  # nobody is told to wait
    with transaction.atomic(), writes() as written:
        response = send(client, method, address, pairs, **headers)
        response.shown = b"" if response.streaming else response.content
        transaction.set_rollback(True)
    return response, written


def faults(client: Client, method: str, address: str, pairs: Pairs = (), **headers: Any) -> list[str]:
    """What is wrong with how this route answers to these fields."""
    response, written = tried(client, method, address, pairs, **headers)
    return [f"{method} {address} {fault}; sent {_short(pairs)}" for fault in _wrong(response, written, method, pairs)]


def _wrong(response: Any, written: list[str], method: str, pairs: Pairs) -> Iterator[str]:
    status = response.status_code
    if status >= 500:
        error = (getattr(response, "exc_info", None) or [None, ""])[1]
        yield f"failed with {status}: {type(error).__name__} {str(error)[:200]}"
        return
    if b"Traceback (most" in response.shown:
        yield "shows a traceback"
    if 400 <= status < 500 and written:
        yield f"refused with {status} but wrote {sorted(set(written))}"
    if method == "get":
        return
    if 300 <= status < 400 and not written and _has_error(response) and _typed(pairs):
        yield "sent the person elsewhere, and what was typed is gone"
    if "text/html" not in response.get("Content-Type", "") or not (status == 422 or INVALID in response.shown):
        return
    page = Page(response.shown.decode())
    refused = [item for item in page.fields if item.attributes.get("aria-invalid") == "true"]
    if status < 400 and refused:
        yield f"refused {refused[0].name} with {status}"
    if status == 422:
        yield from _wrong_refusal(page, refused, dict(pairs))


def _wrong_refusal(page: Page, refused: Iterable[Field], sent: Mapping[str, Any]) -> Iterator[str]:
    for item in refused:
        named = item.attributes.get("aria-describedby", "").split()
        if not any(page.ids.get(name, "").strip() for name in named):
            yield f"refused {item.name} without a sentence tied to it"
    if not page.alerts and not refused:
        yield "refused without a word"
    for item in page.fields:
        typed = None if item.attributes.keys() & {"hidden", "readonly", "disabled"} else sent.get(item.name)
        if item.kind in TYPED and isinstance(typed, str) and _plain(typed) and _bare(item.value) != _bare(typed):
            yield f"refused, and lost what was typed in {item.name}"


def _has_error(response: Any) -> bool:
    return any(message.level >= ERROR for message in get_messages(response.wsgi_request))


def _typed(pairs: Pairs) -> bool:
    return any(isinstance(value, str) and value.split() and name not in NOT_TYPED for name, value in pairs)


def _plain(text: str) -> bool:
    """Whether a page can show this text exactly."""
    return all(letter.isprintable() or letter in "\n\t" for letter in text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _quoted(text: Any) -> str:
    return quote_from_bytes(str(text).encode("utf-8", "surrogatepass"))


def _short(pairs: Pairs) -> list[tuple[str, str]]:
    return [(name, repr(value)[:60]) for name, value in pairs]


def path_of(address: str) -> str:
    """The path of an address."""
    return urlsplit(address).path
