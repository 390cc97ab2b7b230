"""Takes a copy of the database and puts one back, with PostgreSQL's own programs."""

import os
import subprocess
from pathlib import Path

from config.environment import DatabaseAddress
from vraagbaak.cli.refusal import Refusal
from vraagbaak.embedded import Programs, find_programs

UNKNOWN_TO_OLDER = b"SET transaction_timeout"  # PostgreSQL 17 and newer write it, 15 and 16 do not know it
EMPTIED = b"SET lock_timeout = '10s';\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\nSET lock_timeout = 0;\n"


def dump_database(url: str, *, major: int, target: Path) -> None:
    """Write the database to a file, as it is at one moment."""
    command = [_programs(major)["pg_dump"], "--format=custom", "--no-owner", "--no-privileges", "--file", str(target)]
    done = subprocess.run(command, env=_environment(url), capture_output=True, text=True)
    if done.returncode:
        raise Refusal(f"De database kon niet worden gekopieerd: {_last(done.stderr)}")


def restore_database(url: str, *, major: int, source: Path) -> None:
    """Replace everything in the database by the copy: all of it or nothing."""
    programs, script = _programs(major), source.with_suffix(".sql")
    command = [programs["pg_restore"], "--no-owner", "--no-privileges", "--file", str(script), str(source)]
    if subprocess.run(command, capture_output=True).returncode:
        raise Refusal("De kopie van de database in deze back-up is beschadigd; er is niets veranderd.")
    session = [programs["psql"], "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", str(_amended(script))]
    done = subprocess.run(session, env=_environment(url), capture_output=True, text=True)
    if done.returncode:
        raise Refusal(_why_not(done.stderr))


def _amended(script: Path) -> Path:
    """The script with the emptying in front, without what an older server does not know."""
    amended = script.with_suffix(".amended.sql")
    with script.open("rb") as lines, amended.open("wb") as target:
        target.write(EMPTIED)
        target.writelines(line for line in lines if not line.startswith(UNKNOWN_TO_OLDER))
    return amended


def _programs(major: int) -> Programs:
    """Programs of the server's own version, or else newer ones."""
    return find_programs(at_least=major)


def _environment(url: str) -> dict[str, str]:
    """How to reach the database, kept off the command line because of the password."""
    address = DatabaseAddress.from_url(url)
    given = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.user,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.name,
        **{f"PG{name.upper()}": value for name, value in address.options.items()},
    }
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **{k: v for k, v in given.items() if v}}


def _why_not(said: str) -> str:
    if "lock timeout" in said:
        return "De database is in gebruik: stop eerst Vraagbaak (serve en worker), en probeer het dan opnieuw."
    return f"De database kon niet worden teruggezet, er is niets veranderd: {_last(said)}"


def _last(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "zonder uitleg"
