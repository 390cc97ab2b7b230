"""What anybody at the organisation finds in the knowledge base without searching."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.topics import Branch, topic_tree, topics_below
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK
from vraagbaak.people.models import Agent

MOST_USED = 12


@dataclass(frozen=True)
class Shelf:
    """The tree with the articles of one topic, one kind, or the most used of all."""

    tree: Sequence[Branch]
    topic: Topic | None
    kind: str
    articles: QuerySet[Article]
    path: Sequence[Topic] = ()


def shelf_for(agent: Agent, *, topic: Topic | None = None, kind: str = "") -> Shelf:
    """The articles of a topic and everything below it, or the most used ones; not read yet."""
    tree = topic_tree()
    articles = Article.objects.all() if agent.is_active else Article.objects.none()
    articles = articles.filter(state__in=SHOWN_AT_THE_DESK, published__isnull=False)
    if topic is not None:
        articles = articles.filter(topic__in=topics_below(topic, tree))
    if kind in Article.Kind.values:
        articles = articles.filter(kind=kind)
    order = ("published__title",) if topic is not None or kind else ("-uses", "published__title")
    found = articles.select_related("published", "topic__department").order_by(*order)
    if topic is None and not kind:
        found = found[:MOST_USED]
    path = _path(topic, tree)
    return Shelf(_opened(tree, path), topic, kind, found, path)


def _opened(tree: Sequence[Branch], path: Sequence[Topic]) -> list[Branch]:
    """The tree as far as it is open: the main topics, and what stands right below the ones on the path."""
    on_path = {topic.pk for topic in path}
    return [branch for branch in tree if branch.topic.parent_id is None or branch.topic.parent_id in on_path]


def _path(topic: Topic | None, tree: Sequence[Branch]) -> list[Topic]:
    by_key = {branch.topic.pk: branch.topic for branch in tree}
    path: list[Topic] = []
    while topic is not None:
        path.insert(0, topic)
        topic = by_key.get(topic.parent_id) if topic.parent_id else None
    return path
