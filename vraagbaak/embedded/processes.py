"""Whether a process number belongs to a living PostgreSQL server."""

import contextlib
import os
import subprocess
from pathlib import Path


def is_postmaster(pid: int) -> bool:
    """Whether this process lives and is a PostgreSQL server; one that ended but was not yet cleared away is not."""
    with contextlib.suppress(OSError):
        os.waitpid(pid, os.WNOHANG)  # clears it away when it was ours, as in a container without an init process
    if Path("/proc/self/stat").exists():
        return _told_by_proc(pid)
    told = subprocess.run(["ps", "-p", str(pid), "-o", "stat=,comm="], capture_output=True, text=True).stdout
    return "postgres" in told and not told.lstrip().startswith("Z")


def _told_by_proc(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    name, _, state = stat.partition("(")[2].rpartition(") ")
    return name.startswith("postgres") and state[:1] not in {"Z", "X"}
