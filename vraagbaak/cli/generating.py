"""`generate`: fill an empty database with any number of questions, to measure with."""

import sys
import time
from argparse import ArgumentParser, Namespace

from vraagbaak.cli.command import Command
from vraagbaak.cli.ground import ground
from vraagbaak.cli.refusal import Refusal

WIDTH = 40
EVERY = 0.2  # seconds between two pictures of the bar


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--questions", type=int, default=100_000, help="hoeveel vragen (standaard 100000)")
    parser.add_argument("--years", type=int, default=1, help="over hoeveel jaar, tot en met gisteren (standaard 1)")


def _run(options: Namespace) -> int:
    with ground():
        from vraagbaak.town.crowd import OutOfRange, gather_crowd
        from vraagbaak.town.refusals import NotEmpty

        bar = _Bar()
        try:
            written = gather_crowd(options.questions, options.years, tell=bar)
        except NotEmpty as error:
            raise Refusal(
                "In deze database staan al gegevens: kies met VRAAGBAAK_DATA een nieuwe map. "
                "Verzonnen vragen mogen nooit tussen echte komen."
            ) from error
        except OutOfRange as error:
            raise Refusal("Kies 1 tot 1.000.000.000 vragen over 1 tot 50 jaar.") from error
        bar.end(written)
    return 0


class _Bar:
    """A bar that fills on a terminal; elsewhere only its end is told."""

    def __init__(self) -> None:
        self.begun = self.loading = self.shown = time.monotonic()
        self.loaded = 0.0

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if not done:
            self.loading = now
        self.loaded = now - self.loading
        if sys.stdout.isatty() and (now - self.shown > EVERY or done == of):
            self.shown, full = now, WIDTH * done // of
            speed = int(done / max(self.loaded, 0.001))
            print(f"\r{'█' * full}{'·' * (WIDTH - full)} {done} van {of}, {speed} per seconde", end="", flush=True)

    def end(self, written: int) -> None:
        """Say what it came to: the loading, and all of it with indexes, foreign keys and counts."""
        whole = time.monotonic() - self.begun
        print(
            f"\n{written} vragen in {self.loaded:.0f} s geladen ({written / self.loaded:.0f} per seconde); "
            f"met zoekregisters en tellingen {whole:.0f} s."
        )


GENERATE = Command(
    "generate",
    "Een lege database met veel verzonnen vragen vullen, om mee te meten",
    _run,
    _add_arguments,
    "Weigert een database waarin al iets staat. Wordt het afgebroken, dan blijft er niets achter.",
)
