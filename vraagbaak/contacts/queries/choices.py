"""What can be chosen in forms about contacts."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.contacts.models import Channel
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.queries.topics import topic_tree
from vraagbaak.people.access import DESK_ROLES
from vraagbaak.people.models import Agent

Choices = Sequence[tuple[str, str]]
INDENT = "\u2003"


@dataclass(frozen=True)
class FilterChoices:
    """The values of the filters, each with its name."""

    topics: Choices
    departments: Choices
    agents: Choices
    channels: Choices


def filter_choices() -> FilterChoices:
    """Everything that the list of contacts can be narrowed to; four statements."""
    desk = Agent.objects.filter(grants__role__in=DESK_ROLES).distinct().order_by("name")
    return FilterChoices(
        topics=topic_choices(),
        departments=department_choices(),
        agents=[(str(uuid), name) for uuid, name in desk.values_list("uuid", "name")],
        channels=[(key, name) for key, name in Channel.objects.values_list("key", "name")],
    )


def topic_choices() -> Choices:
    """The topics as a tree."""
    return [(str(branch.topic.uuid), INDENT * branch.depth + branch.topic.name) for branch in topic_tree()]


def department_choices() -> Choices:
    """The departments in use."""
    found = Department.objects.filter(is_active=True).order_by("sort_key")
    return [(str(uuid), name) for uuid, name in found.values_list("uuid", "name")]
