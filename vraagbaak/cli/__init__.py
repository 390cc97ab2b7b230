"""The command line `vraagbaak`: everything that an administrator does."""

from vraagbaak.cli.entrance import main

__all__ = ["main"]
