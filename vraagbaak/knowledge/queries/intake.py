"""The intake script of an article or topic."""

from vraagbaak.knowledge.models import Article, IntakeScript, Topic


def script_of(owner: Article | Topic) -> IntakeScript | None:
    """The script with its questions, or None."""
    scripts = IntakeScript.objects.prefetch_related("questions")
    found = scripts.filter(article=owner) if isinstance(owner, Article) else scripts.filter(topic=owner)
    return found.first()
