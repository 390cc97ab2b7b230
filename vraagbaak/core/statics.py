"""Built files for the browser: few, and named after their content, so that they may be cached for ever."""

import re
from collections.abc import Iterator, MutableMapping
from pathlib import Path, PurePosixPath

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = {
    ".css": re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE),
    ".js": re.compile(r'^import "\./([\w-]+\.js)";\n', re.MULTILINE),
}
SHARES = re.compile(r"^(?:import|export)\b", re.MULTILINE)  # a script that others use by name stays a file of its own
Paths = MutableMapping[str, tuple[Storage, str]]


class BuiltStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A file that the build does not know is a plain path instead of an error, so that tests need no build."""

    manifest_strict = False
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name

    def post_process(self, paths: Paths, dry_run: bool = False, **options: object) -> Iterator[tuple[object, ...]]:
        """Put the files that a file imports from its own folder in their place, before names and copies are made."""
        for name in list(paths) if not dry_run else ():
            joined = _joined(name, paths)
            if joined is not None:
                Path(self.path(name)).write_text(joined, encoding="utf-8")
                paths[name] = (StaticFilesStorage(location=self.location), name)
        yield from super().post_process(paths, dry_run=dry_run, **options)


def _joined(name: str, paths: Paths) -> str | None:
    """The text of a file with what it imports in place; nothing when it imports nothing that can be put in place."""
    path = PurePosixPath(name)
    pattern = IMPORT.get(path.suffix)
    if pattern is None:
        return None

    def in_place(found: re.Match[str]) -> str:
        part = _text(str(path.with_name(found[1])), paths)
        if path.suffix == ".css":
            return part
        return found[0] if SHARES.search(part) else f"{{\n{part}}}\n"

    text = _text(name, paths)
    joined = pattern.sub(in_place, text)
    is_whole = joined != text and "@import" not in joined  # in CSS an import counts only before everything else
    return joined if is_whole else None


def _text(name: str, paths: Paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode("utf-8"))
