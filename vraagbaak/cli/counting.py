"""`recount`: compare the counts with the questions, and put them right."""

from argparse import ArgumentParser, Namespace

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground

TABLES = {
    "insight_halfhourcount": "halve uren",
    "insight_daycount": "dagen",
    "insight_monthcount": "maanden",
    "insight_daytopiccount": "dagen per onderwerp",
    "insight_monthtopiccount": "maanden per onderwerp",
    "insight_daydepartmentcount": "dagen per afdeling",
    "insight_monthdepartmentcount": "maanden per afdeling",
    "insight_daychannelcount": "dagen per kanaal",
    "insight_monthchannelcount": "maanden per kanaal",
}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="alleen vergelijken, niets veranderen")


def _run(options: Namespace) -> int:
    with ground():
        from vraagbaak.insight.actions.counting import count_anew, fold_changes

        found = count_anew(mends=not options.check)
        if not options.check:
            fold_changes()
    for difference in found:
        print(f"{TABLES[difference.table]}: {_told(difference.rows, options)}")
    return 1 if options.check and any(difference.rows for difference in found) else 0


def _told(rows: int, options: Namespace) -> str:
    if not rows:
        return "klopt met de vragen"
    return f"{rows} tellingen {'wijken af' if options.check else 'verbeterd'}"


RECOUNT = Command(
    "recount",
    "Tellingen opnieuw maken uit de vragen, of met --check alleen vergelijken",
    _run,
    _add_arguments,
    "Het werk aan de werkplek gaat gewoon door. Met --check is de uitkomst 1 als er iets afwijkt.",
)
