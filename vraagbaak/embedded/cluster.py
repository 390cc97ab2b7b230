"""One PostgreSQL cluster on disk: made, started, stopped and started again after a crash."""

import os
import re
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from vraagbaak.embedded.account import Account, account_for
from vraagbaak.embedded.address import embedded_url, socket_folder
from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.processes import is_postmaster
from vraagbaak.embedded.programs import Programs, find_programs

OWNER = DATABASE = "vraagbaak"
START_SECONDS = 600  # after a crash, the log of changes is read again first
LEFTOVER_SECONDS = 30  # how long the processes of a killed server may take to notice
LEFTOVERS = re.compile(r"lock file .* already exists|pre-existing shared memory block")
LARGEST_LOG = 10 * 1024 * 1024
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "random_page_cost": "1.1",
    "wal_level": "minimal",  # nothing reads along; a backup is a dump
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Cluster:
    """A data folder with the programs and the account that serve it."""

    folder: Path
    programs: Programs
    account: Account
    is_throwaway: bool = False

    @classmethod
    def in_folder(cls, folder: Path, *, is_throwaway: bool = False, major: int | None = None) -> "Cluster":
        """The cluster in this folder; an existing one keeps its version and its owner."""
        version = folder / "cluster" / "PG_VERSION"
        if (folder / "cluster").exists():
            major, owner = _version(version), version.stat().st_uid
        else:
            owner = None
        return cls(folder, find_programs(major=major), account_for(owner), is_throwaway)

    @property
    def files(self) -> Path:
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        return self.folder / "postgresql.log"

    def answers(self) -> bool:
        """Whether the server lets us in."""
        try:
            psycopg.connect(embedded_url(self.folder, database="postgres"), user=OWNER, connect_timeout=5).close()
        except psycopg.Error:
            return False
        return True

    def postmaster(self) -> int | None:
        """The process of the running server, if there is one."""
        try:
            pid = int((self.files / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if is_postmaster(pid) else None

    def start(self) -> None:
        """Make the cluster when there is none and start the server; does nothing when it runs."""
        if self.postmaster() is not None and self.answers():
            return
        self._make()
        self._prepare()
        give_up = time.monotonic() + LEFTOVER_SECONDS
        while self._ctl("start", "-w", "-t", str(START_SECONDS), "-l", str(self.log)).returncode:
            if self.postmaster() is not None and self.answers():
                break
            cause = self._last_cause()
            if not LEFTOVERS.search(cause) or time.monotonic() > give_up:
                raise EmbeddedError(f"De database in {self.folder} start niet: {cause} (zie {self.log}).")
            time.sleep(0.3)
            self._forget_reused_number()
        self._make_database()

    def stop(self) -> None:
        """Stop the server after its transactions in progress were undone; does nothing when it does not run."""
        if (self.files / "postmaster.pid").exists():
            self._ctl("stop", "-m", "fast", "-w", "-t", "60")
        if self.postmaster() is None:
            shutil.rmtree(socket_folder(self.folder), ignore_errors=True)

    def remove(self) -> None:
        """Throw the cluster away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self) -> None:
        """Make the cluster in a draft folder and put it in place at once, so that half a cluster never counts."""
        self.account.own(self.folder)
        self.log.touch(mode=0o600)
        self.account.own(self.log)
        self.account.reach(self.programs.folder)
        self.account.reach(self.folder)
        if self.files.exists():
            return
        draft = self.folder / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--encoding=UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject", f"--username={OWNER}"]
        options += ["--no-sync"] if self.is_throwaway else ["--data-checksums"]
        made = self.account.run([self.programs["initdb"], "-D", str(draft), *options], cwd=self.folder, log=self.log)
        if made.returncode:
            raise EmbeddedError(
                f"De database in {self.folder} is niet te maken: {self._last_cause()} (zie {self.log})."
            )
        with (draft / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude = 'vraagbaak.conf'\n")
        draft.rename(self.files)

    def _prepare(self) -> None:
        """Write our settings and clear the socket's place; only while no server runs."""
        place = socket_folder(self.folder)
        place.mkdir(mode=0o700, exist_ok=True)
        if place.is_symlink() or place.stat().st_uid not in {0, os.geteuid(), self.account.uid}:
            raise EmbeddedError(f"De map {place} is van een andere gebruiker: verwijder die map.")
        place.chmod(0o700)
        self.account.own(place)
        self.account.reach(place)
        if self.postmaster() is None:
            for stale in place.iterdir():
                stale.unlink()
        settings = {**SETTINGS, "unix_socket_directories": str(place), **({} if not self.is_throwaway else FORGETFUL)}
        lines = [f"{name} = '{value}'" for name, value in settings.items()]
        (self.files / "vraagbaak.conf").write_text("\n".join(lines) + "\n")
        self.account.own(self.files / "vraagbaak.conf")
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.write_bytes(b"")

    def _make_database(self) -> None:
        address = embedded_url(self.folder, database="postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _ctl(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return self.account.run([self.programs["pg_ctl"], "-D", str(self.files), *words], cwd=self.folder, log=self.log)

    def _last_cause(self) -> str:
        """What the server itself said last of why it stopped."""
        try:
            said = self.log.read_text(errors="replace")[-20_000:].splitlines()
        except OSError:
            said = []
        causes = [line.split(": ", 1)[-1].strip() for line in said if re.search(r"FATAL|PANIC|initdb: error", line)]
        return causes[-1] if causes else "onbekende oorzaak"

    def _forget_reused_number(self) -> None:
        """Let the lock file name a process that is gone, when its number now belongs to another program.

        The rest of the file stays: with it PostgreSQL sees that processes of the killed server still hold on.
        """
        lock = self.files / "postmaster.pid"
        with suppress(OSError, ValueError):
            number, rest = lock.read_text().split("\n", 1)
            if not is_postmaster(int(number)):
                gone = subprocess.Popen(["/bin/sh", "-c", ":"])
                gone.wait()
                lock.write_text(f"{gone.pid}\n{rest}")
                self.account.own(lock)


def _version(file: Path) -> int:
    try:
        return int(file.read_text())
    except (OSError, ValueError) as error:
        raise EmbeddedError(
            f"De map {file.parent} bevat geen bruikbare database: zet een back-up terug of verplaats die map."
        ) from error
