"""Where the command line begins and where every failure ends as one sentence."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from vraagbaak import __version__
from vraagbaak.cli.refusal import Refusal
from vraagbaak.embedded import EmbeddedError

REFUSED = 2
STOPPED = 130
OLDEST_PYTHON = (3, 11)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; gives 0 when it worked and 2, with one sentence on standard error, when it did not."""
    words = list(sys.argv[1:] if words is None else words)
    if sys.version_info < OLDEST_PYTHON:
        return _refused(f"Vraagbaak heeft Python 3.11 of nieuwer nodig; dit is {sys.version.split()[0]}.")
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, _as_interrupt)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        return _run(words)
    except (Refusal, EmbeddedError) as refusal:
        return _refused(str(refusal))
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED
    except Exception as error:
        return _refused(_sentence(error))


def _run(words: list[str]) -> int:
    if words[:1] == ["evaluate-search"]:  # has an argument parser of its own, and must not wait for the others
        from vraagbaak.answersearch.evaluate import main as evaluate
        from vraagbaak.cli.parser import speak_dutch

        speak_dutch()
        return evaluate(words[1:])
    from vraagbaak.cli.catalogue import COMMANDS
    from vraagbaak.cli.parser import build_parser

    options = build_parser(COMMANDS, __version__).parse_args(words)
    code: int = options.run(options)
    return code


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def _sentence(error: Exception) -> str:
    """What an administrator reads of a failure that no command foresaw; the details go to a file."""
    from django.core.exceptions import ImproperlyConfigured

    if isinstance(error, ImproperlyConfigured):
        return f"De instellingen kloppen niet: {error}"
    if isinstance(error, PermissionError) and error.filename:
        return f"Vraagbaak mag niet bij {error.filename}: kijk na van wie dat bestand is."
    if isinstance(error, OSError) and error.filename:
        return f"Het bestand {error.filename} is niet te gebruiken: {error.strerror}."
    words = str(error).strip().splitlines()
    told = f"{type(error).__name__}: {words[0] if words else 'zonder uitleg'}"
    return f"Dit ging mis: {told} ({_kept(error)})."


def _kept(error: Exception) -> str:
    """Keep the details beside the data, where there is room for them."""
    from config import environment

    details = environment.data_folder(Path(__file__).resolve().parents[2]) / "laatste-fout.txt"
    try:
        details.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "er kon geen verslag worden bewaard"
    return f"verslag in {details}"
