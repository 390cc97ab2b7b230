"""What happened in the directory."""

import uuid
from dataclasses import dataclass
from datetime import date

from vraagbaak.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class DepartmentAdded(DomainEvent):
    """A department exists."""

    department: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class DepartmentChanged(DomainEvent):
    """These fields of a department are different."""

    department: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GroupAdded(DomainEvent):
    """A group exists within a department."""

    group: uuid.UUID
    department: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class GroupRenamed(DomainEvent):
    """A group has another name."""

    group: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class GroupRemoved(DomainEvent):
    """A group is no more; its people stay at the department."""

    group: uuid.UUID
    department: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class EmployeeAdded(DomainEvent):
    """Somebody works here."""

    employee: uuid.UUID
    department: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class EmployeeChanged(DomainEvent):
    """These fields of somebody who works here are different."""

    employee: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LocationAdded(DomainEvent):
    """There is another place where residents can come."""

    location: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class LocationChanged(DomainEvent):
    """These fields of a location are different."""

    location: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(DomainEvent):
    """Opening hours or an exception changed, of one location or of all; `day` when it is about one day."""

    location: uuid.UUID | None
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class ExternalPartyAdded(DomainEvent):
    """Another organisation was named."""

    external_party: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class ExternalPartyChanged(DomainEvent):
    """These fields of another organisation are different."""

    external_party: uuid.UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LiaisonsChanged(DomainEvent):
    """An agent is liaison of exactly these departments."""

    agent: uuid.UUID
    departments: tuple[uuid.UUID, ...]


@dataclass(frozen=True, kw_only=True)
class RoleReachChanged(DomainEvent):
    """A role of somebody holds for exactly these departments, or for all when none is named."""

    agent: uuid.UUID
    role: str
    departments: tuple[uuid.UUID, ...]


@dataclass(frozen=True, kw_only=True)
class DirectoryImported(DomainEvent):
    """A file was carried out; what it changed is told row by row as well."""

    kind: str
    added: int
    changed: int
