"""Fills a year of contacts: about 30,000, with seasons, channels and literal questions that read like people."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random

from django.db.models import Count, Max, OuterRef, Subquery
from django.utils import timezone

from vraagbaak.contacts.models import Channel, Contact, DigitalAddress, Outcome, Party, Question
from vraagbaak.contacts.queries.contacts import stems_of
from vraagbaak.core.moments import midnight
from vraagbaak.core.text import sort_key
from vraagbaak.insight.rules.measures import HANDLED
from vraagbaak.knowledge.models import Article, Topic
from vraagbaak.people.models import Agent, Role
from vraagbaak.town.content_files import Entry, branches
from vraagbaak.town.identity import chance, id_of
from vraagbaak.town.names import FIRST_NAMES, LAST_NAMES, STREETS
from vraagbaak.town.seasons import HOURS, busyness, day_weight, days_until
from vraagbaak.town.talk import Talk

CONTACTS = 30_000
BATCH = 2_000
PARTIES = 1_200
SECOND_QUESTION = 0.08
KNOWN_RESIDENT = 0.12
CALLS_AGAIN = 0.05  # of contacts: somebody who called in the last days about the same thing
LEARNED = {"zorg": 0.75}  # of what the desk handles for a department now, how much it still handed on a year ago
RECENT_CALLS = 300  # about six days of them
CHANNELS = {"telefoon": 62, "balie": 15, "email": 10, "website": 6, "chat": 4, "brief": 1, "social": 1, "zuil": 1}
SECONDS = {
    "answered": 150,
    "done": 260,
    "referred": 110,
    "callback": 210,
    "transferred": 130,
    "no_answer": 190,
    "dropped": 25,
}
_SLOT = re.compile(r"\{(\w+)\}")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Saying:
    """A way in which residents ask about something."""

    entry: Entry
    topic: Topic
    article: Article | None

    def words(self, luck: Random) -> str:
        """A literal question, its slots filled."""
        slots = self.entry.get("slots", {})
        return _SLOT.sub(lambda slot: luck.choice(slots.get(slot[1], [slot[1]])), luck.choice(self.entry["templates"]))

    def weight(self, day: date) -> float:
        """How often it is asked on a day."""
        return float(self.entry.get("weight", 1)) * busyness(self.entry.get("season", "gelijkmatig"), day)


def fill_year(
    today: date,
    contacts: int = CONTACTS,
    *,
    until: datetime | None = None,
    tell: Progress = lambda done, of: None,
) -> int:
    """A year of about so many contacts up to today, and of today up to a moment; the same for the same day."""
    end = until or midnight(today)
    writer = _Writer(today)
    plan, luck = _plan(today, contacts), chance("year")
    written = 0
    moments = (moment for moment in _moments(plan, luck) if moment < end)
    while batch := list(islice(moments, BATCH)):
        writer.write(batch, luck)
        written += len(batch)
        tell(written, contacts)
    _count_uses()
    _know_since_first_contact()
    return written


def _count_uses() -> None:
    """How often each article answered in the year, as its use would have counted it."""
    used = (
        Question.objects.filter(article__isnull=False).values("article").annotate(n=Count("id"), last=Max("asked_at"))
    )
    uses = {row["article"]: row for row in used}
    articles = list(Article.objects.filter(pk__in=uses))
    for article in articles:
        article.uses, article.last_used_at = uses[article.pk]["n"], uses[article.pk]["last"]
    Article.objects.bulk_update(articles, ["uses", "last_used_at"])


def _know_since_first_contact() -> None:
    """A resident is known since the first contact; `auto_now_add` would say today."""
    first = Contact.objects.filter(party=OuterRef("pk")).order_by("opened_at").values("opened_at")[:1]
    Party.objects.filter(contacts__isnull=False).update(created_at=Subquery(first))


def _plan(today: date, contacts: int) -> list[tuple[date, int]]:
    """How many contacts each day of the year brings."""
    days = days_until(today)
    sayings = branches("sayings", "saying")
    seasonal = {
        day: sum(entry.get("weight", 1) * busyness(entry.get("season", "gelijkmatig"), day) for entry in sayings)
        for day in days
    }
    weights = {day: day_weight(day) * seasonal[day] for day in days}
    total = sum(weights.values())
    return [(day, round(contacts * weight / total)) for day, weight in weights.items()]


def _moments(plan: Sequence[tuple[date, int]], luck: Random) -> Iterator[datetime]:
    """When each contact closed, in order."""
    hours, weights = list(HOURS), list(HOURS.values())
    for day, number in plan:
        chosen = luck.choices(hours, weights, k=number)
        times = sorted((hour, luck.randrange(60), luck.randrange(60)) for hour in chosen)
        yield from (timezone.make_aware(datetime.combine(day, time(*moment))) for moment in times)


class _Writer:
    """Writes batches of contacts with what the town knows by heart."""

    def __init__(self, last: date) -> None:
        self.last, self.growth_luck = last, chance("growth")
        topics = {topic.key: topic for topic in Topic.objects.select_related("department")}
        articles = {article.key: article for article in Article.objects.select_related("topic", "published")}
        self.sayings = [
            Saying(entry, topics[entry["topic"]], articles.get(entry.get("article", "")))
            for entry in branches("sayings", "saying")
            if entry["topic"] in topics
        ]
        self.channels = {channel.key: channel for channel in Channel.objects.all()}
        self.agents = list(Agent.objects.filter(grants__role=Role.AGENT).order_by("uuid"))
        self.parties = _make_parties()
        self.talk, self.talk_luck = Talk(), chance("talk")
        self.recent: deque[tuple[str, Saying]] = deque(maxlen=RECENT_CALLS)
        self.call_luck = chance("calls")
        self.number = 0
        self.day: date | None = None
        self.weights: list[float] = []

    def write(self, moments: Sequence[datetime], luck: Random) -> None:
        """One batch: the contacts first, then all their questions."""
        sayings, contacts = [], []
        for moment in moments:
            said, number = self._asked(moment, luck)
            sayings.append(said)
            contacts.append(self._contact(moment, said, number, luck))
        Contact.objects.bulk_create(contacts)
        Question.objects.bulk_create(
            self._question(contact, said, outcome, position, luck)
            for contact, asked in zip(contacts, sayings, strict=True)
            for position, (said, outcome) in enumerate(asked, start=1)
        )

    def _asked(self, moment: datetime, luck: Random) -> tuple[list[tuple[Saying, str]], str]:
        """What somebody asks, and the number of a caller who asks it again."""
        said = self._sayings(moment, luck)
        if self.recent and self.call_luck.random() < CALLS_AGAIN:
            number, before = self.call_luck.choice(self.recent)
            return [(before, said[0][1]), *said[1:]], number
        return said, ""

    def _sayings(self, moment: datetime, luck: Random) -> list[tuple[Saying, str]]:
        day = timezone.localdate(moment)
        if day != self.day:
            self.day, self.weights = day, [saying.weight(day) for saying in self.sayings]
        chosen = luck.choices(self.sayings, self.weights, k=2 if luck.random() < SECOND_QUESTION else 1)
        return [(saying, self._outcome(saying, day, luck)) for saying in chosen]

    def _outcome(self, saying: Saying, day: date, luck: Random) -> str:
        """How it ended: what the desk learned in the course of the year, it handed on before."""
        outcome = _outcome(saying, luck)
        share = LEARNED.get(saying.topic.department.key, 0.0) * (self.last - day).days / 364
        if outcome in HANDLED and share and self.growth_luck.random() < share:
            return self.growth_luck.choice([Outcome.CALLBACK, Outcome.TRANSFERRED])
        return outcome

    def _contact(self, moment: datetime, said: list[tuple[Saying, str]], number: str, luck: Random) -> Contact:
        self.number += 1
        seconds = sum(round(SECONDS[outcome] * luck.lognormvariate(0, 0.5)) for _, outcome in said)
        needs_party = any(outcome == Outcome.CALLBACK for _, outcome in said)
        party, phone = luck.choice(self.parties) if needs_party or luck.random() < KNOWN_RESIDENT else (None, "")
        channel = self.channels["telefoon" if number else luck.choices(list(CHANNELS), list(CHANNELS.values()))[0]]
        if number:
            party = None
        elif channel.key == "telefoon":
            number = phone or f"+31199{self.call_luck.randrange(600_000):06d}"
            self.recent.append((number, said[0][0]))
        return Contact(
            uuid=id_of("contact", self.number),
            channel=channel,
            agent=luck.choice(self.agents),
            party=party,
            caller_number=number,
            opened_at=moment - timedelta(seconds=seconds),
            closed_at=moment,
            parked_seconds=luck.randrange(20, 90) if luck.random() < 0.1 else 0,
        )

    def _question(self, contact: Contact, said: Saying, outcome: str, position: int, luck: Random) -> Question:
        words, need = said.words(luck), self.talk.need(said.entry, said.topic, self.talk_luck)
        has_answer = said.article is not None and outcome not in {Outcome.NO_ANSWER, Outcome.DROPPED}
        article = said.article if has_answer else None
        return Question(
            uuid=id_of("question", self.number, contact.uuid, position),
            contact=contact,
            position=position,
            words=words,
            need=need,
            stems=stems_of(words, need),
            topic=said.topic,
            department_id=said.topic.department_id,
            article=article,
            version_id=article.published_id if article else None,
            answer=self.talk.answer(outcome, said.topic, article, self.talk_luck),
            outcome=outcome,
            mood=self.talk.mood(words, said.topic, self.talk_luck),
            intake=self.talk.intake(words, said.topic, article, timezone.localdate(contact.closed_at), self.talk_luck),
            asked_at=contact.closed_at,
            agent=contact.agent,
        )


def _outcome(saying: Saying, luck: Random) -> str:
    outcomes = saying.entry.get("outcomes", {"answered": 80, "done": 8, "callback": 6, "transferred": 6})
    return str(luck.choices(list(outcomes), list(outcomes.values()))[0])


def _make_parties() -> list[tuple[Party, str]]:
    """Residents whom the desk knows; nobody lives anywhere."""
    luck = chance("parties")
    names = [f"{luck.choice(FIRST_NAMES)} {luck.choice(LAST_NAMES)}" for _ in range(PARTIES)]
    made = Party.objects.bulk_create(
        Party(
            uuid=id_of("party", number),
            name=name,
            sort_key=sort_key(name),
            address=f"{luck.choice(STREETS)} {luck.randrange(1, 140)}",
        )
        for number, name in enumerate(names)
    )
    phones = [f"+31199{number:06d}" for number in luck.sample(range(600_000, 999_999), PARTIES)]
    DigitalAddress.objects.bulk_create(
        DigitalAddress(party=party, kind="phone", value=phone) for party, phone in zip(made, phones, strict=True)
    )
    return list(zip(made, phones, strict=True))
