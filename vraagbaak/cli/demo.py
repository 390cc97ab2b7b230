"""`demo`: show everything, with the town of Nieuwerdam."""

import time
from argparse import Namespace
from contextlib import ExitStack

from vraagbaak.cli.command import Command
from vraagbaak.cli.database import migrate_database
from vraagbaak.cli.ground import ground
from vraagbaak.cli.refusal import Refusal
from vraagbaak.cli.serving import add_address_arguments, answer, hold_port, name_address
from vraagbaak.cli.working import worker_beside


def _run(options: Namespace) -> int:
    with ExitStack() as stack:
        held = stack.enter_context(hold_port(options.host, options.port))
        address = name_address(options.host, options.port)
        tell = _Progress()
        tell("De database wordt gestart")
        stack.enter_context(ground(is_watched=True, must_be_current=False))
        migrate_database(tell)
        _fill(tell)
        stack.enter_context(worker_beside())
        welcome = _welcome(address)
        tell("Vraagbaak wordt gestart")
        answer(held, when_ready=lambda: print(welcome, flush=True))
    return 0


class _Progress:
    """Says what is being done, with the seconds since the beginning."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    def __call__(self, line: str) -> None:
        print(f"{time.monotonic() - self.begun:5.1f} s  {line} …", flush=True)


def _fill(tell: _Progress) -> None:
    from vraagbaak.town.fill import fill_town
    from vraagbaak.town.refusals import NotEmpty

    try:
        fill_town(tell)
    except NotEmpty as error:
        raise Refusal(
            "In deze database staan al andere gegevens: kies voor de demonstratie met VRAAGBAAK_DATA een andere map."
        ) from error


def _welcome(address: str) -> str:
    """The address and with whose account one can look around."""
    from vraagbaak.directory.models import Employee
    from vraagbaak.town.cast import CAST, PASSWORD

    mails = dict(Employee.objects.filter(account__isnull=False).values_list("key", "account__email"))
    people = [
        f"  {mails.get(member.key, ''):34} {', '.join(str(role.label) for role in member.roles)}" for member in CAST
    ]
    return "\n".join(
        [
            "",
            f"Vraagbaak draait op {address}",
            "",
            f"Log in met een van deze accounts; het wachtwoord is steeds {PASSWORD}",
            *people,
            "",
            "Stoppen: Ctrl-C. Wat u invoert, blijft bewaard.",
        ]
    )


DEMO = Command(
    "demo",
    "Vraagbaak bekijken met de voorbeeldgemeente Nieuwerdam",
    _run,
    add_address_arguments,
    "De eerste keer wordt de gemeente gevuld. Alles in Nieuwerdam is verzonnen.",
)
