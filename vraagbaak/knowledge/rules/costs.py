"""What something costs on a day: amounts hold from a date until the next one for the same thing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True, order=True)
class Cost:
    """An amount in euros for something, from a date on; without a date it has always held."""

    what: str
    amount: Decimal
    since: date | None = None


@dataclass(frozen=True)
class CostLine:
    """What is asked now, or the next amount that is already known."""

    what: str
    amount: Decimal
    since: date | None
    is_upcoming: bool


def read_costs(rows: Iterable[Mapping[str, str]]) -> list[Cost]:
    """Read costs as they are kept (`what`, `amount` as text, `from` as ISO date); what makes no sense is left out."""
    read = (_read(row) for row in rows)
    return [cost for cost in read if cost is not None]


def write_costs(costs: Iterable[Cost]) -> list[dict[str, str]]:
    """Costs as they are kept."""
    return [
        {"what": cost.what, "amount": f"{cost.amount:.2f}", "from": cost.since.isoformat() if cost.since else ""}
        for cost in costs
    ]


def costs_on(costs: Sequence[Cost], day: date) -> list[CostLine]:
    """For each thing what holds on the day, followed by the next amount when one is known; in the order written.

    An amount holds from its date, that day included, until the day before the next date for the same thing.
    """
    by_thing: dict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        by_thing[cost.what].append(cost)
    lines: list[CostLine] = []
    for amounts in by_thing.values():
        ordered = sorted(amounts, key=_since)
        held = [cost for cost in ordered if _since(cost) <= day][-1:]
        upcoming = [cost for cost in ordered if _since(cost) > day][:1]
        lines += [CostLine(cost.what, cost.amount, cost.since, is_upcoming=False) for cost in held]
        lines += [CostLine(cost.what, cost.amount, cost.since, is_upcoming=True) for cost in upcoming]
    return lines


def _since(cost: Cost) -> date:
    return cost.since or date.min


def _read(row: Mapping[str, str]) -> Cost | None:
    try:
        amount = Decimal(str(row["amount"]))
        since = date.fromisoformat(row["from"]) if row.get("from") else None
        what = str(row["what"])
    except (KeyError, TypeError, ValueError, InvalidOperation):
        return None
    return Cost(what, amount, since) if amount.is_finite() else None
