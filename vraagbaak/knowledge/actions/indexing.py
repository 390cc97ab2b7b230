"""Keeps the stored answer index true: rewritten in the very transaction that changes an article."""

import json

from django.db import connection, transaction

from vraagbaak.answersearch import ArticleText, analyse_article, analyse_question
from vraagbaak.answersearch.analysis import question_fields
from vraagbaak.answersearch.meaning import available_encoder
from vraagbaak.core.richtext import plain_text
from vraagbaak.knowledge.models import Article, IndexPart, LearnedQuestion

SHOWN = frozenset({Article.State.PUBLISHED, Article.State.EXPIRED})
_LOCK = 7_305_201  # any number, so long as nothing else locks it


@transaction.atomic
def rewrite_index_part(article: Article) -> None:
    """Let the answer search know the article as it is now; one that the desk does not show is taken out."""
    if article.published is None or article.state not in SHOWN:
        remove_index_part(article)
        return
    content = analyse_article(article_text(article), available_encoder()).to_json().encode()
    _write(article, content=content, is_removed=False)


def article_text(article: Article) -> ArticleText:
    """What the published version says, as the answer search reads it; refused for an unpublished article."""
    version = article.published
    if version is None:
        raise ValueError("Only a published article can be found.")
    return ArticleText(
        id=str(article.uuid),
        title=version.title,
        say=version.say,
        explanation=plain_text(version.explanation),
        steps=version.steps,
        bring=version.bring,
        synonyms=version.synonyms,
        topic=article.topic.name,
    )


@transaction.atomic
def remove_index_part(article: Article) -> None:
    """Take the article out of the answer search."""
    _write(article, content=b"", is_removed=True)


@transaction.atomic
def learn(question: LearnedQuestion) -> None:
    """Let the answer search know an approved literal question."""
    analysed = analyse_question(str(question.uuid), str(question.article.uuid), question.words, available_encoder())
    question.analysed = json.dumps(question_fields(analysed), ensure_ascii=False).encode()
    question.revision = next_revision()
    question.save(update_fields=["analysed", "revision"])


@transaction.atomic
def forget(question: LearnedQuestion) -> None:
    """Let the answer search forget a literal question; one that it never knew costs nothing."""
    if question.revision is None:
        return
    question.analysed, question.revision = None, next_revision()
    question.save(update_fields=["analysed", "revision"])


def next_revision() -> int:
    """The next revision; whoever asks holds a lock until commit, so that revisions commit in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT nextval('knowledge_index_revision')")
        (revision,) = cursor.fetchone()
    return int(revision)


def skip_revisions(until: int) -> None:
    """Count the revisions that a bulk load gave out under the lock of `next_revision`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('knowledge_index_revision', %s)", [until])


def _write(article: Article, *, content: bytes, is_removed: bool) -> None:
    values = {"revision": next_revision(), "content": content, "is_removed": is_removed}
    IndexPart.objects.update_or_create(article=article, defaults=values)
