"""When more is asked about something than chance can explain.

A topic's questions in a window of time are compared with what the same hours of the same weekday brought in earlier
weeks. The rate behind those is not known but estimated, and days differ, so the number to expect has a gamma
distribution and the number asked a negative binomial one (Gelman et al., Bayesian Data Analysis, 2013, section 2.6).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
WINDOWS = (30, 60, 120)  # minutes that are looked back over
AROUND = 60  # minutes before and after a window that count along in the earlier weeks
PRIOR_QUESTIONS, PRIOR_HOURS = 0.5, 4.0  # what is assumed of a topic before anything is known
MOST_CERTAIN = 30.0  # questions: however much is known, one day differs from the next by 1 / sqrt(30), 18 %
RAREST = 3e-6  # chance in one look at one topic: about one false alarm a week over 200 topics (bench.spikes)
FEWEST = 5  # questions; below this nobody needs to be alarmed
CALM = 1.5  # times the expected number, at and below which a spike is over


@dataclass(frozen=True)
class Usual:
    """What earlier weeks brought: questions float64 [topics] in so many hours and how busy today is beside them."""

    questions: Numbers
    hours: Numbers
    busyness: float = 1.0

    def expected(self, minutes: int) -> Numbers:
        """The mean number of questions in a window, float64 [topics]."""
        return self._rate() * self.busyness * minutes / 60

    def _rate(self) -> Numbers:
        rate: Numbers = (self.questions + PRIOR_QUESTIONS) / (self.hours + PRIOR_HOURS)
        return rate


def chances(observed: NDArray[np.int64], usual: Usual, minutes: int) -> Numbers:
    """The chance of at least so many questions in a window of so many minutes on a usual day, float64 [topics]."""
    mean = usual.expected(minutes)
    size = np.minimum(usual.questions + PRIOR_QUESTIONS, MOST_CERTAIN)
    return tail(observed, mean, size)


def tail(observed: NDArray[np.int64], mean: Numbers, size: Numbers) -> Numbers:
    """P(N >= observed) of a negative binomial with this mean and size (variance mean + mean² / size), to 1e-14."""
    part = np.power(size / (size + mean), size)
    below, step = np.zeros_like(part), mean / (size + mean)
    for number in range(int(observed.max(initial=0))):
        below += np.where(number < observed, part, 0.0)
        part = part * step * (size + number) / (number + 1)
    found: Numbers = np.clip(1.0 - below, 0.0, 1.0)
    return found


def are_spikes(observed: NDArray[np.int64], usual: Usual, minutes: int) -> NDArray[np.bool_]:
    """Which topics rise above what chance explains, bool [topics]; at least five questions, and twice what is usual."""
    found: NDArray[np.bool_] = (
        (observed >= FEWEST) & (observed >= 2 * usual.expected(minutes)) & (chances(observed, usual, minutes) < RAREST)
    )
    return found


def are_over(observed: NDArray[np.int64], usual: Usual, minutes: int) -> NDArray[np.bool_]:
    """Which topics are back to what is usual, bool [topics]."""
    expected = usual.expected(minutes)
    calm: NDArray[np.bool_] = observed <= np.maximum(CALM * expected, expected + 2)
    return calm


def busyness_of(today: int, usually: float) -> float:
    """How busy today is beside a usual day, between a half and three: a busy day as such is no spike."""
    return float(min(3.0, max(0.5, (today + 10) / (usually + 10))))
