"""What the desk measured with departments: one that is over, with their answer, and one half-way."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from vraagbaak.contacts.models import Aid, Could, Question
from vraagbaak.directory.models import Employee
from vraagbaak.insight.actions.campaigns import NothingLearned, answer_proposal, propose_move, start_campaign
from vraagbaak.insight.models import Campaign
from vraagbaak.insight.rules.measures import HANDLED
from vraagbaak.knowledge.models import Topic
from vraagbaak.knowledge.queries.topics import topic_tree, topics_below
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.identity import chance, id_of

AIDS = {Aid.KNOWLEDGE: 40, Aid.SYSTEM: 25, Aid.MANDATE: 20, Aid.PRACTICE: 15}
PROPOSED_AFTER, ANSWERED_AFTER = timedelta(days=3), timedelta(days=7)  # after the last day


def fill_measurements(end: datetime) -> None:
    """Plan each, note what the desk would have noted, and let the department answer what it was asked."""
    lead = Agent.objects.filter(grants__role=Role.TEAM_LEAD).order_by("uuid")[0]
    tree = topic_tree(only_active=False)
    for told in entries("measurements", "measurement"):
        topic = Topic.objects.select_related("department").get(key=told["topic"])
        campaign = _plan(told, topic, timezone.localdate(end), by=lead)
        asked = Question.objects.filter(topic__in=topics_below(topic, tree)).exclude(words="")
        within = asked.filter(asked_at__date__range=(campaign.since, campaign.until), asked_at__lte=end)
        _note(told, list(within.order_by("asked_at", "uuid")))
        if "answered" in told:
            _agree(told, campaign, by=lead)


def _plan(told: Entry, topic: Topic, today: date, *, by: Agent) -> Campaign:
    since = today - timedelta(days=told["ago"])
    heard = Employee.objects.filter(department=topic.department, account__grants__role=Role.SPECIALIST)
    campaign = start_campaign(
        name=told["name"],
        topic=topic,
        since=since,
        until=since + timedelta(days=told["days"] - 1),
        listeners=[each.account for each in heard.select_related("account").order_by("key") if each.account],
        by=by,
    )
    campaign.uuid = id_of("measurement", told["name"])
    campaign.save(update_fields=["uuid"])
    return campaign


def _note(told: Entry, asked: list[Question]) -> None:
    luck = chance(f"measurement {told['name']}")
    for question in asked:
        if luck.random() < told["registered"]:
            question.measured = _noted(told, question, luck)
    Question.objects.bulk_update(asked, ["measured"], batch_size=500)


def _noted(told: Entry, question: Question, luck: Random) -> dict[str, str]:
    """What somebody filled in: what had to be asked, and whether the desk could have answered it."""
    ways = told["needed"]
    weights = range(len(ways), 0, -1)
    needed = [luck.choice(way) for way in dict.fromkeys(map(tuple, luck.choices(ways, weights, k=luck.randint(0, 3))))]
    could = luck.random() < (0.95 if question.outcome in HANDLED else told["could"])
    noted = {"needed": "\n".join(needed), "could": str(Could.YES if could else Could.NO)}
    if could:
        noted["aid"] = str(luck.choices(list(AIDS), list(AIDS.values()))[0])
    return {name: said for name, said in noted.items() if said}


def _agree(told: Entry, campaign: Campaign, *, by: Agent) -> None:
    try:
        propose_move(campaign, by=by)
    except NothingLearned:  # a town of few contacts asks too little alike
        return
    answer_proposal(campaign, agreed=told["agreed"], answer=told["answered"])
    last = timezone.make_aware(datetime.combine(campaign.until, time(11)))
    sent, answered = last + PROPOSED_AFTER, last + ANSWERED_AFTER
    Campaign.objects.filter(pk=campaign.pk).update(proposed_at=sent, mailed_at=sent, answered_at=answered)
