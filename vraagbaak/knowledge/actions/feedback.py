"""What agents say of an answer, and what the editors do with it."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.knowledge.events import FeedbackGiven, FeedbackSettled
from vraagbaak.knowledge.models import Feedback, Version
from vraagbaak.people.models import Agent

SAME_WITHIN = timedelta(minutes=2)


@transaction.atomic
def give_feedback(version: uuid.UUID, *, kind: str, words: str, remark: str, by: Agent) -> Feedback | None:
    """Tell the editors that an answer is not right or misses something; None when there is no such answer.

    Pressing twice is once; a remark typed after the key is added to it. Personal data is masked.
    """
    found = Version.objects.select_related("article").filter(uuid=version, published_at__isnull=False).first()
    if found is None or kind not in Feedback.Kind.values:
        return None
    clean, said = _kept(words), _kept(remark)
    recent = Feedback.objects.select_for_update().filter(
        version=found, kind=kind, agent=by, words=clean, settled_at=None, given_at__gte=timezone.now() - SAME_WITHIN
    )
    given = recent.first()
    if given is not None:
        given.remark = said or given.remark
        given.save(update_fields=["remark"])
        return given
    given = Feedback.objects.create(version=found, kind=kind, words=clean, remark=said, agent=by)
    announce(FeedbackGiven(article=found.article.uuid, version=found.uuid, feedback=given.uuid, kind=kind), by=by.uuid)
    publish("knowledge", str(found.article.uuid))
    return given


def _kept(typed: str) -> str:
    """What was typed, without personal data and without what PostgreSQL cannot hold."""
    return mask_personal_data(typed.replace("\x00", "").strip())


@transaction.atomic
def settle_feedback(feedback: Feedback, *, settlement: str, by: Agent) -> None:
    """Close a remark with a sentence on what was done; closing twice keeps the first sentence."""
    now = timezone.now()
    settled = Feedback.objects.filter(pk=feedback.pk, settled_at=None).update(
        settled_at=now, settled_by=by, settlement=settlement.strip()[:300]
    )
    if settled:
        version = feedback.version
        announce(
            FeedbackSettled(article=version.article.uuid, version=version.uuid, feedback=feedback.uuid), by=by.uuid
        )
