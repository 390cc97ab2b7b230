"""Starts the server again when it dies while we run."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from vraagbaak.embedded.cluster import Cluster
from vraagbaak.embedded.errors import EmbeddedError

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 0.25


@contextmanager
def watching(
    cluster: Cluster, take_turn: Callable[[Path], AbstractContextManager[None]], *, on: bool
) -> Iterator[None]:
    """Watch the server meanwhile, from a thread of its own."""
    if not on:
        yield
        return
    ending = threading.Event()

    def watch() -> None:
        while not ending.wait(LOOK_EVERY_SECONDS):
            if cluster.postmaster() is None:
                with take_turn(cluster.folder):
                    _start_again(cluster, ending)

    watcher = threading.Thread(target=watch, name="database-watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        watcher.join()


def _start_again(cluster: Cluster, ending: threading.Event) -> None:
    if ending.is_set() or cluster.postmaster() is not None:
        return
    log.warning("the database server has died, starting it again")
    try:
        cluster.start()
    except EmbeddedError as error:
        log.error("the database server does not start: %s", error)
