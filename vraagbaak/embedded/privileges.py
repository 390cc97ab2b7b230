"""PostgreSQL refuses to run as root: as root its programs run as a system account of their own."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from vraagbaak.embedded.errors import EmbeddedError

ACCOUNTS = ("vraagbaak-db", "postgres")


def account() -> pwd.struct_passwd | None:
    """The account to run PostgreSQL as; None when we are no root and run it ourselves. Made when absent."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return _made(ACCOUNTS[0])


def _made(name: str) -> pwd.struct_passwd:
    program = shutil.which("useradd")
    if program is None:
        raise EmbeddedError(
            "PostgreSQL mag niet als root draaien en er kan geen account voor gemaakt worden. Start Vraagbaak als gewone gebruiker."
        )
    subprocess.run(
        [program, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
        check=True,
        capture_output=True,
    )
    return pwd.getpwnam(name)


def as_account() -> dict[str, int | list[int]]:
    """Arguments for `subprocess` that run a program as that account."""
    found = account()
    return {} if found is None else {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}


def give(folder: Path) -> None:
    """Make the folder the account's own."""
    found = account()
    if found is not None:
        os.chown(folder, found.pw_uid, found.pw_gid)


def check_reachable(folder: Path) -> None:
    """Refuse a folder below one that the account may not pass, such as /root."""
    if account() is None:
        return
    for parent in folder.resolve().parents:
        if parent.exists() and not parent.stat().st_mode & 0o001:
            raise EmbeddedError(
                f"De map {parent} is gesloten voor het account waaronder de database draait. "
                "Kies met VRAAGBAAK_DATA een andere map, of start Vraagbaak als gewone gebruiker."
            )
