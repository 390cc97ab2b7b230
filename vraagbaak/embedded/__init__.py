"""The embedded PostgreSQL: where it is and how it is kept running; plain Python, below everything else."""

from vraagbaak.embedded.address import embedded_url
from vraagbaak.embedded.binaries import bin_folder
from vraagbaak.embedded.errors import EmbeddedError
from vraagbaak.embedded.server import EmbeddedPostgres, running

__all__ = ["EmbeddedError", "EmbeddedPostgres", "bin_folder", "embedded_url", "running"]
