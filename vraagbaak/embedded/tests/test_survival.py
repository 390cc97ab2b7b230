"""What was acknowledged stays, whatever is killed."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg

from vraagbaak.embedded import embedded_url, running
from vraagbaak.embedded.cluster import Cluster
from vraagbaak.embedded.tests.conftest import rows, wait_until

KEEP_RUNNING = """
import sys, time
from pathlib import Path
from vraagbaak.embedded import running
with running(Path(sys.argv[1])) as address:
    print(address, flush=True)
    time.sleep(600)
"""


def _keep_running(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", KEEP_RUNNING, str(folder)]
    user = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert user.stdout is not None
    assert user.stdout.readline().startswith("postgresql://")
    return user


def test_a_thousand_acknowledged_rows_survive_the_death_of_every_process(
    folder: Path, kill_all: Callable[[Path], None]
) -> None:
    user = _keep_running(folder)
    with psycopg.connect(embedded_url(folder), autocommit=True) as connection:
        connection.execute("CREATE TABLE acknowledged (number int PRIMARY KEY)")
        for number in range(1000):
            connection.execute("INSERT INTO acknowledged VALUES (%s)", [number])
    user.kill()
    user.wait()
    kill_all(folder)

    with running(folder) as address:
        assert rows(address) == list(range(1000))


def test_a_watched_server_that_is_killed_comes_back_by_itself_with_every_acknowledged_row(folder: Path) -> None:
    acknowledged: list[int] = []
    enough = threading.Event()

    def write() -> None:
        while not enough.is_set():
            try:
                with psycopg.connect(embedded_url(folder), autocommit=True) as connection:
                    while not enough.is_set():
                        connection.execute("INSERT INTO acknowledged VALUES (%s)", [number := len(acknowledged)])
                        acknowledged.append(number)
            except psycopg.errors.UniqueViolation:  # it was kept, but the server died before it could say so
                acknowledged.append(number)
            except psycopg.OperationalError:
                enough.wait(0.05)

    with running(folder, is_watched=True) as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TABLE acknowledged (number int PRIMARY KEY)")
        writer = threading.Thread(target=write)
        writer.start()
        cluster = Cluster.in_folder(folder)
        for _ in range(3):
            before, killed = len(acknowledged), cluster.postmaster()
            wait_until(lambda before=before: len(acknowledged) >= before + 300)  # type: ignore[misc]
            assert killed is not None
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda killed=killed: cluster.postmaster() not in {None, killed})  # type: ignore[misc]
        wait_until(lambda: len(acknowledged) >= 1000 and cluster.answers())
        enough.set()
        writer.join()

        assert set(acknowledged) <= set(rows(address))


def test_a_server_whose_process_number_now_belongs_to_another_program_starts(
    folder: Path, kill_all: Callable[[Path], None]
) -> None:
    user = _keep_running(folder)
    user.kill()
    user.wait()
    kill_all(folder)
    stranger = subprocess.Popen(["sleep", "600"], **_as_owner(folder))  # type: ignore[call-overload]
    lock = folder / "cluster" / "postmaster.pid"
    _number, rest = lock.read_text().split("\n", 1)
    lock.write_text(f"{stranger.pid}\n{rest}")

    with running(folder) as address:
        psycopg.connect(address).close()

    stranger.kill()
    stranger.wait()


def _as_owner(folder: Path) -> dict[str, int]:
    owner = (folder / "cluster").stat().st_uid
    return {"user": owner} if owner != os.geteuid() else {}


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    (folder / "cluster.new").mkdir(parents=True)
    (folder / "cluster.new" / "PG_VERSION").write_text("18\n")

    with running(folder) as address:
        psycopg.connect(address).close()
