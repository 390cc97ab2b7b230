"""Pages of a list by keyset: as fast on page 1,000 as on page 1, however long the list."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Item = TypeVar("Item", bound=Model)
PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list, with the cursor of the next one when there is more."""

    items: Sequence[Item]
    next_cursor: str | None


def page_by_time(rows: QuerySet[Item], *, moment: str, cursor: str | None, size: int = PAGE_SIZE) -> Page[Item]:
    """The newest rows first, from the cursor on; a cursor that makes no sense begins at the top."""
    position = _read(cursor)
    if position is not None:
        at, last = position
        after = Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "id__lt": last})
        rows = rows.filter(after, **{f"{moment}__lte": at})  # said twice: only this half lets the index begin there
    found = list(rows.order_by(f"-{moment}", "-id")[: size + 1])
    items = found[:size]
    return Page(items, _write(getattr(items[-1], moment), items[-1].pk) if len(found) > size else None)


def _write(at: datetime, last: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), last]).encode()).decode().rstrip("=")


def _read(cursor: str | None) -> tuple[datetime, int] | None:
    if not cursor:
        return None
    try:
        at, last = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(at)
        return (moment, int(last)) if moment.tzinfo else None
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
        return None
