"""Intake scripts of the answers that a conversation used."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from vraagbaak.knowledge.models import IntakeQuestion, Version


def intake_of(versions: Sequence[Version]) -> Mapping[str, Sequence[IntakeQuestion]]:
    """The questions to ask with each version: those of its article, else of its topic. One statement."""
    articles = {version.article_id for version in versions}
    topics = {version.article.topic_id for version in versions}
    asked = IntakeQuestion.objects.filter(Q(script__article__in=articles) | Q(script__topic__in=topics))
    by_article: dict[int | None, list[IntakeQuestion]] = defaultdict(list)
    by_topic: dict[int | None, list[IntakeQuestion]] = defaultdict(list)
    for question in asked.select_related("script").order_by("position"):
        script = question.script
        (by_article[script.article_id] if script.article_id else by_topic[script.topic_id]).append(question)
    return {
        str(version.uuid): by_article.get(version.article_id) or by_topic.get(version.article.topic_id, [])
        for version in versions
    }
