"""A place for clusters, and a way to kill their processes."""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from vraagbaak.embedded import EmbeddedError
from vraagbaak.embedded.cluster import Cluster


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place of its own: pytest closes its folder for other accounts again whenever another run begins."""
    with tempfile.TemporaryDirectory(prefix="vraagbaak-") as apart:
        place = Path(apart) / "postgres"
        yield place
        with suppress(EmbeddedError):
            Cluster.in_folder(place).remove()


@pytest.fixture
def kill_all() -> Callable[[Path], None]:
    """Kill the server of this folder with all its processes at once, as when the power fails."""

    def kill(place: Path) -> None:
        postmaster = Cluster.in_folder(place).postmaster()
        assert postmaster is not None
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for process in [postmaster, *map(int, children)]:
            os.kill(process, signal.SIGKILL)

    return kill


def wait_until(claim: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait until the claim holds; fails when it takes too long."""
    give_up = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < give_up, "it took too long"
        time.sleep(0.05)


def rows(address: str) -> list[int]:
    """The numbers that the table `acknowledged` holds."""
    with psycopg.connect(address) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM acknowledged ORDER BY number")]
