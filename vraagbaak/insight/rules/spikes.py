"""When more is asked about something than chance can explain.

What is asked about a thing (a topic, or a few words) is compared with its usual part of all questions at this time of
this weekday. That part is not known but estimated, and a thing differs from day to day, so the number to expect has a
gamma distribution and the number asked a negative binomial one (Gelman et al., Bayesian Data Analysis, 2013, section
2.6). Several windows that end now are looked at, as a scan statistic does: the shortest sees a wave, the longest a
slow rise (Kulldorff 2001). What no rule can beat stands in `bench.spikes`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from statistics import median

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Times = NDArray[np.int64]

SLOT = 5  # minutes; a day is counted in slots from midnight on the clock
SLOTS = 24 * 60 // SLOT
WINDOWS = (15, 30, 45, 60, 90, 120, 180)  # minutes that are looked back over
AROUND = 60  # minutes before and after a window that count along in the earlier weeks
FEWEST_WEEKS = 3  # earlier days; of fewer nothing can be said
VARIES = 25.0  # a thing differs from day to day by 1 / sqrt(25), 20 %
WHOLE_DAY = 200.0  # questions that the part over the whole day weighs, beside those of the hours around the window
STEADY = 20.0  # questions that "as busy as usual" weighs, beside those of today
UNHEARD = 0.5  # questions of a thing that was never asked about
RARE_TOPIC = 3e-6  # chance in one look at one topic: with words, under one false alarm a week (bench.spikes)
RARE_WORDS = 8e-7  # words are many more than topics, and a rise in like words is far less likely by chance
FEWEST = 5  # questions; below this nobody needs to be alarmed
CLEARLY = 2.0  # standard deviations above the expected number; less is never that rare, and need not be worked out
CALM, CALM_WINDOW = 1.5, 60  # times the expected number, and minutes: at and below it a spike is over
OPEN = 0.25  # of the busiest hour: below it a desk is opening or closed, and what is over is not judged
SAME = 0.5  # part of the smaller of two sets of questions from which they are one spike


@dataclass(frozen=True)
class Rise:
    """A thing, by its place in the counts, of which more is asked than chance explains."""

    thing: int
    chance: float
    observed: int
    expected: float
    minutes: int

    @property
    def evidence(self) -> float:
        """How much likelier a rise of just this size is than none, in nats: n ln(n / mean) - (n - mean)."""
        return self.observed * log(self.observed / self.expected) - (self.observed - self.expected)


@dataclass(frozen=True, eq=False)
class Counts:
    """Questions by slot of the day: today's, and the sum of those of `weeks` earlier days like it.

    Of each thing as int64 or float64 [things, slots], and of all questions together as [slots].
    """

    today: Times
    earlier: Numbers
    all_today: Times
    all_earlier: Numbers
    weeks: int

    @cached_property
    def _sums(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        given = (self.today, self.earlier, self.all_today, self.all_earlier)
        return tuple(_summed(each) for each in given)  # type: ignore[return-value]

    def asked(self, begin: int, end: int) -> Times:
        """Today's questions in these slots, int64 [things]."""
        today = self._sums[0]
        asked: Times = (today[:, end] - today[:, begin]).astype(np.int64)
        return asked

    def usual(self, begin: int, end: int) -> tuple[Numbers, Numbers]:
        """The mean and the size (variance mean + mean² / size) of what to expect in these slots, float64 [things].

        Mean = all questions of such slots on an earlier day × the thing's part of them × how busy today is × how far
        the thing was from usual earlier today. Size: 1 / (1 / certainty of the part + 1 / certainty of the day).
        """
        today, earlier, all_today, all_earlier = self._sums
        days = max(1, self.weeks)
        part, known = self._part(begin, end)
        others = all_today[end] - today[:, end]
        others_usually = (all_earlier[end] - earlier[:, end]) / days
        busyness = np.clip((others + STEADY) / (others_usually + STEADY), 0.5, 3.0)
        before = earlier[:, begin] / days * busyness
        day = (VARIES + today[:, begin]) / (VARIES + before)
        mean = (all_earlier[end] - all_earlier[begin]) / days * part * busyness * day
        size = 1 / (1 / known + 1 / (VARIES + today[:, begin]))
        return mean, size

    def is_open(self, begin: int, end: int) -> bool:
        """Whether at this time so much is usually asked that its absence says something."""
        whole = self._sums[3]
        hour = 60 // SLOT
        busiest = float((whole[hour:] - whole[:-hour]).max())
        return float(whole[end] - whole[begin]) >= OPEN * busiest * (end - begin) / hour > 0

    def _part(self, begin: int, end: int) -> tuple[Numbers, Numbers]:
        """The part of all questions that each thing is around these slots, and how many questions say so."""
        _today, earlier, _all_today, whole = self._sums
        around = AROUND // SLOT
        first, last = max(0, begin - around), min(SLOTS, end + around)
        overall = (earlier[:, -1] + UNHEARD) / (whole[-1] + UNHEARD * 2)
        known = earlier[:, last] - earlier[:, first] + WHOLE_DAY * overall
        return known / (whole[last] - whole[first] + WHOLE_DAY), known


def rises(counts: Counts, now: int, *, rare: float) -> list[Rise]:
    """The things that rise above what chance explains at the end of slot `now`, most evident first.

    At least five questions, two standard deviations above the mean, and P(N >= observed) < `rare`. A rise is told of
    the window with most evidence, which is where it most likely began; what is over again is none. Nothing while fewer
    than three earlier days are known.
    """
    found: dict[int, Rise] = {}
    for minutes in WINDOWS if counts.weeks >= FEWEST_WEEKS else ():
        for rise in _rises_in(counts, max(0, now - minutes // SLOT), now, rare):
            if rise.thing not in found or rise.evidence > found[rise.thing].evidence:
                found[rise.thing] = rise
    over = are_over(counts, now)
    lasting = [rise for rise in found.values() if not over[rise.thing]]
    return sorted(lasting, key=lambda rise: (-rise.evidence, rise.thing))


def _rises_in(counts: Counts, begin: int, now: int, rare: float) -> Iterator[Rise]:
    asked, (mean, size) = counts.asked(begin, now), counts.usual(begin, now)
    clearly = mean + CLEARLY * np.sqrt(mean + mean**2 / size)
    high = np.flatnonzero((asked >= FEWEST) & (asked >= clearly) & (mean > 0))
    for thing, chance in zip(high, tail(asked[high], mean[high], size[high]), strict=True):
        if chance < rare:
            yield Rise(int(thing), float(chance), int(asked[thing]), float(mean[thing]), (now - begin) * SLOT)


def are_over(counts: Counts, now: int) -> NDArray[np.bool_]:
    """Which things are back to what is usual in the last hour, bool [things]; none while the desk is hardly open."""
    begin = max(0, now - CALM_WINDOW // SLOT)
    asked, (mean, _size) = counts.asked(begin, now), counts.usual(begin, now)
    calm: NDArray[np.bool_] = (asked <= np.maximum(CALM * mean, mean + 2)) & counts.is_open(begin, now)
    return calm


def tail(observed: Times, mean: Numbers, size: Numbers) -> Numbers:
    """P(N >= observed) of a negative binomial with this mean and size, float64 as given, to 1e-13."""
    part = np.power(size / (size + mean), size)
    below, step = np.zeros_like(part), mean / (size + mean)
    for number in range(int(observed.max(initial=0))):
        below += np.where(number < observed, part, 0.0)
        part = part * step * (size + number) / (number + 1)
    found: Numbers = np.clip(1.0 - below, 0.0, 1.0)
    return found


def is_same(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of questions are about one thing: half of the smaller is in the other."""
    return len(one & other) >= SAME * min(len(one), len(other)) > 0


def are_ordinary(questions: Sequence[int]) -> list[bool]:
    """Which earlier days tell what is usual: a closing day, with under a quarter of the middle of them, does not."""
    middle = median([number for number in questions if number] or [0])
    return [number > 0 and number >= middle / 4 for number in questions]


def _summed(counted: NDArray[np.int64] | Numbers) -> Numbers:
    """What was counted before each slot, with one place more on the last axis."""
    before: Numbers = np.zeros((*counted.shape[:-1], 1))
    return np.concatenate([before, counted.cumsum(-1)], axis=-1)
