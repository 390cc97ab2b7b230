"""What anybody at the organisation finds in the knowledge base without searching."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.topics import Branch, topic_tree, topics_below
from vraagbaak.knowledge.rules.life import SHOWN_AT_THE_DESK
from vraagbaak.people.models import Agent

MOST = 200


@dataclass(frozen=True)
class Shelf:
    """The tree with the articles of one topic, one kind, or the most used of all."""

    tree: Sequence[Branch]
    topic: Topic | None
    kind: str
    articles: Sequence[Article]
    path: Sequence[Topic] = ()


def shelf_for(agent: Agent, *, topic: Topic | None = None, kind: str = "") -> Shelf:
    """The articles of a topic and everything below it, or the most used ones; two statements."""
    tree = topic_tree()
    articles = Article.objects.filter(state__in=SHOWN_AT_THE_DESK, published__isnull=False)
    if topic is not None:
        articles = articles.filter(topic__in=topics_below(topic, tree))
    if kind in Article.Kind.values:
        articles = articles.filter(kind=kind)
    order = ("published__title",) if topic is not None or kind else ("-uses", "published__title")
    found = articles.select_related("published", "topic__department").order_by(*order)
    most = MOST if topic is not None or kind else 12
    return Shelf(tree, topic, kind, list(found[:most]) if agent.is_active else [], path=_path(topic, tree))


def _path(topic: Topic | None, tree: Sequence[Branch]) -> list[Topic]:
    by_key = {branch.topic.pk: branch.topic for branch in tree}
    path: list[Topic] = []
    while topic is not None:
        path.insert(0, topic)
        topic = by_key.get(topic.parent_id) if topic.parent_id else None
    return path
