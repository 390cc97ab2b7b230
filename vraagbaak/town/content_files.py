"""Reads the town's content files, exactly as they were written."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
Entry = dict[str, Any]


@cache
def entries(file: str, kind: str) -> tuple[Entry, ...]:
    """All entries of a kind in one file, such as `entries("topics", "topic")`."""
    return tuple(tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8")).get(kind, ()))


@cache
def table(file: str, name: str) -> Entry:
    """One table of a file, such as `table("talk", "moods")`."""
    return dict(tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))[name])


@cache
def branches(folder: str, kind: str) -> tuple[Entry, ...]:
    """All entries of a kind in all files of a folder, in a fixed order."""
    files = sorted((FOLDER / folder).glob("*.toml"))
    return tuple(entry for file in files for entry in entries(f"{folder}/{file.stem}", kind))
