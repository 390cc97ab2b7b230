"""Learns the literal words of residents: proposed by use, learned when approved or used by several agents."""

import hashlib
import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.core.queries import organisation
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.actions.indexing import forget, learn
from vraagbaak.knowledge.events import QuestionLearned, QuestionRejected
from vraagbaak.knowledge.models import Article, LearnedQuestion
from vraagbaak.people.models import Agent

FEWEST_LETTERS, MOST_LETTERS = 6, 300
_State = LearnedQuestion.State


@transaction.atomic
def propose_question(article: Article, *, words: str, by: Agent) -> LearnedQuestion | None:
    """Count the literal words for the article that answered them; learned once enough agents used them.

    Personal data is masked first. Words that are too short or too long to learn from only count as a use.
    """
    Article.objects.filter(pk=article.pk).update(uses=F("uses") + 1, last_used_at=timezone.now())
    if not (clean := _learnable(words)):
        return None
    question, _ = LearnedQuestion.objects.select_for_update().get_or_create(
        article=article, fingerprint=fingerprint(clean), defaults={"words": clean}
    )
    question.uses += 1
    if question.state == _State.PROPOSED and by.pk not in question.used_by:
        question.used_by.append(by.pk)
    question.save(update_fields=["uses", "used_by"])
    if question.state == _State.PROPOSED and len(question.used_by) >= organisation().learned_after_agents:
        _approve(question, by=None)
    return question


@transaction.atomic
def suggest_questions(article: Article, wordings: Iterable[str]) -> None:
    """Lay literal words before the editors for an article that does not answer them yet; nothing is learned by it."""
    for words in wordings:
        if clean := _learnable(words):
            LearnedQuestion.objects.get_or_create(
                article=article, fingerprint=fingerprint(clean), defaults={"words": clean}
            )


@transaction.atomic
def approve_question(question: LearnedQuestion, *, by: Agent, words: str | None = None) -> None:
    """Learn a proposed question, as an editor worded it; approving twice is once."""
    if words is not None and words.strip():
        question.words = words.strip()[:MOST_LETTERS]
    _approve(question, by=by)


@transaction.atomic
def reject_question(question: LearnedQuestion, *, by: Agent) -> None:
    """Never learn these words for this article, and forget them when they were learned."""
    question.state, question.decided_by, question.decided_at = _State.REJECTED, by, timezone.now()
    question.save(update_fields=["state", "decided_by", "decided_at"])
    forget(question)
    announce(QuestionRejected(article=question.article.uuid, question=question.uuid), by=by.uuid)


@transaction.atomic
def add_question(article: Article, *, words: str, by: Agent | None) -> LearnedQuestion:
    """Learn a literal question that an editor wrote down; one that is known already is approved."""
    clean = " ".join(words.split())[:MOST_LETTERS]
    question, _ = LearnedQuestion.objects.get_or_create(
        article=article, fingerprint=fingerprint(clean), defaults={"words": clean}
    )
    if question.state != _State.APPROVED or question.revision is None:
        _approve(question, by=by)
    return question


def fingerprint(words: str) -> str:
    """The same for questions that differ in capitals, accents or punctuation only (64 hex digits)."""
    plain = " ".join(re.findall(r"\w+", sort_key(words)))
    return hashlib.sha256(plain.encode()).hexdigest()


def _learnable(words: str) -> str:
    """The words without personal data; empty when they are too short or too long to learn from."""
    clean = " ".join(mask_personal_data(words).split())
    return clean if FEWEST_LETTERS <= len(clean) <= MOST_LETTERS else ""


def _approve(question: LearnedQuestion, *, by: Agent | None) -> None:
    question.state, question.decided_by, question.decided_at = _State.APPROVED, by, timezone.now()
    question.used_by = []
    question.save(update_fields=["words", "state", "decided_by", "decided_at", "used_by"])
    learn(question)
    announce(QuestionLearned(article=question.article.uuid, question=question.uuid), by=by.uuid if by else None)
