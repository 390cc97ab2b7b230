"""Measurements: begin one, make drafts of what it taught, and let the department agree to what moves to the desk."""

from collections.abc import Sequence
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.core.queries import organisation
from vraagbaak.core.signed_links import signed_link
from vraagbaak.insight.events import (
    CampaignAnswered,
    CampaignChanged,
    CampaignDrafted,
    CampaignProposed,
    CampaignStarted,
)
from vraagbaak.insight.models import Campaign
from vraagbaak.insight.queries.campaigns import SALT, MeasuredGroup, NeededLine, may_be_answered, proposal_of, result_of
from vraagbaak.insight.rules.answers import refuse_names
from vraagbaak.insight.rules.campaigns import MOST_DRAFTS, MOST_INTAKE
from vraagbaak.knowledge.actions.articles import Arrangement, write_article
from vraagbaak.knowledge.actions.intake import write_intake
from vraagbaak.knowledge.actions.learning import suggest_questions
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.rules.intake import Asked
from vraagbaak.knowledge.rules.texts import Text
from vraagbaak.people.models import Agent


class NothingLearned(Exception):
    """Nobody asked the same twice, or nothing was noted that the desk could take over."""


class AlreadyDone(Exception):
    """Somebody was quicker, or the department answered already."""


class NobodyToAsk(Exception):
    """The department has no mail address."""


@transaction.atomic
def start_campaign(
    *, name: str, topic: Topic, since: date, until: date, listeners: Sequence[Agent], by: Agent
) -> Campaign:
    """Plan a measurement; from its first day on every desk shows the extra form."""
    campaign = Campaign.objects.create(name=name, topic=topic, since=since, until=until, started_by=by)
    campaign.listeners.set(listeners)
    announce(CampaignStarted(campaign=campaign.uuid, topic=topic.uuid, since=since, until=until), by=by.uuid)
    publish("insight", "campaign")
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, *, name: str, since: date, until: date, listeners: Sequence[Agent], by: Agent
) -> None:
    """Change all but its topic; a last day of today ends it tonight."""
    held = _held(campaign)
    held.name, held.since, held.until = name, since, until
    held.save(update_fields=["name", "since", "until"])
    held.listeners.set(listeners)
    announce(CampaignChanged(campaign=held.uuid, since=since, until=until), by=by.uuid)
    publish("insight", "campaign")


@transaction.atomic
def make_drafts(campaign: Campaign, *, by: Agent) -> list[Article]:
    """Make a draft for each of the most asked questions that no answer served, with what had to be asked for it.

    Once: refused (AlreadyDone) a second time, and (NothingLearned) while nobody asked the same twice.
    """
    held = _held(campaign)
    if held.drafted_at:
        raise AlreadyDone
    result = result_of(held, timezone.localdate())
    wanted = [each for each in result.asked if each.article is None][:MOST_DRAFTS]
    if not wanted:
        raise NothingLearned
    articles = [_draft(each, held, result.needed, by=by) for each in wanted]
    held.drafted_at = timezone.now()
    held.save(update_fields=["drafted_at"])
    announce(CampaignDrafted(campaign=held.uuid, articles=len(articles)), by=by.uuid)
    return articles


@transaction.atomic
def propose_move(campaign: Campaign, *, by: Agent) -> None:
    """Send the department what could move to the desk, to agree; once more after it disagreed or let it expire.

    Refused (NothingLearned) while nothing was noted that the desk could take over, (NobodyToAsk) without an address,
    and (AlreadyDone) while an answer is awaited or was yes.
    """
    held = _held(campaign)
    if held.agreed or may_be_answered(held, timezone.now()):
        raise AlreadyDone
    movable = result_of(held, timezone.localdate()).movable
    if not movable:
        raise NothingLearned
    if not held.topic.department.mail_address:
        raise NobodyToAsk
    held.proposal = [{"question": str(each.question), "number": each.number} for each in movable]
    held.proposed_at, held.proposed_by = timezone.now(), by
    held.mailed_at = held.answered_at = held.agreed = None
    held.answer = ""
    held.save()
    announce(CampaignProposed(campaign=held.uuid, questions=len(movable)), by=by.uuid)
    app.configure_task("insight.mail_campaign").defer(campaign=str(held.uuid))


@transaction.atomic
def mail_proposal(campaign: Campaign) -> None:
    """Mail the proposal with its link, once; who proposed it gets the reply. Not when it was answered meanwhile."""
    waits = Campaign.objects.select_for_update(of=("self",)).filter(pk=campaign.pk, mailed_at=None, answered_at=None)
    held = waits.select_related("topic__department__head", "proposed_by").first()
    if held is None or held.proposed_at is None or not held.topic.department.mail_address:
        return
    held.mailed_at = timezone.now()
    held.save(update_fields=["mailed_at"])
    facts = {"campaign": held, "lines": proposal_of(held), "link": link_of(held), "organisation": organisation()}
    EmailMessage(
        subject=_("What could the contact centre answer from now on?"),
        body=render_to_string("insight/mail/campaign.txt", facts),
        to=[held.topic.department.mail_address],
        reply_to=[held.proposed_by.email] if held.proposed_by else None,
    ).send()


def link_of(campaign: Campaign) -> str:
    """The link by which the department answers."""
    return signed_link("insight:campaign_answer", campaign.uuid, salt=SALT)


@transaction.atomic
def answer_proposal(campaign: Campaign, *, agreed: bool, answer: str) -> None:
    """Keep what the department says; refused (AlreadyDone) when nothing was sent, or it was answered."""
    refuse_names(answer)
    held = _held(campaign)
    if held.proposed_at is None or held.answered_at:
        raise AlreadyDone
    held.answered_at, held.agreed, held.answer = timezone.now(), agreed, answer
    held.save(update_fields=["answered_at", "agreed", "answer"])
    announce(CampaignAnswered(campaign=held.uuid, agreed=agreed), by=None)
    publish("insight", "campaign")


def _held(campaign: Campaign) -> Campaign:
    related = Campaign.objects.select_for_update(of=("self",)).select_related("topic__department__head")
    return related.get(pk=campaign.pk)


def _draft(asked: MeasuredGroup, campaign: Campaign, needed: Sequence[NeededLine], *, by: Agent) -> Article:
    note = _("From the measurement “%(name)s”: asked %(n)s times.") % {"name": campaign.name, "n": asked.number}
    article = write_article(
        kind=Article.Kind.QA,
        text=Text(title=asked.words[:200], say="", internal_note=note),
        arrangement=Arrangement(topic=asked.topic or campaign.topic),
        by=by,
    )
    suggest_questions(article, [asked.words])
    if needed:
        script = [
            Asked(key=f"vraag-{place}", text=line.text[:200])
            for place, line in enumerate(needed[:MOST_INTAKE], start=1)
        ]
        write_intake(article, questions=script, need_hint="", by=by)
    return article
