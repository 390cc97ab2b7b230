"""The topic tree."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vraagbaak.directory.scope import scope_of
from vraagbaak.knowledge.models import Topic
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK
from vraagbaak.people.models import Agent, Role


@dataclass(frozen=True)
class Branch:
    """A topic with its place in the tree and how many articles stand below it."""

    topic: Topic
    depth: int
    own: int
    below: int
    has_intake: bool = False

    @property
    def total(self) -> int:
        """Articles of the topic and of everything below it."""
        return self.own + self.below


def topic_tree(*, only_active: bool = True) -> list[Branch]:
    """Every topic in the order in which the tree is read, with its counts; one statement."""
    shown = Count("articles", filter=Q(articles__state__in=SHOWN_AT_THE_DESK))
    topics = Topic.objects.select_related("department", "intake").annotate(shown=shown).order_by("sort_key", "pk")
    children: dict[int | None, list[Topic]] = defaultdict(list)
    for topic in topics.filter(is_active=True) if only_active else topics:
        children[topic.parent_id].append(topic)
    return list(_branches(children, None, 0))


def _branches(children: dict[int | None, list[Topic]], parent: int | None, depth: int) -> Iterator[Branch]:
    for topic in children.get(parent, ()):
        below = list(_branches(children, topic.pk, depth + 1))
        count: int = getattr(topic, "shown", 0)
        inside = sum(branch.own for branch in below)
        yield Branch(topic, depth, count, inside, has_intake=hasattr(topic, "intake"))
        yield from below


def topic_named(topic: uuid.UUID) -> Topic | None:
    """The topic of that UUID, or None."""
    return Topic.objects.select_related("department", "parent", "intake").filter(uuid=topic).first()


def topics_below(topic: Topic, tree: Sequence[Branch]) -> set[int]:
    """The keys of a topic and everything below it."""
    below = {topic.pk}
    for branch in tree:
        if branch.topic.parent_id in below:
            below.add(branch.topic.pk)
    return below


def topics_to_write_in(agent: Agent) -> QuerySet[Topic]:
    """The topics that an editor may put an article in: all, or those of the own departments."""
    reach = scope_of(agent, Role.EDITOR).where("department")
    return Topic.objects.filter(reach, is_active=True).select_related("department", "parent").order_by("sort_key")


def topic_to_manage(agent: Agent, topic: uuid.UUID) -> Topic | None:
    """The topic to change, or None; an editor who is narrowed changes those of the own departments."""
    found = topic_named(topic)
    return found if found is not None and may_manage_in(agent, found.department_id) else None


def may_manage_in(agent: Agent, department: int) -> bool:
    """Whether this person keeps the topics of a department."""
    return agent.has_role(Role.ADMINISTRATOR) or scope_of(agent, Role.EDITOR).allows(department)
