"""What a command stands on: a data folder, a running database, and Django."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from config import environment
from vraagbaak.cli.refusal import Refusal
from vraagbaak.embedded import embedded_url, running

ROOT = Path(__file__).resolve().parents[2]
OLDEST_DATABASE = 15
REASONS = {
    "28P01": "het wachtwoord klopt niet",
    "28000": "deze gebruiker mag er niet in",
    "3D000": "die database bestaat niet",
    "53300": "er zijn te veel verbindingen",
}


@contextmanager
def ground(*, is_watched: bool = False, must_be_current: bool = True) -> Iterator[None]:
    """Make everything ready for a command; refused with one sentence when something is missing."""
    folder = writable_data_folder()
    with ExitStack() as stack:
        if not environment.text("DATABASE_URL"):
            stack.enter_context(running(folder / "postgres", is_watched=is_watched))
        check_database(database_url())
        set_up_django()
        if must_be_current:
            _check_migrations()
        yield


def writable_data_folder() -> Path:
    """The data folder, made when absent; refused when we may not write there."""
    folder = environment.data_folder(ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refusal(
            f"In de map {folder} kan niet worden geschreven ({error.strerror}): "
            "geef uzelf daar schrijfrecht of kies met VRAAGBAAK_DATA een andere map."
        ) from error
    return folder


def database_url() -> str:
    """The address of the database in use."""
    return environment.text("DATABASE_URL") or embedded_url(environment.data_folder(ROOT) / "postgres")


def check_database(url: str) -> int:
    """See that the database can be used and give its major version; refused when it cannot."""
    place = _place(url)
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            major = connection.info.server_version // 10000
    except psycopg.Error as error:
        reason = REASONS.get(error.sqlstate or "") or _reason(error)
        raise Refusal(f"De database op {place} is niet te gebruiken: {reason} (DATABASE_URL).") from error
    if major < OLDEST_DATABASE:
        raise Refusal(f"De database op {place} is PostgreSQL {major}; nodig is versie {OLDEST_DATABASE} of nieuwer.")
    return major


def is_current() -> bool:
    """Whether the database has every migration of this version."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _place(url: str) -> str:
    """Where the database is, without the password."""
    address = environment.DatabaseAddress.from_url(url)
    return f"{address.host or 'localhost'}{f':{address.port}' if address.port else ''}/{address.name}"


def _reason(error: psycopg.Error) -> str:
    words = str(error).strip().splitlines()
    last = words[-1].strip() if words else ""
    if "password authentication failed" in last:
        return REASONS["28P01"]
    if "does not exist" in last:
        return REASONS["28000"] if "role" in last else REASONS["3D000"]
    if any(words in last for words in ("server running", "refused", "No such file", "timeout", "resolve", "not known")):
        return "er is daar geen database bereikbaar"
    return last or type(error).__name__


def set_up_django() -> None:
    """Make the apps ready, in Dutch; needs no database."""
    import django
    from django.utils import translation

    django.setup()
    translation.activate("nl")


def _check_migrations() -> None:
    if not is_current():
        raise Refusal("De database is nog niet bijgewerkt tot deze versie: voer eerst `vraagbaak migrate` uit.")
