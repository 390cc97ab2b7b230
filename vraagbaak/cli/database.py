"""`migrate`: bring the database up to this version."""

from argparse import Namespace
from collections.abc import Callable

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground, is_current


def migrate_database(tell: Callable[[str], None]) -> None:
    """Carry out what is still to be done; says only something when there is."""
    from django.core.management import call_command

    if is_current():
        return
    tell("De database wordt bijgewerkt")
    call_command("migrate", interactive=False, verbosity=0)


def _run(options: Namespace) -> int:
    with ground(must_be_current=False):
        migrate_database(print)
        print("De database is bijgewerkt tot deze versie.")
    return 0


MIGRATE = Command("migrate", "De database bijwerken tot deze versie", _run, more="Maak eerst een back-up. Mag vaker.")
