"""What the directory already knows, as plain values that a file can be held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, Employee, ExternalParty, Group, ImportPlan
from vraagbaak.directory.queries.imports.cells import Plain

Kind = ImportPlan.Kind
_EMPLOYEE_TEXTS = ("key", "first_name", "last_name", "function", "phone", "mobile", "email")
_PARTY_TEXTS = ("key", "name", "kind", "what", "when", "phone", "email", "website", "note")


@dataclass(frozen=True)
class KnownRow:
    """A row that is there: its key, what it is called, and the value of each column."""

    key: str
    title: str
    values: Mapping[str, Plain]


@dataclass
class Known:
    """All rows of one kind, findable by key and by what else names them, and what other columns may name.

    `named` holds, for departments, groups and employees, the key by each way to write it; a way that fits
    several rows has an empty key.
    """

    by_key: dict[str, KnownRow] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    named: dict[str, dict[str, str]] = field(default_factory=dict)
    with_people: frozenset[str] = frozenset()

    def add(self, row: KnownRow, name: str) -> None:
        """Put a row among those that are known."""
        self.by_key[row.key] = row
        if name:
            self.by_name.setdefault(name, []).append(row.key)


def known_rows(kind: str) -> Known:
    """Everything that a file of this kind is held against; a handful of statements, whatever the size."""
    match kind:
        case Kind.EMPLOYEES:
            return _known_employees()
        case Kind.DEPARTMENTS:
            return _known_departments()
    return _known_parties()


def name_of(kind: str, values: Mapping[str, Plain]) -> str:
    """What names a row without a key: the mail address of somebody, the name of anything else."""
    return sort_key(str(values.get("email" if kind == Kind.EMPLOYEES else "name") or ""))


def title_of(kind: str, values: Mapping[str, Plain]) -> str:
    """What a row is called on the screen."""
    if kind == Kind.EMPLOYEES:
        return f"{values.get('first_name') or ''} {values.get('last_name') or ''}".strip()
    return str(values.get("name") or "")


def _known_employees() -> Known:
    known = Known()
    groups: dict[int, list[Plain]] = defaultdict(list)
    for person, group in Employee.groups.through.objects.values_list("employee_id", "group__key").order_by(
        "group__key"
    ):
        groups[person].append(group)
    lists_and_names = ("skills", "is_active", "mornings", "afternoons", "department__key", "substitute__key")
    for row in Employee.objects.order_by("pk").values("pk", *_EMPLOYEE_TEXTS, *lists_and_names):
        row |= {
            "department": row.pop("department__key"),
            "substitute": row.pop("substitute__key") or "",
            "groups": groups[row.pop("pk")],
            "mornings": sorted(row["mornings"]),
            "afternoons": sorted(row["afternoons"]),
        }
        known.add(KnownRow(row["key"], title_of(Kind.EMPLOYEES, row), row), sort_key(row["email"]))
    known.named["departments"] = _ways(Department.objects.values_list("key", "name"))
    known.named["groups"] = _ways(Group.objects.values_list("key", "name"))
    known.named["employees"] = _employee_ways()
    return known


def _known_departments() -> Known:
    known = Known()
    for department in Department.objects.select_related("head").order_by("pk"):
        values: dict[str, Plain] = {
            name: getattr(department, name) for name in ("key", "name", "description", "phone", "email", "is_active")
        }
        values["head"] = department.head.key if department.head else ""
        known.add(KnownRow(department.key, department.name, values), sort_key(department.name))
    known.named["employees"] = _employee_ways()
    busy = Employee.objects.filter(is_active=True).values_list("department__key", flat=True).distinct()
    known.with_people = frozenset(busy)
    return known


def _known_parties() -> Known:
    known = Known()
    for party in ExternalParty.objects.order_by("pk"):
        values: dict[str, Plain] = {name: getattr(party, name) for name in (*_PARTY_TEXTS, "is_active")}
        known.add(KnownRow(party.key, party.name, values), sort_key(party.name))
    return known


def _employee_ways() -> dict[str, str]:
    people = Employee.objects.values_list("key", "email", "first_name", "last_name")
    return _ways((key, way) for key, email, first, last in people for way in (email, f"{first} {last}"))


def _ways(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The key by each way to write it: key or name; a name that several share is no way."""
    ways: dict[str, str] = {}
    keys: dict[str, str] = {}
    for key, name in rows:
        keys[sort_key(key)] = key
        written = sort_key(name)
        if written:
            ways[written] = key if ways.get(written, key) == key else ""
    return ways | keys
