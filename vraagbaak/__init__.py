"""Vraagbaak: the open-source contact centre of Dutch municipalities that learns from every question."""

__version__ = "0.1.0"
