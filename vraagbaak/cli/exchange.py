"""`import` and `export`: knowledge and the guide, in and out."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground
from vraagbaak.cli.refusal import Refusal

if TYPE_CHECKING:
    from vraagbaak.knowledge.models import Topic
    from vraagbaak.people.models import Agent

KNOWLEDGE = "kennis"
KINDS = (KNOWLEDGE, "medewerkers", "afdelingen", "organisaties")
FORMS = {"tabel": "table", "objecten": "objects", "sdg": "sdg", "catalogus": "catalogue"}


def _add_import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="SOORT", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument("file", metavar="BESTAND", type=Path, help="het bestand: CSV, TSV, XLSX, JSON of XML")
    parser.add_argument(
        "--form", choices=FORMS, default="tabel", help="alleen bij kennis: hoe het bestand is opgebouwd"
    )
    parser.add_argument("--source", metavar="BRON", default="bestand", help="alleen bij kennis: korte naam van de bron")
    parser.add_argument("--topic", metavar="ONDERWERP", help="alleen bij kennis: sleutel van het onderwerp")
    parser.add_argument("--account", metavar="ADRES", help="e-mailadres van wie dit doet; bij kennis verplicht")
    parser.add_argument(
        "--show", action="store_true", help="alleen bij kennis: laat zien wat er verandert, schrijf niets"
    )


def _add_export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="SOORT", choices=KINDS, help=", ".join(KINDS))
    parser.add_argument(
        "file", metavar="BESTAND", type=Path, help="waarheen: een naam op .csv, .xlsx of (kennis) .json"
    )


def _import(options: Namespace) -> int:
    if not options.file.is_file():
        raise Refusal(f"Het bestand {options.file} is er niet.")
    with ground():
        if options.kind == KNOWLEDGE:
            return _import_knowledge(options)
        return _import_guide(options)


def _import_knowledge(options: Namespace) -> int:
    from vraagbaak.core.tables import FileRefused
    from vraagbaak.knowledge.actions.importing import carry_out_import
    from vraagbaak.knowledge.imports import read_import
    from vraagbaak.knowledge.queries.planning import plan_import

    by, topic = _account(options.account), _topic(options.topic)
    try:
        reading = read_import(options.file.read_bytes(), FORMS[options.form])
    except FileRefused as error:
        raise Refusal(f"{options.file} is niet te lezen als {options.form}. {error.sentence}") from error
    if reading.wrong:
        places = ", ".join(str(entry.place) for entry in reading.wrong[:10])
        raise Refusal(
            f"Deze onderdelen kloppen niet (titel of tekst ontbreekt, of dubbel): {places}. Er is niets geschreven."
        )
    plan = plan_import(reading.articles, source=options.source, topic=topic)
    new, same = sum(change.is_new for change in plan), sum(change.is_same for change in plan)
    print(f"{new} nieuw, {len(plan) - new - same} gewijzigd, {same} gelijk.")
    if not options.show:
        carry_out_import(plan, source=options.source, by=by)
    return 0


def _import_guide(options: Namespace) -> int:
    from vraagbaak.core.tables import FileRefused
    from vraagbaak.directory.actions.imports import ColumnLacks, ImportHasFaults, import_file
    from vraagbaak.directory.queries.imports import kind_called

    by = _account(options.account) if options.account else None
    try:
        done = import_file(kind_called(options.kind) or options.kind, options.file, by=by)
    except FileRefused as error:
        raise Refusal(error.sentence) from error
    except ColumnLacks as error:
        raise Refusal(f"In {options.file} ontbreekt de kolom {error.header}.") from error
    except ImportHasFaults as error:
        lines = ", ".join(str(row.line) for row in error.plan.wrong[:10])
        raise Refusal(
            f"Deze regels kloppen niet: {lines}. Er is niets geschreven. Bekijk ze bij Beheer, Gids."
        ) from error
    print(f"{done.added} nieuw, {done.changed} gewijzigd, {done.unchanged} gelijk.")
    return 0


def _export(options: Namespace) -> int:
    with ground():
        rows = _export_knowledge(options.file) if options.kind == KNOWLEDGE else _export_guide(options)
        print(f"{rows} regels in {options.file}.")
    return 0


def _export_knowledge(path: Path) -> int:
    from vraagbaak.knowledge.actions.exporting import note_export, write_knowledge
    from vraagbaak.knowledge.exports import FORMS as KNOWN

    form = path.suffix.lower().removeprefix(".")
    if form not in KNOWN:
        raise Refusal("Kies een naam die eindigt op .json, .csv of .xlsx.")
    note_export(form=form, by=None)
    return write_knowledge(path, form)


def _export_guide(options: Namespace) -> int:
    from vraagbaak.core.export import FormatUnknown
    from vraagbaak.directory.queries.imports import export_file, kind_called

    try:
        return export_file(kind_called(options.kind) or options.kind, options.file)
    except FormatUnknown as error:
        raise Refusal("Kies een naam die eindigt op .csv of .xlsx.") from error


def _account(email: str | None) -> "Agent":
    from vraagbaak.people.models import Agent

    found = Agent.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if found is None:
        raise Refusal("Geef met --account het e-mailadres van een actief account.")
    return found


def _topic(key: str | None) -> "Topic":
    from vraagbaak.knowledge.models import Topic

    found = Topic.objects.filter(key=key).first() if key else None
    if found is None:
        raise Refusal("Geef met --topic de sleutel van een onderwerp; die staat bij Kennis, Onderwerpen.")
    return found


IMPORT = Command(
    "import",
    "Kennis of de gids inlezen uit een bestand",
    _import,
    _add_import_arguments,
    more="Staat er een fout in het bestand, dan wordt er niets geschreven. Kennis komt binnen als concept.",
)
EXPORT = Command("export", "Kennis of de gids meenemen in een bestand", _export, _add_export_arguments)
