"""Somebody's own presence in the top bar."""

from django import template

from vraagbaak.people.models import SETTABLE, Agent, Presence
from vraagbaak.people.queries import PresentAgent, presence_of
from vraagbaak.people.queries.presence import TONES

register = template.Library()


@register.simple_tag
def own_presence(agent: Agent) -> PresentAgent:
    """How somebody can be reached; one statement."""
    return presence_of(agent)


@register.simple_tag
def settable_states() -> tuple[Presence.State, ...]:
    """The states that people set by hand."""
    return SETTABLE


@register.filter
def tone(state: str) -> str:
    """The tone of the dot beside a state."""
    return TONES.get(state, "off")
