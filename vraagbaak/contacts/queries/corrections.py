"""A question that somebody may correct, with what was corrected before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.contacts.models import Correction, Question
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent, Role


@dataclass(frozen=True)
class Correctable:
    """A question with its corrections; `seen` is how many there were, to notice a colleague's."""

    question: Question
    corrections: Sequence[Correction]

    @property
    def seen(self) -> int:
        return len(self.corrections)


def question_to_correct(agent: Agent, question: uuid.UUID) -> Correctable | None:
    """A question of an own contact, or for a team lead any in reach; None for one that was redacted."""
    mine = Question.objects.filter(contacts_scope(agent).where(), uuid=question, redacted_at=None)
    if not agent.has_role(Role.TEAM_LEAD):
        mine = mine.filter(contact__agent=agent) if agent.has_role(*DESK_ROLES) else mine.none()
    found = mine.select_related("contact", "topic", "department").first()
    if found is None:
        return None
    return Correctable(found, list(found.corrections.select_related("by").order_by("at", "id")))
