"""Takes over articles from elsewhere, exactly as it was shown."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.knowledge.actions.articles import Arrangement, edit_article, write_article
from vraagbaak.knowledge.actions.learning import add_question
from vraagbaak.knowledge.events import ArticlesImported
from vraagbaak.knowledge.imports import Reading, read_import
from vraagbaak.knowledge.models import Article, PendingImport, Topic, Version
from vraagbaak.knowledge.queries.planning import PlannedChange, import_key, text_of
from vraagbaak.knowledge.rules.costs import read_costs
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent


class NothingToImport(ValueError):
    """The file holds no article; `reading` tells what was wrong."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("nothing to import")
        self.reading = reading


def hold_import(content: bytes, *, form: str, source: str, topic: Topic, by: Agent) -> uuid.UUID:
    """Keep a file that can be read, until somebody says to carry it out; refused when it holds no article."""
    reading = read_import(content, form)
    if not reading.articles:
        raise NothingToImport(reading)
    PendingImport.objects.filter(added_by=by).delete()
    return PendingImport.objects.create(form=form, source=source, topic=topic, content=content, added_by=by).uuid


@transaction.atomic
def carry_out_import(plan: Sequence[PlannedChange], *, source: str, by: Agent) -> int:
    """Write what was planned, all or nothing, as drafts or new versions; gives how many articles changed."""
    changed = 0
    for change in plan:
        if not change.is_same:
            _carry_out(change, source=source, by=by)
            changed += 1
    announce(ArticlesImported(source=source, articles=changed), by=by.uuid)
    return changed


def _carry_out(change: PlannedChange, *, source: str, by: Agent) -> None:
    record, reason = change.record, f"Import: {source}"
    costs = read_costs(change.latest.costs) if change.latest else ()
    told = text_of(record)
    text = Text(**told, costs=tuple(costs))  # type: ignore[arg-type]
    article = change.article
    if article is None or change.latest is None:
        arrangement = Arrangement(topic=change.topic)
        article = write_article(kind=record.kind, text=text, arrangement=arrangement, by=by, reason=reason)
        Article.objects.filter(pk=article.pk).update(key=import_key(source, record.key))
    else:
        edit_article(article, text=text, weight=Version.Weight.MAJOR, reason=reason, base=change.latest.number, by=by)
    for words in record.questions:
        add_question(article, words=words, by=by)


def drop_import(pending: PendingImport) -> None:
    """Throw a waiting import away."""
    pending.delete()
