"""Spikes on simulated days: how often chance raises an alarm, and how soon a real rise is seen.

Usage: python -m bench.spikes [--days 250] [--trials 200] [--json FILE]
200 topics of very different size, about 2,700 questions a day, hours and weekdays that differ, days that are busier or
quieter by 15 % as a whole and by 20 % per topic. Every five minutes all are looked at beside the same weekday of the
eight weeks before, with the very rules of the product. The same once more for 3,000 words, which are looked at too.

A letter that nobody announced brings questions in like words: those count against how often such words are usually
used, and not against all else that is asked about the topic. So every rise is shown twice: of a topic with all it
brings, and of a word that is normally used twice a day, and now in four of five of the extra questions.

What no rule can beat: to be wrong once in T looks, the evidence must reach ln T nats, and a rise from a to b questions
in half an hour brings b ln(b / a) - (b - a) of it (Lorden 1971). The table gives that bound for each size.
And whoever knew which questions came of the letter could not promise 30 minutes either: eight more an hour bring at
most one in that time in 9 % of cases. So the two figures that were asked for cannot hold together; the curve says what
it costs to see a tripling of four an hour sooner, without the floor of five questions and looked at every half hour.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from vraagbaak.insight.rules import spikes
from vraagbaak.insight.rules.spikes import RARE_TOPIC, RARE_WORDS, SLOT, SLOTS, Counts, rises

TOPICS, WORDS, WEEKS, WEEK = 200, 3000, 8, 5
OPENS, HOUR = 8 * 60 // SLOT, 60 // SLOT
HOURS = np.array([0.8, 1.3, 1.4, 1.2, 0.9, 0.9, 1.1, 1.0, 0.8, 0.6])
WEEKDAYS = np.array([1.35, 1.05, 0.95, 0.95, 0.7])
QUESTIONS_A_DAY, TELLING_WORDS = 2700, 4  # words of a question that say something
CLOSES = OPENS + HOUR * len(HOURS)
RISES = ((4, 3), (1, 5), (10, 2), (20, 1.5), (4, 5))
RARE_WORD, USE_IT = 0.2, 0.8  # times an hour, and the part of the extra questions in which it is used
BEGINS = OPENS + 30  # half past ten
FOLLOWED = 36  # slots after that: three hours
CURVE = (0.2, 0.05, 0.01, 1e-3, 1e-4, RARE_TOPIC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    chance = np.random.default_rng(7)
    report = {
        "false_alarms_a_week": {
            "topics": _false_alarms(chance, _rates(TOPICS, 0.9), RARE_TOPIC, options.days),
            "words": _false_alarms(chance, _rates(WORDS, 1.1) * TELLING_WORDS, RARE_WORDS, options.days // 2),
        },
        "rises": [_rise(chance, size, times, options.trials) for size, times in RISES],
        "curve": _curve(chance, options.days // 10, options.trials // 2),
    }
    sys.stdout.write(_table(report))
    text = json.dumps({"spikes": report}, indent=1) + "\n"
    options.json.write_text(text) if options.json else sys.stdout.write(text)


# --- simulated days ----------------------------------------------------------------------------------


def _rates(number: int, steepness: float) -> np.ndarray:
    """Questions an hour of each thing on a mean day: a few big ones, many tiny ones."""
    weights = 1 / np.arange(2, number + 2) ** steepness
    return weights / weights.sum() * QUESTIONS_A_DAY / len(HOURS)


def _intensity(chance: np.random.Generator, rates: np.ndarray, weekday: int) -> np.ndarray:
    """What a day brings on the mean of each thing in each slot, float64 [things, slots]."""
    whole = chance.lognormal(-0.011, 0.15)
    each = chance.gamma(25, 1 / 25, len(rates))
    return np.outer(rates * each, np.repeat(HOURS, HOUR) / HOURS.mean() * WEEKDAYS[weekday] * whole / HOUR)


def _quiet_days(chance: np.random.Generator, rates: np.ndarray, days: int) -> Iterator[Counts]:
    before = [chance.poisson(_intensity(chance, rates, day % WEEK)) for day in range(WEEKS * WEEK)]
    for day in range(days):
        today = chance.poisson(_intensity(chance, rates, day % WEEK))
        yield _counts(today, np.sum(before[::WEEK], axis=0))
        before = [*before[1:], today]


def _days_with_rise(
    chance: np.random.Generator, size: float, usual: float, extra: float, trials: int
) -> Iterator[Counts]:
    """Days on which the first thing, of `usual` an hour, rises by `extra` an hour; a topic of `size` beside others."""
    rates = np.concatenate([[size], _rates(TOPICS, 0.9)[:60]])
    for _ in range(trials):
        earlier = np.sum([_intensity(chance, rates, 1) for _ in range(WEEKS)], axis=0)
        today = _intensity(chance, rates, 1)
        earlier[0], today[0] = usual / HOUR * WEEKS, usual / HOUR
        today[0, BEGINS - OPENS :] += extra / HOUR
        yield _counts(chance.poisson(today), chance.poisson(earlier))


def _counts(today: np.ndarray, earlier: np.ndarray) -> Counts:
    today, earlier = (np.pad(each, ((0, 0), (OPENS, SLOTS - CLOSES))) for each in (today, earlier))
    return Counts(today, earlier.astype(float), today.sum(0), earlier.sum(0).astype(float), WEEKS)


# --- what the rules make of them ---------------------------------------------------------------------


def _false_alarms(chance: np.random.Generator, rates: np.ndarray, rare: float, days: int) -> float:
    """Things that were in alarm on a day without a cause, a week."""
    found = 0
    for counts in _quiet_days(chance, rates, days):
        found += len({rise.thing for now in range(OPENS + 1, CLOSES + 1) for rise in rises(counts, now, rare=rare)})
    return round(found / days * WEEK, 2)


def _delays(days: Iterator[Counts], rare: float) -> np.ndarray:
    """Minutes from the rise to the alarm, infinite when there is none within three hours."""
    return np.array([_delay(counts, rare) for counts in days])


def _delay(counts: Counts, rare: float) -> float:
    for now in range(BEGINS + 1, BEGINS + FOLLOWED + 1):
        if any(rise.thing == 0 for rise in rises(counts, now, rare=rare)):
            return (now - BEGINS) * SLOT
    return math.inf


def _rise(chance: np.random.Generator, size: float, times: float, trials: int) -> dict[str, object]:
    extra = size * (times - 1)
    usual, risen = size / 2, size / 2 * times
    nats = risen * math.log(times) - (risen - usual)
    topic = _delays(_days_with_rise(chance, size, size, extra, trials), RARE_TOPIC)
    words = _delays(_days_with_rise(chance, size, RARE_WORD, extra * USE_IT, trials), RARE_WORDS)
    return {
        "questions_an_hour": size,
        "times": times,
        "topic": _summary(topic),
        "like_words": _summary(words),
        "bound_mean_minutes": round(30 * math.log(TOPICS * WEEK * len(HOURS) * 2) / nats),
    }


def _summary(delays: np.ndarray) -> dict[str, float | None]:
    middle = float(np.median(delays))
    within = {f"within_{minutes}": round(float((delays <= minutes).mean()), 3) for minutes in (30, 60, 120)}
    return {**within, "median_minutes": middle if math.isfinite(middle) else None}


def _curve(chance: np.random.Generator, days: int, trials: int) -> list[dict[str, float]]:
    """False alarms a week beside the share of triplings of four an hour that is seen in time."""
    kept, spikes.FEWEST, spikes.CLEARLY = (spikes.FEWEST, spikes.CLEARLY), 1, 0.0
    quiet = list(_quiet_days(chance, _rates(TOPICS, 0.9), days))
    risen = list(_days_with_rise(chance, 4, 4, 8, trials))
    points = []
    for rare in CURVE:
        alarms, starts = 0, 0
        for counts in quiet:
            before: set[int] = set()
            for now in range(OPENS + 6, CLOSES + 1, 6):
                high = {rise.thing for rise in rises(counts, now, rare=rare)}
                starts += len(high - before)
                before = high
        alarms = round(starts / days * WEEK, 1)
        delays = _delays(iter(risen), rare)
        points.append({"chance": rare, "false_alarms_a_week": alarms} | _summary(delays))
    spikes.FEWEST, spikes.CLEARLY = kept
    return points


# --- on paper ----------------------------------------------------------------------------------------


def _table(report: dict) -> str:
    false = report["false_alarms_a_week"]
    whole = round(sum(false.values()), 2)
    lines = [f"false alarms a week: {whole} (at most 1): {false['topics']} of topics, {false['words']} of words\n"]
    lines.append(f"{'rise':<20}{'in 30 min':>10}{'60':>8}{'120':>8}{'half after':>12}{'no rule sooner than':>21}\n")
    for rise in report["rises"]:
        name = f"{rise['questions_an_hour']} an hour × {rise['times']}"
        lines.append(f"{name:<20}{_row(rise['topic'])}{rise['bound_mean_minutes']:>17} min\n")
        lines.append(f"{'  in like words':<20}{_row(rise['like_words'])}\n")
    lines.append("4 an hour × 3, by the chance allowed in one look:\n")
    lines += [
        f"{point['chance']:<20g}{_row(point)}{point['false_alarms_a_week']:>10} false alarms a week\n"
        for point in report["curve"]
    ]
    return "".join(lines)


def _row(found: dict) -> str:
    half = found["median_minutes"]
    after = f"{half:.0f} min" if half is not None else "> 180 min"
    return f"{found['within_30']:>10}{found['within_60']:>8}{found['within_120']:>8}{after:>12}"


if __name__ == "__main__":
    main()
