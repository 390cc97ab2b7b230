"""What apps above add to the pages of people: parts on an account's page, and shortcuts of the desk."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from vraagbaak.core.events import DomainEvent
from vraagbaak.people.models import Agent
from vraagbaak.people.rules import tidy_combination


@dataclass(frozen=True)
class AccountPart:
    """A part on an account's page for administrators; its forms post to addresses of the app that adds it."""

    template: str
    read: Callable[[Agent], object]


@dataclass(frozen=True)
class Shortcut:
    """An action that has keys, with the keys it has until somebody chooses others."""

    action: str
    label: str | Promise
    combination: str


@dataclass(frozen=True)
class AdministrationPage:
    """A page that the administration index links to."""

    url_name: str
    title: str | Promise
    explanation: str | Promise
    roles: tuple[str, ...]


account_parts: list[AccountPart] = []
shortcuts: dict[str, Shortcut] = {}
administration_pages: list[AdministrationPage] = []
event_labels: dict[str, str | Promise] = {}


def add_account_part(template: str, read: Callable[[Agent], object]) -> None:
    """Show this template on every account's page, with what `read` gives as `part`."""
    account_parts.append(AccountPart(template, read))


def add_shortcut(action: str, label: str | Promise, combination: str) -> None:
    """Let people see and change the keys of this action on their own account page."""
    shortcuts[action] = Shortcut(action, label, tidy_combination(combination))


def add_administration_page(url_name: str, title: str | Promise, explanation: str | Promise, *roles: str) -> None:
    """Link to this page from the administration index, for those who hold one of the roles."""
    administration_pages.append(AdministrationPage(url_name, title, explanation, roles))


@dataclass(frozen=True)
class Subject:
    """Somebody whose data the access log can be about."""

    uuid: UUID
    label: str


@dataclass(frozen=True)
class SubjectKind:
    """How an app above finds and names the persons whose data it keeps."""

    find: Callable[[str], Sequence[Subject]]
    name: Callable[[Collection[UUID]], Sequence[Subject]]


subject_kinds: list[SubjectKind] = []


def add_subjects(
    *, find: Callable[[str], Sequence[Subject]], name: Callable[[Collection[UUID]], Sequence[Subject]]
) -> None:
    """Let the privacy officer find these persons in the access log by name, and read their names there."""
    subject_kinds.append(SubjectKind(find, name))


def add_event_labels(labels: Mapping[type[DomainEvent], str | Promise]) -> None:
    """Say what these events are called in the event log."""
    event_labels.update({kind.__name__: label for kind, label in labels.items()})
