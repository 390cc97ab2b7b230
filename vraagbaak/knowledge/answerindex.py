"""The answer index of this process, derived from the rows in PostgreSQL before each search.

Every process applies the same rows in the same order, so that all show the same answers; the transaction that
changes an article also rewrites its rows.
"""

import json
import logging
import threading
from collections.abc import Iterable

from django.db import DatabaseError, connection

from vraagbaak.answersearch import AnalysedArticle, AnswerIndex, Hit
from vraagbaak.answersearch.analysis import question_from

log = logging.getLogger(__name__)
_NEWER = """
SELECT 'article', a.uuid::text, p.revision, CASE WHEN p.is_removed THEN NULL ELSE p.content END
FROM knowledge_indexpart p JOIN knowledge_article a ON a.id = p.article_id WHERE p.revision > %(seen)s
UNION ALL
SELECT 'question', uuid::text, revision, analysed FROM knowledge_learnedquestion WHERE revision > %(seen)s
ORDER BY 3
"""


class LiveIndex:
    """An index that is brought up to date before each search; safe for the threads of one process."""

    def __init__(self) -> None:
        self._index = AnswerIndex.from_articles(())
        self._seen = 0
        self._lock = threading.Lock()

    def search(self, words: str, *, limit: int) -> list[Hit]:
        """The best articles for what was typed, over all that was committed until now."""
        with self._lock:
            self._refresh()
            return self._index.search(words, limit=limit)

    def forget(self, articles: Iterable[str]) -> None:
        """Let go of articles that are gone from the database without a word, as after a restore."""
        with self._lock:
            self._index.apply(removals=articles)

    def _refresh(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_NEWER, {"seen": self._seen})
            rows = cursor.fetchall()
        if not rows:
            return
        articles = [(key, content) for kind, key, _, content in rows if kind == "article"]
        questions = [(key, content) for kind, key, _, content in rows if kind == "question"]
        self._index.apply(
            upserts=[AnalysedArticle.from_json(_text(content)) for _, content in articles if content],
            removals=[key for key, content in articles if not content],
            questions=[question_from(json.loads(_text(content))) for _, content in questions if content],
            forgotten=[key for key, content in questions if not content],
        )
        self._seen = rows[-1][2]


def _text(content: bytes | memoryview) -> str:
    return bytes(content).decode()


live_index = LiveIndex()


def warm_up() -> None:
    """Load the index and the language model beside the start of a server, so that the first question is fast too."""
    threading.Thread(target=_first_search, name="answers", daemon=True).start()


def _first_search() -> None:
    try:
        live_index.search("paspoort", limit=1)
    except DatabaseError as error:
        log.warning("the answer index was not loaded at the start: %s", type(error).__name__)
    finally:
        connection.close()
