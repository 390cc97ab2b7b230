"""Read marks: which agent has read which news and work instruction."""

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.knowledge.events import ArticleRead
from vraagbaak.knowledge.models import ReadMark, Version
from vraagbaak.people.models import Agent


@transaction.atomic
def mark_read(version: Version, *, by: Agent) -> bool:
    """Note that the agent has read this version; twice is once."""
    _, is_new = ReadMark.objects.get_or_create(version=version, agent=by)
    if is_new:
        announce(ArticleRead(article=version.article.uuid, version=version.uuid), by=by.uuid)
        publish(f"agent:{by.uuid}", "read")
    return is_new
