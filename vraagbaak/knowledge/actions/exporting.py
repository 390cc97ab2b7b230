"""Notes that the knowledge base was taken away."""

from vraagbaak.core.events import announce
from vraagbaak.knowledge.events import KnowledgeExported
from vraagbaak.knowledge.models import Article
from vraagbaak.people.models import Agent


def note_export(*, form: str, by: Agent) -> None:
    """Announce who took how many articles away, and how."""
    announce(KnowledgeExported(form=form, articles=Article.objects.count()), by=by.uuid)
