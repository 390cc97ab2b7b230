"""The questions of today and of earlier days like it, counted per five minutes: what spikes are told from.

They are read rather than taken from the counts by half hour, since a wave is seen sooner in steps of five minutes, and
words are not counted at all: nine days of a large town are some 25,000 rows.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

import numpy as np
from django.db.models import Q
from django.utils import timezone

from vraagbaak.answersearch.dutch import stem, word_weight
from vraagbaak.answersearch.words import words_of
from vraagbaak.contacts.models import Question
from vraagbaak.core.moments import midnight
from vraagbaak.directory.models import Department
from vraagbaak.insight.models import Spike
from vraagbaak.insight.rules.shared_words import Index, Said, Words, shared_words
from vraagbaak.insight.rules.spikes import SLOT, SLOTS, WINDOWS, Counts, Times, are_ordinary

WEEKS = 8
LAST_HOUR = 60 // SLOT


@dataclass(frozen=True)
class Asked:
    """A question as spikes are told from it."""

    key: int
    slot: int
    topic: int | None
    department: int | None
    person: str
    stems: frozenset[str]


@dataclass(frozen=True, order=True)
class Thing:
    """What a spike can be of: a topic, or words."""

    topic: int | None = None
    words: Words = ()

    @classmethod
    def of(cls, spike: Spike) -> "Thing":
        """What this spike is of."""
        return cls(spike.topic_id, tuple(spike.stems.split()))


@dataclass(frozen=True)
class Surroundings:
    """Today's questions up to slot `now`, and those of the ordinary ones among the same weekdays before."""

    now: int
    today: Sequence[Asked]
    earlier: Sequence[Asked]
    weeks: int

    def topics(self) -> set[Thing]:
        """What was asked about today."""
        return {Thing(topic=each.topic) for each in self.today if each.topic is not None}

    def words(self) -> set[Thing]:
        """The words and pairs of words that different people used in the last hour."""
        last_hour = [each for each in self.today if each.slot >= self.now - LAST_HOUR]
        said = [Said(each.person, each.stems) for each in last_hour]
        return {Thing(words=words) for words in shared_words(said, weigh=word_weight)}

    def count_topics(self, things: Sequence[Thing]) -> Counts:
        """What was asked about these topics."""
        places = {thing.topic: [at] for at, thing in enumerate(things)}
        return self._counted(len(things), lambda each: places.get(each.topic, []))

    def count_words(self, things: Sequence[Thing]) -> Counts:
        """What was asked in these words."""
        index = Index([thing.words for thing in things])
        return self._counted(len(things), lambda each: index.matching(each.stems))

    def of(self, thing: Thing) -> list[Asked]:
        """The questions about it of the longest time that is looked back over."""
        begin = self.now - max(WINDOWS) // SLOT
        return [each for each in self.today if each.slot >= begin and _is_about(each, thing)]

    def _counted(self, things: int, places: Callable[[Asked], list[int]]) -> Counts:
        today, all_today = _tally(self.today, things, places)
        earlier, all_earlier = _tally(self.earlier, things, places)
        return Counts(today, earlier.astype(float), all_today, all_earlier.astype(float), self.weeks)


def slot_of(moment: datetime) -> int:
    """The slot of the local day in which a moment lies."""
    clock = timezone.localtime(moment)
    return (clock.hour * 60 + clock.minute) // SLOT


def moment_of(slot: int, now: datetime) -> datetime:
    """When a slot of the day of `now` begins."""
    return _at(timezone.localdate(now), time(slot * SLOT // 60, slot * SLOT % 60))


def surroundings(now: datetime) -> Surroundings:
    """All that is needed to look at this moment; one statement."""
    today = timezone.localdate(now)
    days = [today - timedelta(weeks=back) for back in range(WEEKS + 1)]
    end = moment_of(slot_of(now), now)
    within = reduce(or_, (_within(day, end if day == today else None) for day in days))
    rows = Question.objects.filter(within).order_by("asked_at", "id")
    by_day: dict[date, list[Asked]] = {day: [] for day in days}
    for row in rows.values_list(
        "pk", "asked_at", "topic_id", "department_id", "contact_id", "contact__party_id", "contact__caller_number",
        "stems",
    ):  # fmt: skip
        by_day[timezone.localdate(row[1])].append(_asked(*row))
    before = [by_day[day] for day in days[1:]]
    ordinary = [asked for asked, is_one in zip(before, are_ordinary([*map(len, before)]), strict=True) if is_one]
    return Surroundings(slot_of(now), by_day[today], [each for asked in ordinary for each in asked], len(ordinary))


def spelling_of(words: Words, questions: Sequence[int]) -> str:
    """How these stems are mostly written in these questions, and in which order; without digits."""
    written: dict[str, Counter[str]] = {word: Counter() for word in words}
    places: Counter[str] = Counter()
    for said, need in Question.objects.filter(pk__in=questions).values_list("words", "need"):
        forms = dict.fromkeys(word.text for word in words_of(f"{said} {need}") if word.text.isalpha())
        for place, form in enumerate(forms):
            if stem(form) in written:
                written[stem(form)][form] += 1
                places[stem(form)] += place
    in_order = sorted(words, key=lambda word: (places[word] / max(1, written[word].total()), word))
    return " ".join(max(sorted(written[word]), key=written[word].__getitem__, default=word) for word in in_order)


def department_of(questions: Sequence[Asked]) -> Department | None:
    """The department that most of these questions are of."""
    counted = Counter(each.department for each in questions if each.department is not None)
    if not counted:
        return None
    return Department.objects.get(pk=min(counted, key=lambda key: (-counted[key], key)))


def _asked(
    key: int, at: datetime, topic: int | None, department: int | None,
    contact: int, party: int | None, number: str, stems: str,
) -> Asked:  # fmt: skip
    person = f"party {party}" if party else number or f"contact {contact}"
    return Asked(key, slot_of(at), topic, department, person, frozenset(stems.split()))


def _is_about(asked: Asked, thing: Thing) -> bool:
    return asked.topic == thing.topic if thing.topic is not None else asked.stems.issuperset(thing.words)


def _tally(questions: Sequence[Asked], things: int, places: Callable[[Asked], list[int]]) -> tuple[Times, Times]:
    each_thing, all_things = np.zeros((things, SLOTS), np.int64), np.zeros(SLOTS, np.int64)
    for asked in questions:
        all_things[asked.slot] += 1
        for place in places(asked):
            each_thing[place, asked.slot] += 1
    return each_thing, all_things


def _within(day: date, end: datetime | None) -> Q:
    return Q(asked_at__gte=midnight(day), asked_at__lt=end or midnight(day + timedelta(days=1)))


def _at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
