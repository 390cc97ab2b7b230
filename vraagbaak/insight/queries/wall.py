"""What a screen on the wall shows: figures of today over everything, no words and no names."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from vraagbaak.core.queries import organisation
from vraagbaak.insight.models import Spike
from vraagbaak.insight.queries.figures import Wanted, total_of
from vraagbaak.insight.queries.now import TopicNow, beside_usual, half_hours_of_such_days
from vraagbaak.insight.queries.scope import FEWEST, SETS_TARGETS
from vraagbaak.insight.queries.spikes import spikes_everywhere
from vraagbaak.insight.rules.measures import Measures
from vraagbaak.insight.rules.periods import Period
from vraagbaak.people.models import Agent, Presence, ServiceToken
from vraagbaak.people.queries import working_service_token
from vraagbaak.people.queries.presence import present_agents

ROOM = (6, 4, 2)  # topics that a screen of 16:9 has room for, beside no, one or two spikes


@dataclass(frozen=True)
class Wall:
    """Today at a glance."""

    at: datetime
    today: Measures
    goal: int
    usual: float
    weeks: int
    topics: Sequence[TopicNow]
    spikes: Sequence[Spike]
    available: int
    in_conversation: int

    @property
    def reaches_goal(self) -> bool:
        """Whether the share handled today is at the goal."""
        return self.today.handled_share is not None and self.today.handled_share >= self.goal

    @property
    def most(self) -> float:
        """What a full bar stands for."""
        return max((max(topic.questions, topic.usual) for topic in self.topics), default=1)


def wall_now() -> Wall:
    """Today as everybody who walks by may see it; topics of fewer than five questions are left out."""
    at = timezone.now()
    today = timezone.localdate(at)
    topics, usual, weeks = beside_usual(half_hours_of_such_days(at), today)
    spikes = spikes_everywhere()[: len(ROOM) - 1]
    states = [person.state for person in present_agents()]
    return Wall(
        at=at,
        today=total_of(Wanted(Period(today, today))),
        goal=organisation().goal_percent,
        usual=usual,
        weeks=weeks,
        topics=[topic for topic in topics if topic.questions >= FEWEST][: ROOM[len(spikes)]],
        spikes=spikes,
        available=states.count(Presence.State.AVAILABLE),
        in_conversation=states.count(Presence.State.IN_CONVERSATION),
    )


def screen_of(token: str) -> ServiceToken | None:
    """The screen that shows this token, as long as nobody took it away."""
    return working_service_token(token, scope=ServiceToken.Scope.WALLBOARD)


def screens_for(agent: Agent) -> Sequence[ServiceToken]:
    """The screens that work, for who manages them."""
    if not agent.has_role(*SETS_TARGETS):
        return ()
    return list(
        ServiceToken.objects.filter(scope=ServiceToken.Scope.WALLBOARD, withdrawn_at=None).order_by("name", "-id")
    )


def screen_for(agent: Agent, screen: uuid.UUID) -> ServiceToken | None:
    """One screen, for who manages them."""
    return next((each for each in screens_for(agent) if each.uuid == screen), None)
