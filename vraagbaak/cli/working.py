"""`worker`: carry out background and nightly work."""

import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground
from vraagbaak.cli.parser import count

PAUSE_SECONDS = 1.0
LAST_JOBS_SECONDS = 15


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker running as a process of its own meanwhile; one that dies is started again."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ending,), name="worker-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(ending: threading.Event) -> None:
    """The worker stops by itself when its standard input ends: when we stop, or are killed."""
    command = [sys.executable, "-m", "vraagbaak.cli", "worker", "--until-input-ends"]
    while not ending.is_set():
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        while worker.poll() is None and not ending.wait(0.2):
            pass
        _let_end(worker)
        ending.wait(PAUSE_SECONDS)


def _let_end(worker: subprocess.Popen[bytes]) -> None:
    """Give it time to finish what it does; a job that is cut off is done again later."""
    try:
        worker.communicate(timeout=LAST_JOBS_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--jobs", type=count, default=2, metavar="N", help="zoveel taken tegelijk (standaard: 2)")
    parser.add_argument("--until-input-ends", action="store_true", help="stop zodra de standaardinvoer eindigt")


def _run(options: Namespace) -> int:
    if options.until_input_ends:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    with ground(is_watched=True):
        from procrastinate.contrib.django import app, django_connector
        from procrastinate.exceptions import ConnectorException

        straight = django_connector.DjangoConnector(alias="default")
        ending = False
        while not ending:
            with suppress(ConnectorException), app.replace_connector(straight.get_worker_connector()):
                app.run_worker(concurrency=options.jobs)
                ending = True
            time.sleep(0 if ending else PAUSE_SECONDS)
    return 0


def _stop_at_end_of_input() -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    os.kill(os.getpid(), signal.SIGTERM)


WORKER = Command(
    "worker",
    "Achtergrondwerk en nachtelijk werk uitvoeren",
    _run,
    _add_arguments,
    "Er mogen er meer tegelijk draaien, ook op verschillende machines. Stoppen: Ctrl-C.",
)
