"""Spikes on simulated days: how often chance raises an alarm, and how soon a real rise is seen.

Usage: python -m bench.spikes [--days 250] [--trials 400] [--json FILE]
200 topics of very different size, about 2,700 questions a day, hours and weekdays that differ, days that are busier or
quieter by 15 % as a whole and by 20 % per topic. Every 15 minutes each topic is looked at over the last 30, 60 and 120
minutes beside the same hours of the eight weeks before, with the very rules of the product.

What no rule can beat: to be wrong once in T looks, the evidence must reach ln T nats, and a rise from a to b questions
in half an hour brings b ln(b / a) - (b - a) of it (Lorden 1971). The table gives that bound for each size.
"""

import argparse
import json
import math
import sys
from pathlib import Path

import numpy as np

from vraagbaak.insight.rules.spikes import AROUND, WINDOWS, Usual, are_spikes, busyness_of

TOPICS, WEEKS, SLOTS, SLOT_MINUTES = 200, 8, 40, 15  # ten opening hours of four quarters
HOURS = np.array([0.8, 1.3, 1.4, 1.2, 0.9, 0.9, 1.1, 1.0, 0.8, 0.6])
WEEKDAYS = np.array([1.35, 1.05, 0.95, 0.95, 0.7])
QUESTIONS_A_DAY = 2700
RISES = ((4, 3), (1, 5), (10, 2), (20, 1.5), (4, 5))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--trials", type=int, default=400)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    chance = np.random.default_rng(7)
    report = {
        "false_alarms_a_week": round(_false_alarms(chance, options.days), 2),
        "rises": [_rise(chance, size, times, options.trials) for size, times in RISES],
    }
    sys.stdout.write(_table(report))
    text = json.dumps({"spikes": report}, indent=1) + "\n"
    options.json.write_text(text) if options.json else sys.stdout.write(text)


def _rates() -> np.ndarray:
    """Questions an hour of each topic on a mean day: a few big ones, many tiny ones."""
    weights = 1 / np.arange(2, TOPICS + 2) ** 0.9
    return weights / weights.sum() * QUESTIONS_A_DAY / 10


def _day(chance: np.random.Generator, rates: np.ndarray, weekday: int) -> np.ndarray:
    """Questions of each topic in each quarter, int [topics, slots]."""
    whole = chance.lognormal(-0.011, 0.15)
    each = chance.gamma(25, 1 / 25, len(rates))
    hours = np.repeat(HOURS, 4) / HOURS.mean() * WEEKDAYS[weekday] * whole
    return chance.poisson(np.outer(rates * each, hours * SLOT_MINUTES / 60))


def _alarms(today: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Which topics are in alarm at the end of each quarter, bool [slots, topics]; before is [weeks, topics, slots]."""
    alarms = np.zeros((SLOTS, today.shape[0]), bool)
    usually, so_far = before.sum(1).cumsum(1).mean(0), today.sum(0).cumsum()
    around = AROUND // SLOT_MINUTES
    for slot in range(SLOTS):
        busy = busyness_of(int(so_far[slot]), float(usually[slot]))
        for window in WINDOWS:
            first = max(0, slot + 1 - window // SLOT_MINUTES)
            begin, end = max(0, first - around), min(SLOTS, slot + 1 + around)
            earlier = before[:, :, begin:end].sum((0, 2)).astype(float)
            hours = np.full(len(earlier), (end - begin) * SLOT_MINUTES / 60 * len(before))
            observed = today[:, first : slot + 1].sum(1)
            alarms[slot] |= are_spikes(observed, Usual(earlier, hours, busy), (slot + 1 - first) * SLOT_MINUTES)
    return alarms


def _false_alarms(chance: np.random.Generator, days: int) -> float:
    """Topics that were in alarm on a day without a cause, a week."""
    rates = _rates()
    history = [_day(chance, rates, day % 5) for day in range(WEEKS * 5)]
    found = 0
    for day in range(days):
        today = _day(chance, rates, day % 5)
        found += int(_alarms(today, np.stack(history[-5 * WEEKS :: 5])).any(0).sum())
        history = [*history[1:], today]
    return found / days * 5


def _rise(chance: np.random.Generator, size: float, times: float, trials: int) -> dict[str, object]:
    """How soon a topic of this size that rises so many times at half past ten on a Tuesday is seen."""
    rates = np.concatenate([[size], _rates()[:40]])
    begin, delays = 10, []
    for _ in range(trials):
        before = np.stack([_day(chance, rates, 1) for _ in range(WEEKS)])
        today = _day(chance, rates, 1)
        flat = size * SLOT_MINUTES / 60
        before[:, 0] = chance.poisson(flat, (WEEKS, SLOTS))
        today[0] = chance.poisson(np.where(np.arange(SLOTS) < begin, flat, flat * times))
        seen = np.flatnonzero(_alarms(today, before)[begin:, 0])
        delays.append((seen[0] + 1) * SLOT_MINUTES if len(seen) else math.inf)
    usual, risen = size / 2, size / 2 * times
    nats = risen * math.log(times) - (risen - usual)
    looks = TOPICS * 5 * SLOTS / 2
    return {
        "questions_an_hour": size,
        "times": times,
        "within_30": _share(delays, 30),
        "within_60": _share(delays, 60),
        "within_120": _share(delays, 120),
        "median_minutes": float(np.median(delays)),
        "bound_mean_minutes": round(30 * math.log(looks) / nats),
    }


def _share(delays: list[float], minutes: int) -> float:
    return round(sum(delay <= minutes for delay in delays) / len(delays), 3)


def _table(report: dict) -> str:
    lines = [f"false alarms a week over {TOPICS} topics: {report['false_alarms_a_week']} (at most 1)\n"]
    lines.append(
        f"{'rise':<18}{'in 30 min':>10}{'60':>8}{'120':>8}{'half seen after':>17}{'no rule sooner than':>21}\n"
    )
    for rise in report["rises"]:
        name = f"{rise['questions_an_hour']} an hour × {rise['times']}"
        lines.append(
            f"{name:<18}{rise['within_30']:>10}{rise['within_60']:>8}{rise['within_120']:>8}"
            f"{rise['median_minutes']:>13} min{rise['bound_mean_minutes']:>17} min\n"
        )
    return "".join(lines)


if __name__ == "__main__":
    main()
