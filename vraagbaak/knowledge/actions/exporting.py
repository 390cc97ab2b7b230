"""Takes the knowledge base away, and notes that somebody did."""

import json
from pathlib import Path

from vraagbaak.core.events import announce
from vraagbaak.core.export import write_table
from vraagbaak.knowledge.events import KnowledgeExported
from vraagbaak.knowledge.exports import COLUMNS, article_records, article_rows
from vraagbaak.knowledge.models import Article
from vraagbaak.people.models import Agent


def note_export(*, form: str, by: Agent | None) -> None:
    """Announce who took how many articles away, and how."""
    announce(KnowledgeExported(form=form, articles=Article.objects.count()), by=by.uuid if by else None)


def write_knowledge(path: Path, form: str) -> int:
    """Write all articles to a file of one of FORMS; gives how many."""
    if form == "json":
        records = list(article_records())
        path.write_text(json.dumps({"articles": records}, ensure_ascii=False, indent=1), encoding="utf-8")
        return len(records)
    rows = list(article_rows())
    write_table(path, COLUMNS, rows)
    return len(rows)
