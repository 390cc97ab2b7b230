"""Everything at once: each app finds its own, and only what this person may see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vraagbaak.contacts.models import Outcome
from vraagbaak.contacts.queries.contacts import find_contacts
from vraagbaak.contacts.queries.parties import find_parties
from vraagbaak.core.navigation import entries_for
from vraagbaak.core.text import sort_key
from vraagbaak.directory.queries import find_colleagues, find_departments, find_external_parties
from vraagbaak.knowledge.queries.answers import answers_for
from vraagbaak.people.models import Agent

FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Found:
    """One line of the list."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class FoundGroup:
    """Lines of one kind."""

    name: str
    lines: Sequence[Found]


Finder = Callable[[Agent, str], Iterable[Found]]


def find_everything(agent: Agent, words: str) -> list[FoundGroup]:
    """What fits the words, best kinds first; pages alone while next to nothing was typed."""
    groups: list[tuple[str, Finder]] = [(_("Pages"), _pages)]
    if len(words) >= FEWEST_LETTERS:
        groups = [
            (_("Answers"), _answers),
            (_("Colleagues"), _colleagues),
            (_("Departments"), _departments),
            (_("Other organisations"), _external_parties),
            (_("Contacts"), _contacts),
            (_("Residents"), _parties),
            *groups,
        ]
    return [FoundGroup(name, lines) for name, find in groups if (lines := list(find(agent, words)))]


def _answers(agent: Agent, words: str) -> Iterable[Found]:
    found = answers_for(agent, words, limit=4)
    for hit in () if found.is_no_answer else found.hits:
        title = "".join(part for part, _marked in hit.title_parts)
        yield Found(title, hit.department, reverse("knowledge:article", args=[hit.article]))


def _colleagues(agent: Agent, words: str) -> Iterable[Found]:
    for colleague in find_colleagues(agent, words, limit=4):
        detail = " · ".join(part for part in (colleague.function, colleague.phone) if part)
        yield Found(colleague.name, detail, reverse("directory:employee", args=[colleague.uuid]))


def _departments(agent: Agent, words: str) -> Iterable[Found]:
    for department in find_departments(words, limit=3):
        yield Found(department.name, department.phone, reverse("directory:department", args=[department.uuid]))


def _external_parties(agent: Agent, words: str) -> Iterable[Found]:
    for party in find_external_parties(words, limit=3):
        yield Found(party.name, party.phone or party.what[:80], reverse("directory:external_party", args=[party.uuid]))


def _contacts(agent: Agent, words: str) -> Iterable[Found]:
    for question in find_contacts(agent, words, limit=4):
        detail = f"{question.asked_at:%d-%m-%Y} · {Outcome(question.outcome).label}"
        yield Found(f"„{question.words[:80]}”", detail, reverse("contacts:detail", args=[question.contact.uuid]))


def _parties(agent: Agent, words: str) -> Iterable[Found]:
    for party in find_parties(agent, words, limit=3):
        yield Found(str(party), _("resident"), reverse("contacts:party", args=[party.uuid]))


def _pages(agent: Agent, words: str) -> Iterable[Found]:
    wanted = sort_key(words)
    for entry in entries_for(agent):
        if wanted in sort_key(str(entry.label)):
            yield Found(str(entry.label), _("page"), entry.url)
