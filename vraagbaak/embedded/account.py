"""As whom the database server runs: as ourselves, or as an own system account when we are root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.passage import grant_passage

NAME = "vraagbaak"
STAND_INS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The account that owns the database files; `demoted` when we are root and must step down to it."""

    name: str
    uid: int
    gid: int
    demoted: bool

    def run(self, command: list[str], *, cwd: Path, log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run one of PostgreSQL's programs as this account, with a bare environment and English messages."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        uid, gid = (self.uid, self.gid) if self.demoted else (None, None)
        with (log or Path(os.devnull)).open("ab") as said:
            return subprocess.run(
                command,
                cwd=cwd,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=uid,
                group=gid,
                extra_groups=[] if self.demoted else None,
                check=False,
            )

    def own(self, path: Path) -> None:
        """Hand a file or folder that we just made to this account."""
        if self.demoted:
            os.chown(path, self.uid, self.gid)

    def may_enter(self, folder: Path) -> bool:
        """Whether the account itself can go into this folder."""
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)], cwd=Path("/")).returncode == 0

    def reach(self, folder: Path) -> None:
        """See that the account can go into this folder; closed folders above it get passage for this account alone."""
        if not self.demoted or self.may_enter(folder):
            return
        for step in [*reversed(folder.parents), folder]:
            if not self.may_enter(step):
                grant_passage(step, uid=self.uid)
        if not self.may_enter(folder):
            raise EmbeddedError(
                f"De databaseserver draait als gebruiker {self.name} en kan niet bij {folder}: "
                "kies met VRAAGBAAK_DATA een andere map, of start Vraagbaak niet als root."
            )


def account_for(owner: int | None) -> Account:
    """The account for a cluster of this owner (None for a new one); refused when the files are somebody else's."""
    me = os.geteuid()
    if me != 0:
        if owner not in (None, me):
            raise EmbeddedError(
                f"De database is van gebruiker {_name(owner or 0)}: start Vraagbaak als die gebruiker of als root."
            )
        return Account(_name(me), me, os.getegid(), demoted=False)
    entry = _own_account() if owner in (None, 0) else pwd.getpwuid(owner or 0)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, demoted=True)


def _own_account() -> pwd.struct_passwd:
    """The system account of Vraagbaak, made when it is absent; where none can be made, one that is there."""
    if (entry := _entry(NAME)) is None:
        _make_account()
    for name in (NAME, *STAND_INS):
        if (entry := _entry(name)) is not None and entry.pw_uid != 0:
            return entry
    raise EmbeddedError(
        "De databaseserver mag niet als root draaien en er kon geen eigen gebruiker worden gemaakt: "
        "start Vraagbaak als gewone gebruiker."
    )


def _make_account() -> None:
    home = "/nonexistent"
    if useradd := shutil.which("useradd"):
        command = [
            useradd,
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            home,
            "--shell",
            "/usr/sbin/nologin",
            NAME,
        ]
    elif adduser := shutil.which("adduser"):
        command = [adduser, "-S", "-D", "-H", "-h", home, "-s", "/sbin/nologin", NAME]
    else:
        return
    subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)  # noqa: S603


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
