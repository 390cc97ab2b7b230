"""Gathering what the desk could not answer into gaps, asking the department, and seeing them close and open again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.answersearch.dutch import word_weight
from vraagbaak.contacts.models import Question
from vraagbaak.core.events import announce
from vraagbaak.core.queries import organisation
from vraagbaak.insight.events import AnswerAsked, AnswerNamed, GapOpened, GapTurned
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.gaps import Evidence, evidence, handled_by_article, handled_since, see_gap
from vraagbaak.insight.rules.gaps import fails_again, is_filled, is_gap, may_become, shared_stems
from vraagbaak.insight.rules.grouping import Asked, grouped
from vraagbaak.knowledge.actions.articles import Arrangement, write_article
from vraagbaak.knowledge.actions.learning import suggest_questions
from vraagbaak.knowledge.models import Article, SearchEntry, Topic
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent

ONE_AT_A_TIME = 7_301_044  # the advisory lock of who gathers
MOST_STEMS = 300  # characters
_State = Gap.State


class GapIsSettled(Exception):
    """The gap is closed or was said to be none, or the department was asked already."""


class NobodyOwnsIt(Exception):
    """No department owns the topic, so nobody can be asked."""


@transaction.atomic
def gather_gaps(now: datetime) -> int:
    """Gather what was asked without an answer, let gaps close and open again, and give how many began.

    Two at once wait. All in one transaction, and what belongs to a gap stays there: gathered again, or killed in
    between, it comes to the same.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    known = {gap.pk: gap for gap in Gap.objects.order_by("pk")}
    found = evidence(now)
    handled = handled_by_article(now)
    GapSign.objects.bulk_create(GapSign(gap_id=key, question=each, at=each.asked_at) for key, each in handled)
    begun = 0
    said = [Asked(-gap.pk, tuple(gap.stems.split()), gap.topic_id) for gap in known.values()]
    said += [Asked(place, each.stems, each.topic) for place, each in enumerate(found)]
    for group in grouped(said, weigh=word_weight):
        gaps, alike = [-key for key in group.keys if key < 0], [found[key] for key in group.keys if key >= 0]
        if gaps:
            _join(known[min(gaps)], alike)
        elif _makes_gap(alike):
            begun += _open(alike, now)
    for gap in Gap.objects.exclude(state=_State.DISMISSED).select_related("article__published"):
        _turn(gap, now)
    return begun


@transaction.atomic
def ask_for_answer(gap: Gap, *, topic: Topic, due_on: date, by: Agent) -> Article:
    """Ask the department that owns the topic for an answer: a draft with the literal questions, and a mail.

    A gap that opened again is asked about again, with the article that failed.

    Refused (GapIsSettled) when somebody was quicker, and (NobodyOwnsIt) without an address to ask.
    """
    held = _held(gap, _State.ASKED)
    if not topic.department.mail_address:
        raise NobodyOwnsIt
    seen = see_gap(held)
    article = held.article or write_article(
        kind=Article.Kind.QA,
        text=Text(
            title=seen.line.words[:200] or _("Question without an answer"), say="", internal_note=_note(seen.examples)
        ),
        arrangement=Arrangement(topic=topic),
        by=by,
    )
    suggest_questions(article, seen.examples)
    held.article, held.topic, held.department = article, topic, topic.department
    held.asked_at = held.named_at = timezone.now()
    held.state, held.asked_by, held.due_on, held.mailed_at = _State.ASKED, by, due_on, None
    held.save()
    announce(AnswerAsked(gap=held.uuid, article=article.uuid, due_on=due_on), by=by.uuid)
    app.configure_task("insight.mail_gap").defer(gap=str(held.uuid))
    return article


@transaction.atomic
def link_answer(gap: Gap, *, article: Article, by: Agent) -> None:
    """Say which answer that is out serves these questions; when the desk can do it with that, the gap closes."""
    held = _held(gap, _State.CLOSED)
    held.article, held.named_at = article, timezone.now()
    held.save(update_fields=["article", "named_at"])
    announce(AnswerNamed(gap=held.uuid, article=article.uuid), by=by.uuid)


@transaction.atomic
def dismiss_gap(gap: Gap, *, by: Agent) -> None:
    """Say that it is none; alike questions join it unseen from now on."""
    held = _held(gap, _State.DISMISSED)
    held.state = _State.DISMISSED
    held.save(update_fields=["state"])
    announce(GapTurned(gap=held.uuid, state=held.state), by=by.uuid)


@transaction.atomic
def mail_gap(gap: Gap) -> None:
    """Mail the department what is asked, once; who asked gets the reply. Not when it was settled meanwhile."""
    waits = Gap.objects.select_for_update(of=("self",)).filter(pk=gap.pk, state=_State.ASKED, mailed_at=None)
    held = waits.select_related("department__head", "asked_by", "article").first()
    if held is None or held.department is None or held.article is None or not held.department.mail_address:
        return
    held.mailed_at = timezone.now()
    held.save(update_fields=["mailed_at"])
    link = settings.BASE_URL + reverse("knowledge:article", args=[held.article.uuid])
    facts = {"gap": held, "seen": see_gap(held), "link": link, "organisation": organisation()}
    EmailMessage(
        subject=_("What is the answer to this question?"),
        body=render_to_string("insight/mail/gap.txt", facts),
        to=[held.department.mail_address],
        reply_to=[held.asked_by.email] if held.asked_by else None,
    ).send()


def _held(gap: Gap, wanted: str) -> Gap:
    """The gap as it is now, held; refused when it cannot become that any more."""
    held = Gap.objects.select_for_update(of=("self",)).select_related("article__published").get(pk=gap.pk)
    if not may_become(held.state, wanted):
        raise GapIsSettled
    return held


def _makes_gap(alike: Sequence[Evidence]) -> bool:
    handed_on = sum(each.is_handed_on for each in alike)
    return is_gap(unknown=len(alike) - handed_on, handed_on=handed_on)


def _open(alike: Sequence[Evidence], now: datetime) -> int:
    """Begin a gap; none when these share no word, since then nobody could tell what it is about."""
    stems = _stems(alike)
    if not stems:
        return 0
    topics = [each.topic for each in alike if each.topic is not None]
    topic = Topic.objects.filter(pk=max(topics, key=topics.count)).first() if topics else None
    first = min(each.at for each in alike)
    gap = Gap.objects.create(
        stems=stems, topic=topic, department_id=topic.department_id if topic else None, opened_at=first
    )
    _join(gap, alike)
    announce(GapOpened(gap=gap.uuid, topic=topic.uuid if topic else None), by=None)
    return 1


def _join(gap: Gap, alike: Sequence[Evidence]) -> None:
    GapSign.objects.bulk_create(GapSign(gap=gap, at=each.at, **{_field(each): each.of}) for each in alike)


def _field(each: Evidence) -> str:
    if isinstance(each.of, Question):
        return "question"
    return "search" if isinstance(each.of, SearchEntry) else "remark"


def _stems(alike: Sequence[Evidence]) -> str:
    """What several of them said, as far as it fits."""
    kept = ""
    for stem in shared_stems([frozenset(each.stems) for each in alike]):
        if len(kept) + len(stem) < MOST_STEMS:
            kept = f"{kept} {stem}".strip()
    return kept


def _turn(gap: Gap, now: datetime) -> None:
    """Close it when the desk can do it now, open it again when it fails."""
    if gap.state == _State.CLOSED:
        if gap.closed_at and fails_again(handled_since(gap, gap.closed_at)):
            gap.closed_at, gap.reopened_at = None, now
            _become(gap, _State.OPEN)
    elif (since := gap.answered_from) and is_filled(handled_since(gap, max(since, gap.reopened_at or since))):
        gap.closed_at = now
        _become(gap, _State.CLOSED)


def _become(gap: Gap, state: str) -> None:
    gap.state = state
    gap.save(update_fields=["state", "closed_at", "reopened_at"])
    announce(GapTurned(gap=gap.uuid, state=state), by=None)


def _note(examples: Sequence[str]) -> str:
    return "\n".join([_("Residents ask:"), *(f"„{words}”" for words in examples)])
