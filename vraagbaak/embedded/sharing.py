"""Lets commands share one running server: the first starts it, the last one out stops it."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vraagbaak.embedded.address import embedded_url, temporary_folder
from vraagbaak.embedded.cluster import Cluster
from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.watching import watching

THROW_AWAY = "vraagbaak-passing-"


@contextmanager
def running(folder: Path, *, is_watched: bool = False) -> Iterator[str]:
    """Keep the database of this folder running and give its address; a watched one that dies is started again."""
    folder = _made(folder)
    with _using(Cluster.in_folder(folder)) as cluster, watching(cluster, _one_at_a_time, on=is_watched):
        yield embedded_url(folder)


@contextmanager
def throw_away(name: str, *, major: int | None = None) -> Iterator[str]:
    """A fast, forgetful database for tests, shared by all processes that use the same name and removed by the last."""
    _sweep()
    folder = _made(temporary_folder() / f"{THROW_AWAY}{name}")
    with _using(Cluster.in_folder(folder, is_throwaway=True, major=major), keep=False):
        yield embedded_url(folder)


@contextmanager
def _using(cluster: Cluster, *, keep: bool = True) -> Iterator[Cluster]:
    """Hold a place among the users of the cluster; a killed process loses its place by itself."""
    place = os.open(cluster.folder / "users.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        with _one_at_a_time(cluster.folder):
            fcntl.flock(place, fcntl.LOCK_SH)
            cluster.start()
        try:
            yield cluster
        finally:
            with _one_at_a_time(cluster.folder), suppress(BlockingIOError):
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                cluster.stop() if keep else cluster.remove()
    finally:
        os.close(place)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Start and stop in turn."""
    turn = os.open(folder / "turn.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
    finally:
        os.close(turn)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "turn.lock").touch(mode=0o600)
    except OSError as error:
        raise EmbeddedError(f"In de map {folder} kan niet worden geschreven: {error.strerror}.") from error
    return folder.resolve()


def _sweep() -> None:
    """Clear away the throw-away databases of test runs that were killed."""
    for folder in temporary_folder().glob(f"{THROW_AWAY}*"):
        with suppress(OSError, EmbeddedError), _one_at_a_time(folder):
            place = os.open(folder / "users.lock", os.O_RDWR)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(folder)
            finally:
                os.close(place)


def _remove(folder: Path) -> None:
    if (folder / "cluster").exists():
        Cluster.in_folder(folder, is_throwaway=True).remove()
    shutil.rmtree(folder, ignore_errors=True)
