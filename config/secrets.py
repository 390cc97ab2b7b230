"""Secrets that an installation makes for itself at its first start and keeps beside its data."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def secret(folder: Path, purpose: str) -> str:
    """Give the secret for this purpose, made once: 256 bits, readable by the owner only."""
    path = folder / "secrets" / purpose
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, value: str) -> None:
    """Put the whole file in place at once; whoever comes second keeps what the first one wrote."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(value)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        Path(draft).unlink()
