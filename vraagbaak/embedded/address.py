"""Where the embedded PostgreSQL listens: a socket in a short path, named after its data folder."""

import hashlib
import tempfile
from pathlib import Path
from urllib.parse import quote


def socket_folder(data: Path) -> Path:
    """A folder whose socket path stays far under the 100 characters that PostgreSQL allows."""
    name = hashlib.blake2b(str(data.resolve()).encode(), digest_size=6).hexdigest()
    return Path(tempfile.gettempdir()) / f"vraagbaak-{name}"


def embedded_url(data: Path, *, database: str = "vraagbaak") -> str:
    """The address of the embedded database that keeps its files in this folder."""
    return f"postgresql://vraagbaak@/{database}?host={quote(str(socket_folder(data)), safe='/')}"
