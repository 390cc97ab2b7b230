"""Where the embedded PostgreSQL listens: a socket in a short path, named after its data folder."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote


def socket_folder(data: Path) -> Path:
    """A folder whose socket path stays far under the 100 characters that PostgreSQL allows."""
    name = hashlib.blake2b(str(data.resolve()).encode(), digest_size=6).hexdigest()
    return temporary_folder() / f"vraagbaak-{name}"


def temporary_folder() -> Path:
    """The short folder for passing files, the same for every command whatever its TMPDIR says."""
    usual = Path("/tmp")  # noqa: S108 -- what we make in it is closed to others and checked for its owner
    return usual if os.access(usual, os.W_OK) else Path(tempfile.gettempdir())


def embedded_url(data: Path, *, database: str = "vraagbaak") -> str:
    """The address of the embedded database that keeps its files in this folder."""
    return f"postgresql://vraagbaak@/{database}?host={quote(str(socket_folder(data)), safe='/')}"
