"""The embedded PostgreSQL: where it is and how it is kept running; plain Python, below everything else."""

from vraagbaak.embedded.address import embedded_url

__all__ = ["embedded_url"]
