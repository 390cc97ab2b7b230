"""Reads the command line, with help and refusals in Dutch."""

import argparse
import textwrap
from collections.abc import Iterable
from typing import NoReturn

from vraagbaak.cli.command import Command

WORDS = {
    "usage: ": "gebruik: ",
    "options": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "toon deze uitleg",
    "the following arguments are required: %s": "deze argumenten ontbreken: %s",
    "unrecognized arguments: %s": "deze argumenten zijn onbekend: %s",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r is geen geldige waarde",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bestaat niet; kies uit: %(choices)s",
    "expected one argument": "hierbij hoort een waarde",
    "one of the arguments %s is required": "een van deze argumenten is nodig: %s",
    "not allowed with argument %s": "gaat niet samen met %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r bestaat niet; kies uit: %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan van alles zijn: %(matches)s",
    "default: %(default)s": "standaard: %(default)s",
}


class DutchParser(argparse.ArgumentParser):
    """An argument parser that refuses in one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}. Meer uitleg: {self.prog} --help\n")


def count(words: str) -> int:
    """How many of something there are to be: at least one."""
    if words.isdigit() and int(words) >= 1:
        return int(words)
    raise argparse.ArgumentTypeError(f"{words} is geen aantal; kies een getal vanaf 1")


def speak_dutch() -> None:
    """Let argparse say its own words in Dutch, by the place where it looks for translations."""
    argparse._ = lambda words: WORDS.get(words, words)  # type: ignore[attr-defined]


def build_parser(commands: Iterable[Command], version: str) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    speak_dutch()
    parser = DutchParser(
        prog="vraagbaak",
        description="Vraagbaak beheren: het klantcontactcentrum dat van elke vraag leert.",
        epilog="Uitleg over één opdracht: vraagbaak OPDRACHT --help",
    )
    parser.add_argument("--version", action="version", version=f"Vraagbaak {version}", help="toon de versie")
    choices = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", dest="command", required=True)
    for command in commands:
        words = "\n\n".join(filter(None, [f"{command.summary}.", textwrap.dedent(command.more).strip()]))
        shape = argparse.RawDescriptionHelpFormatter
        part = choices.add_parser(command.name, help=command.summary, description=words, formatter_class=shape)
        command.add_arguments(part)
        part.set_defaults(run=command.run)
    return parser
