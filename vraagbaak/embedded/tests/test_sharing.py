"""Commands that use one server at the same time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from vraagbaak.embedded import EmbeddedError, embedded_url, running, throw_away
from vraagbaak.embedded.cluster import Cluster
from vraagbaak.embedded.tests.conftest import wait_until

USE = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background, it is ignored
from vraagbaak.embedded import running
with running(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.read()
"""


def _user(folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    user = subprocess.Popen([sys.executable, "-c", USE, str(folder)], stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert user.stdout is not None
    assert user.stdout.readline() == "in\n"
    return user


def test_the_first_command_starts_the_server_and_the_last_one_out_stops_it(folder: Path) -> None:
    with running(folder):
        beside = _user(folder)
        beside.communicate("")
        cluster = Cluster.in_folder(folder)

        assert cluster.postmaster() is not None

    assert cluster.postmaster() is None


def test_ctrl_c_of_one_command_leaves_the_server_to_the_other(folder: Path) -> None:
    first = _user(folder)
    second = _user(folder)
    os.kill(first.pid, signal.SIGINT)
    first.wait()

    psycopg.connect(embedded_url(folder)).close()
    second.communicate("")

    assert Cluster.in_folder(folder).postmaster() is None


def test_a_killed_command_does_not_count_as_a_user(folder: Path) -> None:
    user = _user(folder)
    user.kill()
    user.wait()

    with running(folder):
        pass

    assert Cluster.in_folder(folder).postmaster() is None


def test_the_server_is_out_of_reach_of_others(folder: Path) -> None:
    with running(folder) as address:
        place = Path(address.split("host=")[1])
        with psycopg.connect(address) as connection:
            (listens,) = connection.execute("SHOW listen_addresses").fetchone() or ("?",)

        assert listens == ""
        assert place.stat().st_mode & 0o077 == 0


def test_a_throw_away_database_is_gone_afterwards() -> None:
    with throw_away(f"one-{os.getpid()}") as address:
        place = Path(address.split("host=")[1])
        psycopg.connect(address).close()

    wait_until(lambda: not place.exists())


def test_a_broken_data_folder_is_told_in_one_sentence(folder: Path) -> None:
    (folder / "cluster").mkdir(parents=True)

    with pytest.raises(EmbeddedError, match="bevat geen bruikbare database"), running(folder):
        pass


def test_a_damaged_cluster_is_told_in_one_sentence(folder: Path) -> None:
    with running(folder):
        pass
    (folder / "cluster" / "global" / "pg_control").unlink()

    with pytest.raises(EmbeddedError, match="start niet"), running(folder):
        pass


def test_a_cluster_of_a_version_that_is_not_here_names_the_package_to_install(folder: Path) -> None:
    (folder / "cluster").mkdir(parents=True)
    (folder / "cluster" / "PG_VERSION").write_text("99\n")

    with pytest.raises(EmbeddedError, match="installeer postgresql-99"), running(folder):
        pass
