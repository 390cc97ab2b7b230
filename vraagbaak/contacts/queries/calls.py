"""Calls that ring: at whom, who it probably is, and what is still open for them."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Func, Q, Value
from django.utils import timezone

from vraagbaak.contacts.models import AnnouncedCall, Draft, Party
from vraagbaak.contacts.queries.parties import Timeline, earlier_contacts, parties_at
from vraagbaak.core.phone import readable_phone
from vraagbaak.directory.models import Employee
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent, ServiceToken

SHORTEST_EXTENSION = 2
CALLS_A_MINUTE = 600


@dataclass(frozen=True)
class RingingCall:
    """A call at an agent's desk: who it may be, and what this number asked before."""

    draft: Draft
    number: str
    parties: Sequence[Party]
    earlier: Timeline

    @property
    def readable_number(self) -> str:
        """The number as people write it; empty for a hidden one."""
        return readable_phone(self.number) if self.number else ""

    @property
    def party(self) -> Party | None:
        """Who it is when only one person is known with this number."""
        return self.parties[0] if len(self.parties) == 1 else None


def ringing_call(agent: Agent, draft: uuid.UUID) -> RingingCall | None:
    """The call of a conversation that rings at this agent; None when it is another's or was taken and closed."""
    found = Draft.objects.select_related("channel", "party", "agent").filter(uuid=draft, agent=agent).first()
    if found is None or not agent.has_role(*DESK_ROLES):
        return None
    number = found.caller_number
    return RingingCall(
        draft=found,
        number=number,
        parties=parties_at(agent, number),
        earlier=earlier_contacts(agent, party_id=found.party_id, number=number),
    )


def agent_to_ring(*, mail: str = "", extension: str = "") -> Agent | None:
    """Who works at the desk with this mail address or telephone extension; None when nobody or several do."""
    desk = Agent.objects.filter(is_active=True, grants__role__in=DESK_ROLES).distinct()
    if mail:
        return desk.filter(email__iexact=mail).first()
    digits = re.sub(r"\D", "", extension)
    if len(digits) < SHORTEST_EXTENSION:
        return None
    at_work = Employee.objects.filter(is_active=True, account__in=desk).annotate(
        line=Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
        mobile_line=Func(F("mobile"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
    )
    found = list(
        at_work.filter(Q(line__endswith=digits) | Q(mobile_line__endswith=digits)).select_related("account")[:2]
    )
    return found[0].account if len(found) == 1 else None


def rings_too_often(token: ServiceToken) -> bool:
    """Whether a telephone exchange announces more calls than any exchange has."""
    since = timezone.now() - timedelta(minutes=1)
    return AnnouncedCall.objects.filter(token=token, announced_at__gte=since).count() >= CALLS_A_MINUTE
