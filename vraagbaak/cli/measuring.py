"""`evaluate-search`: named here for the list of commands; `entrance` hands its words on unread."""

from argparse import Namespace

from vraagbaak.cli.command import Command


def _run(options: Namespace) -> int:
    from vraagbaak.answersearch.evaluate import main

    return main([])


EVALUATE_SEARCH = Command("evaluate-search", "Meten hoe goed de zoekmachine vragen beantwoordt", _run)
