"""What a sub-command is made of."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


def no_arguments(parser: ArgumentParser) -> None:
    """For a command that asks nothing."""


@dataclass(frozen=True)
class Command:
    """A sub-command: its name, one line about it, more for its own help, its arguments and what it does."""

    name: str
    summary: str
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    more: str = ""
