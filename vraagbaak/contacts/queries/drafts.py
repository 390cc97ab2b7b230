"""Open conversations: one's own tabs, and one conversation with what was typed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, When

from vraagbaak.contacts.models import Channel, Draft
from vraagbaak.contacts.rules.drafts import DraftContent, DraftQuestion, label_of
from vraagbaak.core.phone import readable_phone
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Conversation:
    """A draft as the desk shows it."""

    draft: Draft
    content: DraftContent

    @property
    def questions(self) -> list[DraftQuestion]:
        return self.content.questions()

    @property
    def label(self) -> str:
        """The name of the tab: the resident, else the number, else the first words."""
        number = readable_phone(self.draft.caller_number) if self.draft.caller_number else ""
        known = str(self.draft.party) if self.draft.party else ""
        return self.content.value("resident.name") or known or number or label_of(self.questions)


def open_conversations(agent: Agent) -> Sequence[Conversation]:
    """The agent's own open conversations, in the order of the tabs."""
    drafts = Draft.objects.filter(agent=agent).select_related("channel", "party").order_by("position", "id")
    return [Conversation(draft, DraftContent.read(draft.content)) for draft in drafts]


def conversation_for(agent: Agent, draft: uuid.UUID) -> Conversation | None:
    """One open conversation: colleagues at the desk may look along and help."""
    if not agent.has_role(*DESK_ROLES):
        return None
    found = Draft.objects.filter(uuid=draft).select_related("channel", "party", "agent").first()
    return Conversation(found, DraftContent.read(found.content)) if found else None


def channels() -> Sequence[Channel]:
    """The channels that are in use, in their order."""
    return list(Channel.objects.filter(is_active=True))


def channel_named(key: str) -> Channel | None:
    """The channel in use with this key; the first one when the key is unknown."""
    named = Q(key=key.replace("\0", ""))  # PostgreSQL takes no NUL, not even to compare
    wanted_first = Case(When(named, then=0), default=1)
    return Channel.objects.filter(named | Q(is_active=True)).order_by(wanted_first, "position").first()


def all_channels() -> Sequence[Channel]:
    """Every channel, also those no longer in use."""
    return list(Channel.objects.all())


def channel_to_keep(key: str) -> Channel | None:
    """The channel with this key, in use or not."""
    return Channel.objects.filter(key=key).first()
