"""The uniform product list of the Dutch government (Uniforme Productnamenlijst), as it comes with us."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vraagbaak.core.text import sort_key

_FILE = Path(__file__).resolve().parent.parent / "data" / "upl.tsv"


@dataclass(frozen=True)
class UplName:
    """A name of the list, with its address and whether it is a product of municipalities."""

    name: str
    uri: str
    is_municipal: bool


@lru_cache(maxsize=1)
def upl_names() -> dict[str, UplName]:
    """Every name of the list."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["name"]: UplName(row["name"], row["uri"], row["municipal"] == "1") for row in rows}


def find_upl_names(words: str, *, limit: int = 8) -> list[UplName]:
    """Names that hold every typed word, municipal ones first, those that begin with the words before others."""
    wanted = sort_key(words).split()
    if not wanted:
        return []
    fitting = [found for found in upl_names().values() if all(word in sort_key(found.name) for word in wanted)]
    start = sort_key(words)
    return sorted(
        fitting, key=lambda found: (not found.is_municipal, not sort_key(found.name).startswith(start), len(found.name))
    )[:limit]
