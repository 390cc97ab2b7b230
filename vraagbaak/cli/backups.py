"""`backup` and `restore`: keep everything in one file, and put it back."""

import tempfile
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from config import environment
from vraagbaak.cli.archive import put_folders, unpack_archive, write_archive
from vraagbaak.cli.command import Command
from vraagbaak.cli.database import migrate_database
from vraagbaak.cli.dumping import dump_database, restore_database
from vraagbaak.cli.ground import ROOT, check_database, database_url, ground
from vraagbaak.cli.refusal import Refusal


def _add_backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="BESTAND", help="naam van het bestand (.tar.gz)")


def _back_up(options: Namespace) -> int:
    target = options.file or Path(f"vraagbaak-{time.strftime('%Y%m%d-%H%M%S')}.tar.gz")
    if target.exists():
        raise Refusal(f"Het bestand {target} bestaat al: kies een andere naam.")
    if not target.absolute().parent.is_dir():
        raise Refusal(f"De map {target.absolute().parent} bestaat niet.")
    with ground(must_be_current=False), tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        url = database_url()
        major, dump = check_database(url), Path(folder) / "database.dump"
        dump_database(url, major=major, target=dump)
        write_archive(target, dump=dump, data=environment.data_folder(ROOT), postgresql=major)
    print(f"Back-up gemaakt: {target} ({target.stat().st_size / 1e6:.1f} MB). Bewaar dit bestand veilig.")
    return 0


def _add_restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="BESTAND", help="een bestand dat `vraagbaak backup` maakte")
    parser.add_argument("--yes", action="store_true", help="vervang alles zonder het te vragen")


def _restore(options: Namespace) -> int:
    data = environment.data_folder(ROOT)
    with ground(must_be_current=False), tempfile.TemporaryDirectory(dir=data) as folder:
        manifest = unpack_archive(options.file, Path(folder))
        url = database_url()
        if not options.yes:
            _ask(f"Alles wordt vervangen door de back-up van {manifest.made_at}. Typ ja: ")
        restore_database(url, major=check_database(url), source=Path(folder) / "database.dump")
        aside = put_folders(Path(folder), data)
        migrate_database(print)
    print(f"Teruggezet: de back-up van {manifest.made_at}.")
    for kept in aside:
        print(f"Wat er stond, is bewaard in {kept}.")
    return 0


def _ask(question: str) -> None:
    try:
        said = input(question)
    except EOFError:
        said = ""
    if said.strip().lower() != "ja":
        raise Refusal("Er is niets veranderd.")


BACKUP = Command(
    "backup",
    "Alles bewaren in één bestand",
    _back_up,
    _add_backup_arguments,
    """
    Het bestand bevat de database, de bijlagen en de geheimen waarmee BSN's versleuteld zijn.
    Vraagbaak mag intussen blijven draaien.
    """,
)
RESTORE = Command(
    "restore",
    "Een back-up terugzetten",
    _restore,
    _add_restore_arguments,
    "Vervangt alles wat er nu is. Stop eerst Vraagbaak (serve en worker).",
)
