"""`createadmin`: make the first administrator, or one more."""

import getpass
import sys
from argparse import ArgumentParser, Namespace

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground
from vraagbaak.cli.refusal import Refusal


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--email", metavar="ADRES", help="e-mailadres; wordt anders gevraagd")
    parser.add_argument("--name", metavar="NAAM", help="naam; wordt anders gevraagd")
    parser.add_argument("--password-stdin", action="store_true", help="lees het wachtwoord van standaardinvoer")


def _run(options: Namespace) -> int:
    with ground():
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        from vraagbaak.people.actions.accounts import EmailTaken, create_administrator

        email = (options.email or _asked("E-mailadres: ")).strip()
        name = (options.name or _asked("Naam: ")).strip()
        try:
            validate_email(email)
            create_administrator(email=email, name=name, password=_password(from_stdin=options.password_stdin))
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        except EmailTaken as error:
            raise Refusal(f"Er is al een account met het e-mailadres {email}.") from error
        print(f"Beheerder {name} kan inloggen met {email}.")
    return 0


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise Refusal("Geef het wachtwoord met --password-stdin, of voer de opdracht uit in een terminal.")
    first = getpass.getpass("Wachtwoord: ")
    if first != getpass.getpass("Nog een keer: "):
        raise Refusal("De twee wachtwoorden zijn niet gelijk.")
    return first


def _asked(question: str) -> str:
    try:
        return input(question)
    except EOFError as error:
        raise Refusal("Geef --email en --name, of voer de opdracht uit in een terminal.") from error


CREATEADMIN = Command(
    "createadmin",
    "Een account maken voor een beheerder",
    _run,
    _add_arguments,
    "Een beheerder nodigt daarna in Vraagbaak zelf de anderen uit.",
)
