"""The embedded PostgreSQL server: made, started, watched and stopped by ourselves.

Several commands may use one server at the same time. Each holds a shared lock on the data folder while it
does; whoever lets go last stops the server. A killed command loses its lock by itself.
"""

import contextlib
import fcntl
import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from vraagbaak.embedded.address import embedded_url, socket_folder
from vraagbaak.embedded.binaries import bin_folder
from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.privileges import account, as_account, check_reachable, give

DATABASE = "vraagbaak"
START_SECONDS = 60
WATCH_SECONDS = 1.0
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
work_mem = 16MB
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
random_page_cost = 1.1
jit = off
"""
THROWAWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"


class EmbeddedPostgres:
    """One cluster in one data folder."""

    def __init__(self, data: Path, *, is_throwaway: bool = False) -> None:
        self.data = data.resolve()
        self.cluster = self.data / "cluster"
        self.sockets = socket_folder(self.data)
        self.is_throwaway = is_throwaway

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return embedded_url(self.data, database=DATABASE)

    def start(self) -> None:
        """Make the cluster when there is none and start it; one that runs already is left alone."""
        self.make_folders()
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster()
        if not self.is_running():
            self._start()
        self._make_database()

    def stop(self) -> None:
        """Stop at once and in good order; a server that does not run is fine."""
        self._pg_ctl("stop", "-m", "fast", "-w", "-t", "30", check=False)

    def is_running(self) -> bool:
        """Whether a server answers on the socket: a process id left behind by a crash does not count."""
        program = bin_folder() / "pg_isready"
        if program.exists():
            asked = [str(program), "-q", "-h", str(self.sockets), "-d", "postgres", "-U", DATABASE]
            return subprocess.run(asked, check=False).returncode == 0
        return self._pg_ctl("status", check=False).returncode == 0

    def make_folders(self) -> None:
        check_reachable(self.data)
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            give(self.data)
            give(self.sockets)
        except OSError as error:
            raise EmbeddedError(f"In de map {self.data} kan niet geschreven worden ({error.strerror}).") from error
        if self.sockets.is_symlink() or self.sockets.stat().st_uid != self._owner():
            raise EmbeddedError(f"De map {self.sockets} is van een ander. Verwijder hem en start opnieuw.")

    def _owner(self) -> int:
        found = account()
        return found.pw_uid if found else os.geteuid()

    def _make_cluster(self) -> None:
        if self.cluster.exists() and any(self.cluster.iterdir()):
            raise EmbeddedError(
                f"De map {self.cluster} bevat iets anders dan een database, of een beschadigde. "
                "Zet een back-up terug met `vraagbaak restore`, of verplaats de map."
            )
        made = self.data / f"making-{os.getpid()}"
        options = ["--username", DATABASE, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--data-checksums"]
        self._run("initdb", "--pgdata", str(made), *options, *(["--no-sync"] if self.is_throwaway else []))
        settings = SETTINGS + (THROWAWAY if self.is_throwaway else "")
        with (made / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(settings)
        made.rename(self.cluster)

    def _start(self) -> None:
        """Start, and try again where the remains of a killed server are still being cleared away."""
        log = self.data / "postgres.log"
        options = f"-c unix_socket_directories={self.sockets}"
        last = ""
        for _ in range(6):
            done = self._pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", str(log), "-o", options, check=False)
            if done.returncode == 0 or self.is_running():
                return
            last = _tail(log) or done.stderr
            time.sleep(0.5)
        raise EmbeddedError(f"De database in {self.data} start niet. Het logboek {log} zegt: {last}")

    def _make_database(self) -> None:
        there = self._sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")
        if "1" not in there:
            self._sql("postgres", f"CREATE DATABASE {DATABASE}")
            for name in EXTENSIONS:
                self._sql(DATABASE, f"CREATE EXTENSION IF NOT EXISTS {name}")

    def _sql(self, database: str, statement: str) -> str:
        asked = ["-h", str(self.sockets), "-U", DATABASE, "-d", database, "-tAc", statement]
        return self._run("psql", "-X", "-q", *asked).stdout

    def _pg_ctl(self, verb: str, *options: str, check: bool) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", verb, "-D", str(self.cluster), *options, check=check)

    def _run(self, program: str, *options: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs; it must not hold our pipes open nor hear our Ctrl-C."""
        with (self.data / "commands.log").open("ab+") as log:
            give(self.data / "commands.log")
            done = subprocess.run(
                [str(bin_folder() / program), *options],
                check=False,
                text=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if program == "psql" else log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                **as_account(),  # type: ignore[call-overload]
            )
        if check and done.returncode:
            raise EmbeddedError(f"{program} mislukte in {self.data}: {_tail(self.data / 'commands.log')}")
        return done  # type: ignore[no-any-return]


@contextlib.contextmanager
def running(data: Path, *, is_throwaway: bool = False, is_watched: bool = False) -> Iterator[str]:
    """Use the server of this folder, started when needed; the last one to leave stops it.

    When watched, a server that dies is started again at once.
    """
    server = EmbeddedPostgres(data, is_throwaway=is_throwaway)
    server.make_folders()
    with _lock(server.data / "use.lock", fcntl.LOCK_SH) as use:
        with _lock(server.data / "start.lock", fcntl.LOCK_EX):
            server.start()
        stop_watching = threading.Event()
        if is_watched:
            threading.Thread(target=_watch, args=(server, stop_watching), daemon=True, name="postgres").start()
        try:
            yield server.url
        finally:
            stop_watching.set()
            with _lock(server.data / "start.lock", fcntl.LOCK_EX):
                if _is_last(use):
                    server.stop()


def _watch(server: EmbeddedPostgres, stop: threading.Event) -> None:
    while not stop.wait(WATCH_SECONDS):
        if not server.is_running():
            with contextlib.suppress(EmbeddedError), _lock(server.data / "start.lock", fcntl.LOCK_EX):
                if not stop.is_set():
                    server.start()


@contextlib.contextmanager
def _lock(path: Path, kind: int) -> Iterator[IO[bytes]]:
    with path.open("ab") as file:
        fcntl.flock(file, kind)
        try:
            yield file
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _is_last(use: IO[bytes]) -> bool:
    """Whether nobody else uses the server: then the lock can be had alone."""
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _tail(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        return ""
    return lines[-1] if lines else ""
