"""The embedded PostgreSQL: where it is and how it is kept running; plain Python, below everything else."""

from vraagbaak.embedded.address import embedded_url
from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.programs import Programs, find_programs
from vraagbaak.embedded.sharing import running, throw_away

__all__ = ["EmbeddedError", "Programs", "embedded_url", "find_programs", "running", "throw_away"]
