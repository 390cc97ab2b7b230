"""The topic tree: make, name, move, give to another owner, close."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from vraagbaak.core.events import announce
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, ExternalParty
from vraagbaak.knowledge.actions.indexing import rewrite_index_part
from vraagbaak.knowledge.events import TopicChanged
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.people.models import Agent


class BelowItself(Exception):
    """A topic cannot stand below itself or one of its own branches."""


class StillUsed(Exception):
    """A topic with articles or topics that are in use cannot be closed."""


@dataclass(frozen=True)
class Place:
    """What a topic is called, where it stands and who owns it."""

    name: str
    department: Department
    parent: Topic | None = None
    upl_name: str = ""
    is_active: bool = True
    external_parties: tuple[ExternalParty, ...] = ()


@transaction.atomic
def add_topic(place: Place, *, by: Agent) -> Topic:
    """Add a topic to the tree."""
    topic = Topic(key=_free_key(place.name))
    return _write(topic, place, by=by)


@transaction.atomic
def change_topic(topic: Topic, place: Place, *, by: Agent) -> Topic:
    """Rename, move, re-own or close a topic; refused below itself, or to close one that is in use."""
    tree = {found.pk: found for found in Topic.objects.select_for_update()}
    above = place.parent
    while above is not None:
        if above.pk == topic.pk:
            raise BelowItself
        above = tree[above.parent_id] if above.parent_id else None
    held = tree[topic.pk]
    if held.is_active and not place.is_active and _is_used(held):
        raise StillUsed
    was = held.name
    written = _write(held, place, by=by)
    if was != written.name:
        for article in written.articles.select_related("published", "topic"):
            rewrite_index_part(article)
    return written


def _write(topic: Topic, place: Place, *, by: Agent) -> Topic:
    topic.name = " ".join(place.name.split())
    topic.sort_key = sort_key(topic.name)
    topic.parent, topic.department = place.parent, place.department
    topic.upl_name, topic.is_active = place.upl_name, place.is_active
    topic.save()
    topic.external_parties.set(place.external_parties)
    announce(
        TopicChanged(
            topic=topic.uuid,
            parent=place.parent.uuid if place.parent else None,
            department=place.department.uuid,
            is_active=topic.is_active,
        ),
        by=by.uuid,
    )
    return topic


def _is_used(topic: Topic) -> bool:
    articles = topic.articles.exclude(state=Article.State.ARCHIVED)
    return articles.exists() or topic.children.filter(is_active=True).exists()


def _free_key(name: str) -> str:
    wanted = slugify(name)[:70] or "onderwerp"
    taken = set(Topic.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    if wanted not in taken:
        return wanted
    return next(key for number in range(2, len(taken) + 3) if (key := f"{wanted}-{number}") not in taken)
