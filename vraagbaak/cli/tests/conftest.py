"""Runs the real command line, as an administrator does."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def apart() -> Iterator[Path]:
    """A place of its own: pytest closes its folder for other accounts again whenever another run begins."""
    with tempfile.TemporaryDirectory(prefix="vraagbaak-") as folder:
        yield Path(folder)


@pytest.fixture
def environment(apart: Path) -> dict[str, str]:
    """An environment without any setting but a data folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "VRAAGBAAK_DATA": str(apart / "data"), "PYTHONPATH": str(Path.cwd())}


@pytest.fixture
def vraagbaak(environment: dict[str, str]) -> Run:
    """Run one command to its end; settings by keyword."""

    def run(*words: str, typed: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "vraagbaak.cli", *words]
        return subprocess.run(
            command, env={**environment, **settings}, input=typed, capture_output=True, text=True, timeout=300
        )

    return run
