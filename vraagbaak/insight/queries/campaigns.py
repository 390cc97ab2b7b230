"""Measurements as far as somebody may see them: which run, and what they teach."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vraagbaak.answersearch.dutch import word_weight
from vraagbaak.contacts.models import Aid, Draft, Question
from vraagbaak.contacts.queries.drafts import Conversation
from vraagbaak.contacts.queries.scope import contacts_scope
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.contacts.rules.drafts import DraftContent
from vraagbaak.core.access import log_access
from vraagbaak.core.personal import mask_personal_data
from vraagbaak.core.signed_links import named_by
from vraagbaak.insight.models import Campaign
from vraagbaak.insight.queries.figures import Wanted, total_of
from vraagbaak.insight.queries.scope import FEWEST, departments_seen, is_too_small
from vraagbaak.insight.queries.within import asked_within
from vraagbaak.insight.rules.campaigns import Noted, after, before, needed_lines, noted_of
from vraagbaak.insight.rules.grouping import Alike, Asked, grouped
from vraagbaak.insight.rules.measures import Measures
from vraagbaak.insight.rules.periods import Period
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.knowledge.queries.topics import topic_tree, topics_below
from vraagbaak.people.models import Agent

SALT = "insight.campaign"
ANSWER_WITHIN = timedelta(days=28)  # how long the department's link works
NEWEST = 5_000  # questions that are laid beside each other
GROUPS, LINES = 12, 12


@dataclass(frozen=True)
class MeasuredGroup:
    """What several people asked alike, in the words of `question`, and whether the desk could have answered it."""

    question: uuid.UUID
    words: str
    number: int
    noted: Noted
    article: Article | None
    topic: Topic | None


@dataclass(frozen=True)
class NeededLine:
    """What had to be asked or known, as somebody wrote it, with how many wrote the like."""

    text: str
    number: int


@dataclass(frozen=True)
class ProposedLine:
    """What could move to the desk; without words when they were forgotten since."""

    words: str
    number: int

    @property
    def said(self) -> str:
        """The words as they are quoted."""
        return f"„{Truncator(self.words).chars(200)}”" if self.words else gettext("The words of it are gone.")


@dataclass(frozen=True)
class Turn:
    """The figures before, during or after a measurement."""

    label: str | Promise
    period: Period
    now: Measures


@dataclass(frozen=True)
class Result:
    """What a measurement taught so far; hidden where so few questions were asked that one might know somebody."""

    campaign: Campaign
    questions: int
    is_hidden: bool
    registered: int = 0
    noted: Noted = field(default_factory=Noted)
    aids: Sequence[tuple[str, int]] = ()
    asked: Sequence[MeasuredGroup] = ()
    alone: int = 0
    needed: Sequence[NeededLine] = ()
    turns: Sequence[Turn] = ()

    @property
    def movable(self) -> Sequence[MeasuredGroup]:
        """What the desk could take over."""
        return [each for each in self.asked if each.noted.can_move]


def campaigns_for(agent: Agent) -> QuerySet[Campaign]:
    """The measurements that this person may know of: those of the departments within reach."""
    return Campaign.objects.filter(contacts_scope(agent).where("topic__department"))


def list_campaigns(agent: Agent) -> Sequence[Campaign]:
    """All of them, latest first."""
    return list(campaigns_for(agent).select_related("topic__department"))


def campaign_for(agent: Agent, campaign: uuid.UUID) -> Campaign | None:
    """One measurement; None when it is absent or not for this person."""
    related = ("topic__department__head", "topic__department__location", "started_by", "proposed_by")
    return campaigns_for(agent).select_related(*related).filter(uuid=campaign).first()


def running_campaigns(today: date) -> list[Campaign]:
    """What runs today; one statement."""
    return list(Campaign.objects.filter(since__lte=today, until__gte=today).select_related("topic"))


def topics_measured(campaigns: Sequence[Campaign]) -> set[uuid.UUID]:
    """The topics that these measure, with everything below them; light, since every desk asks."""
    if not campaigns:
        return set()
    known = list(Topic.objects.values_list("pk", "parent_id", "uuid"))
    measured, newest = set[int](), {campaign.topic_id for campaign in campaigns}
    while newest:
        measured |= newest
        newest = {key for key, parent, _ in known if parent in newest} - measured
    return {name for key, _, name in known if key in measured}


def campaign_behind(token: str) -> Campaign | None:
    """The measurement whose proposal was sent with this link; None when we did not sign it."""
    name = named_by(token, salt=SALT)
    return Campaign.objects.select_related("topic__department").filter(uuid=name).first() if name else None


def may_be_answered(campaign: Campaign, now: datetime) -> bool:
    """Whether the department's link still waits for its answer."""
    sent = campaign.proposed_at
    return sent is not None and campaign.answered_at is None and now < sent + ANSWER_WITHIN


def may_listen(agent: Agent, campaign: Campaign) -> bool:
    """Whether this person sits in as second listener while it runs."""
    return campaign.state == Campaign.State.RUNNING and campaign.listeners.filter(pk=agent.pk).exists()


def heard_conversations(now: datetime) -> list[Conversation]:
    """The conversations that go on at the desk, latest first, for who sits in."""
    recent = Draft.objects.filter(parked_at=None, saved_at__gte=now - timedelta(hours=1))
    found = recent.select_related("agent", "channel", "party").order_by("-opened_at")[:50]
    return [Conversation(draft, DraftContent.read(draft.content)) for draft in found]


def hear_conversation(draft: uuid.UUID, *, by: Agent) -> Conversation | None:
    """One conversation that goes on; that somebody listens to it is logged, since it may be of any department."""
    found = heard_conversation(draft)
    if found is not None:
        log_access([draft], by=by.uuid, purpose="conversation.heard")
    return found


def heard_conversation(draft: uuid.UUID) -> Conversation | None:
    """One conversation that goes on, for who is logged to listen already."""
    found = Draft.objects.select_related("agent", "channel", "party").filter(uuid=draft).first()
    return Conversation(found, DraftContent.read(found.content)) if found else None


def result_for(agent: Agent, campaign: Campaign, today: date) -> Result:
    """What it taught, as far as this person may see it."""
    seen = departments_seen(agent)
    result = result_of(campaign, today, fewest=2 if seen is None else FEWEST)
    if is_too_small(result.questions, seen):
        return Result(campaign, result.questions, is_hidden=True)
    return result


def result_of(campaign: Campaign, today: date, *, fewest: int = 2) -> Result:
    """What it taught up to today; as many statements whatever was asked. Groups of fewer are left out."""
    below = frozenset(topics_below(campaign.topic, topic_tree(only_active=False)))
    period = Period(campaign.since, campaign.until)
    rows = _rows(below, period)
    groups = grouped([Asked(row.pk, tuple(row.stems.split()), row.topic_id) for row in rows], weigh=word_weight)
    alike = [group for group in groups if len(group.keys) >= fewest][:GROUPS]
    known = {row.pk: row for row in rows}
    filled = [row for row in rows if row.measured]
    later = after(period, _holds_from(campaign), today)
    return Result(
        campaign=campaign,
        questions=len(rows),
        is_hidden=False,
        registered=len(filled),
        noted=_noted(filled),
        aids=_aids(filled),
        asked=_described(alike, known),
        alone=len(rows) - sum(len(group.keys) for group in alike),
        needed=_needed(filled),
        turns=[
            Turn(label, each, total_of(Wanted(each, topics=below)))
            for label, each in ((_("Before"), before(period)), (_("During"), period), (_("After"), later))
            if each
        ],
    )


def proposal_of(campaign: Campaign) -> list[ProposedLine]:
    """What could move to the desk, as it was sent; the words stay with the questions, and can be forgotten there."""
    named = {uuid.UUID(line["question"]): int(line["number"]) for line in campaign.proposal}
    words = dict(Question.objects.filter(uuid__in=named).values_list("uuid", "words"))
    return [ProposedLine(mask_personal_data(words.get(name, "").strip()), number) for name, number in named.items()]


def _holds_from(campaign: Campaign) -> date:
    """The day from which what was learned may show: after the answer, and never before it is over."""
    answered = timezone.localdate(campaign.answered_at) if campaign.answered_at else campaign.until
    return max(answered, campaign.until) + timedelta(days=1)


def _rows(topics: frozenset[int], period: Period) -> list[Question]:
    asked = Question.objects.filter(asked_within(period), topic__in=topics).exclude(words="")
    read = asked.only("uuid", "words", "stems", "topic_id", "article_id", "measured")
    return list(read.order_by("-asked_at", "-id")[:NEWEST])


def _noted(rows: Sequence[Question]) -> Noted:
    return noted_of([row.measured.get("could", "") for row in rows])


def _aids(rows: Sequence[Question]) -> list[tuple[str, int]]:
    counted = Counter(row.measured["aid"] for row in rows if row.measured.get("aid") in Aid.values)
    return [(str(Aid(aid).label), number) for aid, number in counted.most_common()]


def _described(groups: Sequence[Alike], known: Mapping[int, Question]) -> list[MeasuredGroup]:
    """The groups in the words of one of them, without numbers and addresses."""
    about = {group.typical: Counter(known[key].topic_id for key in group.keys).most_common(1)[0][0] for group in groups}
    used = {group.typical: _most_used([known[key] for key in group.keys]) for group in groups}
    topics = Topic.objects.in_bulk({key for key in about.values() if key})
    articles = Article.objects.select_related("published").in_bulk({key for key in used.values() if key})
    return [
        MeasuredGroup(
            question=known[group.typical].uuid,
            words=mask_personal_data(known[group.typical].words.strip()),
            number=len(group.keys),
            noted=_noted([known[key] for key in group.keys if known[key].measured]),
            article=articles.get(used[group.typical] or 0),
            topic=topics.get(about[group.typical] or 0),
        )
        for group in groups
    ]


def _most_used(rows: Sequence[Question]) -> int | None:
    used = Counter(row.article_id for row in rows if row.article_id)
    return used.most_common(1)[0][0] if used else None


def _needed(rows: Sequence[Question]) -> list[NeededLine]:
    """What had to be asked, alike lines together, most needed first; each question counts a line once."""
    lines = [line for row in rows for line in dict.fromkeys(needed_lines(row.measured.get("needed", "")))]
    groups = grouped([Asked(at, tuple(stems_of(line).split())) for at, line in enumerate(lines)], weigh=word_weight)
    found = [NeededLine(mask_personal_data(lines[group.typical]), len(group.keys)) for group in groups]
    return sorted(found, key=lambda line: -line.number)[:LINES]
