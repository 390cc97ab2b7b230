"""What people suddenly asked: the letter that nobody announced, the tax bills of February, and what was seen of it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from vraagbaak.core.worktime import holiday_name
from vraagbaak.insight.actions.spikes import answer_department, watch_for_spikes
from vraagbaak.insight.models import Spike
from vraagbaak.knowledge.models import Topic
from vraagbaak.town.content_files import Entry, entries
from vraagbaak.town.conversations import have_called, town_agents
from vraagbaak.town.identity import chance, id_of

OPENS, CLOSES = time(9), time(17)
BILLS = (2, 20)  # when the season of the tax bills begins
SENT = "De aanslagen voor {year} zijn verstuurd: 24.300 brieven. De opbouw staat op de achterkant."


def fill_waves(end: datetime) -> None:
    """Write each wave, and let it be seen as it would have been seen; what is over ended the same day."""
    bills = _last_bills(timezone.localdate(end))
    _see(timezone.make_aware(datetime.combine(bills, time(11))), answered=SENT.format(year=bills.year), is_over=True)
    for wave in sorted(entries("waves", "wave"), key=lambda wave: -wave.get("ago", 0)):
        until = _until(wave, end)
        _write(wave, until)
        _see(until, answered=wave.get("answered", ""), is_over="ago" in wave)


def _see(at: datetime, *, answered: str, is_over: bool) -> None:
    known = set(Spike.objects.values_list("pk", flat=True))
    watch_for_spikes(at)
    for spike in Spike.objects.exclude(pk__in=known):
        if spike.asked_department_at:
            spike.asked_department_at = at
        if is_over:
            spike.ended_at = at + timedelta(hours=3)
        spike.save(update_fields=["asked_department_at", "ended_at"])
        if answered and spike.asked_department_at:
            answer_department(spike, sent_something=True, answer=answered, by=None)
            Spike.objects.filter(pk=spike.pk).update(answered_at=at + timedelta(minutes=40))


def _write(wave: Entry, until: datetime) -> None:
    luck = chance(f"wave {wave['name']}")
    agents = town_agents()
    topics = {topic.key: topic for topic in Topic.objects.filter(key__in=wave["topics"])}
    asked = zip(wave["words"], _moments(wave, until), cycle(wave["topics"]), cycle(wave["outcomes"]), strict=False)
    for number, (words, at, key, outcome) in enumerate(asked, start=1):
        have_called(
            id_of("wave", wave["name"], number),
            at=at,
            luck=luck,
            agent=luck.choice(agents),
            words=words,
            topic=topics[key],
            outcome=outcome,
            mood=luck.choice(["worried", "angry", "calm"]),
            answer=wave["answer"],
        )


def _moments(wave: Entry, until: datetime) -> Iterator[datetime]:
    """Evenly over its minutes, the last one a minute ago."""
    number = len(wave["words"])
    step = timedelta(minutes=wave["minutes"]) / number
    return (until - timedelta(minutes=1) - step * back for back in reversed(range(number)))


def _until(wave: Entry, end: datetime) -> datetime:
    """When it was seen: at its hour, or the last moment before `end` at which the desk had been open for an hour."""
    day = _desk_day(timezone.localdate(end) - timedelta(days=wave.get("ago", 0)))
    if "at" in wave:
        return timezone.make_aware(datetime.combine(day, time(wave["at"])))
    begin = timezone.make_aware(datetime.combine(day, OPENS)) + timedelta(hours=1)
    if end < begin:
        day = _desk_day(day - timedelta(days=1))
    return min(end, timezone.make_aware(datetime.combine(day, CLOSES)))


def _desk_day(day: date) -> date:
    """That day, or the last one before on which the desk was open."""
    while day.isoweekday() > 5 or holiday_name(day):
        day -= timedelta(days=1)
    return day


def _last_bills(today: date) -> date:
    day = date(today.year, *BILLS)
    day = day if day < today else date(today.year - 1, *BILLS)
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day
