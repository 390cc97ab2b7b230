"""`check`: see whether an installation is in good order."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from vraagbaak import __version__
from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import check_database, database_url, ground, is_current


def _run(options: Namespace) -> int:
    with ground(must_be_current=False):
        failures = 0
        for name, finding in _findings():
            problem = finding()
            failures += problem is not None
            print(f"{'✗' if problem else '✓'} {name}{f': {problem}' if problem else ''}")
    print("Alles is in orde." if not failures else f"{failures} punt(en) vragen aandacht.")
    return 0 if not failures else 1


def _findings() -> Iterator[tuple[str, Callable[[], str | None]]]:
    yield f"Vraagbaak {__version__}, Python {sys.version.split()[0]}", lambda: None
    yield f"PostgreSQL {check_database(database_url())}", lambda: None
    yield "Database bijgewerkt tot deze versie", _outdated
    yield "Bestanden voor de browser gebouwd", _unbuilt
    yield "Er is een beheerder", _headless
    yield "Bijlagen kunnen worden bewaard", _unwritable
    yield "Mail kan worden verstuurd", _mailless
    yield "Eenmalig aanmelden kan zich bewijzen", _keyless
    yield "Instellingen van Django", _warnings


def _outdated() -> str | None:
    return None if is_current() else "voer `vraagbaak migrate` uit"


def _unbuilt() -> str | None:
    from django.conf import settings

    return None if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists() else "voer `make install` uit"


def _headless() -> str | None:
    from vraagbaak.people.models import RoleGrant

    if not is_current():
        return "nog niet te zien"
    there = RoleGrant.objects.filter(role="administrator", agent__is_active=True).exists()
    return None if there else "voer `vraagbaak createadmin` uit"


def _unwritable() -> str | None:
    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".proef").touch()
        (folder / ".proef").unlink()
    except OSError as error:
        return f"{folder}: {error.strerror}"
    return None


def _mailless() -> str | None:
    from django.conf import settings

    return None if settings.EMAIL_HOST else f"MAIL_HOST is niet ingesteld; mail komt in {settings.EMAIL_FILE_PATH}"


def _keyless() -> str | None:
    from django.conf import settings

    from vraagbaak.people.client_keys import NoUsableKey, keys_in

    if not settings.OIDC_SIGNS:
        return None
    try:
        return None if keys_in(settings.OIDC_KEYS) else "voer `vraagbaak signonkey` uit"
    except NoUsableKey as broken:
        return f"een sleutel in {settings.OIDC_KEYS} is niet te gebruiken ({broken})"


def _warnings() -> str | None:
    from django.core.checks import WARNING, run_checks

    found = [message for message in run_checks() if message.level >= WARNING]
    return "; ".join(str(message.msg) for message in found) or None


CHECK = Command("check", "Nakijken of deze installatie in orde is", _run)
