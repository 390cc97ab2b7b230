"""The ground of every journey: a real server, a real browser, and the cast signed on in it.

    def test_somebody_finds_an_answer(page, signed_on_as, anna):
        signed_on_as(anna)
        page.goto("/")
        …
        assert_accessible(page)

`live` is the server's address; `page` is a fresh browser window on it that fails the test when a script fails or the
content security policy is broken. Data is made with the fixtures and actions that other tests use; it is really
committed, and gone after the test.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from vraagbaak.people.models import Agent

ROOT = Path(__file__).resolve().parent.parent
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
EXPECTED_IN_CONSOLE = ("Failed to load resource",)

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey."""
    for item in items:
        if Path(item.fspath).is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")


# --- the server ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def identity_provider() -> Iterator[str]:
    """A real OpenID Connect provider on this machine, where Sanne works in the contact centre."""
    sanne = User(
        sub="sanne",
        claims={
            "email": "sanne@nieuwerdam.example",
            "email_verified": True,
            "name": "Sanne Kuiper",
            "groups": ["kcc-medewerkers"],
        },
    )
    with run_server_in_thread(user_claims=[sanne]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="session")
def _built_files() -> None:
    """Collect the files for the browser, as an installation does; once for all who test at the same time."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "e2e-static").open("a+") as done:
        fcntl.flock(done, fcntl.LOCK_EX)
        done.seek(0)
        if done.read() != run:
            _manage("collectstatic", "--noinput", "--verbosity=0")
            done.truncate(0)
            done.write(run)


@pytest.fixture(scope="session")
def _server(django_db_setup: None, _built_files: None, identity_provider: str) -> Iterator[str]:
    """The product as it runs for people: uvicorn in a process of its own, on the test database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": _database_url(),
        "VRAAGBAAK_URL": address,
        "VRAAGBAAK_LOG_LEVEL": "WARNING",
        "OIDC_URL": identity_provider,
        "OIDC_CLIENT_ID": "vraagbaak",
        "OIDC_CLIENT_SECRET": "geheim",
    }
    command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port), "--no-access-log"]
    command += ["--lifespan", "off", "--timeout-graceful-shutdown", "5"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(f"{address}/account/inloggen/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def live(_server: str, transactional_db: None, django_db_serialized_rollback: None) -> Iterator[str]:
    """The address of the server; what a test writes is committed, and gone after it."""
    yield _server
    _wait_until_quiet()


def _wait_until_quiet() -> None:
    """Let the server finish what it was still doing, so that emptying the tables meets nobody."""
    busy = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
              AND pid <> pg_backend_pid() AND state <> 'idle'"""
    quiet_since = time.monotonic()
    deadline = quiet_since + 10
    while time.monotonic() < deadline and time.monotonic() - quiet_since < 0.3:
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone()[0]:
                quiet_since = time.monotonic()
        time.sleep(0.02)


# --- the browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, or the one that Playwright installed."""
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        chromium = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, live: str) -> Iterator[Callable[..., Page]]:
    """Open a window of somebody else: own cookies, own everything; options are Playwright's for a context."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(**options: object) -> Page:
        wanted = {"base_url": live, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **options}
        contexts.append(browser.new_context(**wanted))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if _is_fault(line) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == [], "Scripts failed or the content security policy was broken."


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A fresh window at desktop size."""
    return new_page(viewport={"width": 1440, "height": 900})


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    """A fresh window at phone size."""
    return new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


@pytest.fixture
def signed_on_as(page: Page, live: str) -> Callable[..., Page]:
    """Sign somebody on without typing: in `page`, or in the window given."""

    def sign_on(agent: Agent, window: Page | None = None) -> Page:
        window = window or page
        client = Client()
        client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
        name = django_settings.SESSION_COOKIE_NAME
        window.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live}])
        return window

    return sign_on


def _is_fault(line: ConsoleMessage) -> bool:
    """Whether the page itself complains; what has no address comes from axe, which styles what it measures."""
    return line.type == "error" and bool(line.location["url"]) and not line.text.startswith(EXPECTED_IN_CONSOLE)


def _database_url() -> str:
    """The test database as an address; a socket folder goes into the query."""
    parts = connection.settings_dict
    login = parts["USER"] + (f":{parts['PASSWORD']}" if parts["PASSWORD"] else "")
    host = parts["HOST"] or ""
    if host.startswith("/"):
        return f"postgresql://{login}@/{parts['NAME']}?host={host}" + (
            f"&port={parts['PORT']}" if parts["PORT"] else ""
        )
    return f"postgresql://{login}@{host}:{parts['PORT'] or 5432}/{parts['NAME']}"


def _manage(*words: str) -> None:
    subprocess.run([sys.executable, ROOT / "manage.py", *words], cwd=ROOT, check=True)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        assert server.poll() is None, "The server stopped while it started."
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not answer within half a minute.")
