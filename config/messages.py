"""Dutch texts: compiles them for use, and tells which are missing."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
APPS = ROOT / "vraagbaak"
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
MAKE = ["makemessages", "--locale=nl", "--no-location", "--no-obsolete", "--verbosity=0"]
Key = tuple[str | None, str]


def compile_messages() -> None:
    """Write each catalogue in the form that gettext reads; needs no gettext on the machine."""
    for catalogue in sorted(APPS.glob(f"*/{CATALOGUE}")):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


def check_messages() -> list[str]:
    """What is missing, one line each: texts without a catalogue, left-overs, and empty or uncertain translations."""
    if shutil.which("xgettext") is None:
        return ["gettext ontbreekt: installeer het pakket gettext om de teksten na te kijken"]
    return [line for app in sorted(APPS.iterdir()) if (app / "__init__.py").exists() for line in _check_app(app)]


def _check_app(app: Path) -> Iterator[str]:
    known = polib.pofile(str(app / CATALOGUE)) if (app / CATALOGUE).exists() else polib.POFile()
    for entry in known:
        if entry.fuzzy or not entry.translated():
            yield f"{app.name}: no sure translation of {entry.msgid!r}"
    there, used = _keys(known), _keys(_extracted(app))
    yield from (f"{app.name}: not in the catalogue: {text!r}" for _, text in sorted(used - there, key=str))
    yield from (f"{app.name}: in the catalogue, no longer used: {text!r}" for _, text in sorted(there - used, key=str))


def _extracted(app: Path) -> polib.POFile:
    """What Django finds in a copy of the app."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / app.name
        shutil.copytree(app, copy, ignore=shutil.ignore_patterns("locale", "tests", "__pycache__", "*.toml", "data"))
        (copy / "locale").mkdir()
        subprocess.run([sys.executable, "-P", "-m", "django", *MAKE], cwd=copy, check=True)
        found = copy / CATALOGUE
        return polib.pofile(str(found)) if found.exists() else polib.POFile()


def _keys(catalogue: polib.POFile) -> set[Key]:
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def main(word: str) -> int:
    """`compile` or `check`."""
    if word == "compile":
        compile_messages()
        return 0
    missing = check_messages()
    print("\n".join(missing) or "All texts are translated.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
