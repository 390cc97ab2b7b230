"""Pictures of figures, drawn by the server; the same figures stand beside them in a table."""

from collections.abc import Sequence
from itertools import accumulate
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vraagbaak.insight.queries.details import Detail
from vraagbaak.insight.queries.questions import OutcomeShare
from vraagbaak.insight.rules.measures import percent

register = template.Library()
WIDTH, HEIGHT, EDGE = 320, 96, 4


@register.filter
def share(percent: int | None) -> str:
    """A share as people read it: 78 % on one line, or a dash when nothing counts."""
    return "–" if percent is None else f"{percent}\u00a0%"


@register.filter
def minutes(seconds: int | None) -> str:
    """A stretch of time as minutes and seconds, or a dash."""
    return "–" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


@register.simple_tag
def bar(part: float, whole: float, mark: float | None = None, tone: str = "") -> SafeString:
    """A bar as part of a whole, with a mark for what is usual."""
    size = 100 / whole if whole else 0.0
    line = (
        format_html('<rect class="usual" x="{}" width="1" height="16"/>', f"{_within(mark * size):.1f}") if mark else ""
    )
    return format_html(
        '<svg class="bar-figure {}" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="whole" y="2" width="100" height="12"/><rect class="part" y="2" width="{}" height="12"/>{}</svg>',
        tone,
        f"{min(100.0, part * size):.1f}",
        line,
    )


@register.simple_tag
def line(values: Sequence[float | None], goal: float | None = None, before: Sequence[float | None] = ()) -> SafeString:
    """A line through the values from left to right, with a goal and an earlier line to compare with."""
    known = [value for value in (*values, *before, goal) if value is not None]
    if not known:
        return SafeString("")
    low, high = min(known), max(known)
    margin = max((high - low) * 0.12, 1.0)
    low, high = max(0.0, low - margin), high + margin
    dashed = format_html('<line class="goal" x1="0" x2="{}" y1="{}" y2="{}"/>', WIDTH, *[_height(goal, low, high)] * 2)
    return format_html(
        '<svg class="line-figure" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        dashed if goal is not None else "",
        _path(before, low, high, "before"),
        _path(values, low, high, "now"),
    )


@register.simple_tag
def more_or_less(now: int, before: float) -> str:
    """How a number compares with an earlier one: 12 % meer."""
    if not before:
        return ""
    difference = round((now - before) * 100 / before)
    if difference == 0:
        return _("the same")
    return (_("%(n)d %% more") if difference > 0 else _("%(n)d %% fewer")) % {"n": abs(difference)}


def _path(values: Sequence[float | None], low: float, high: float, kind: str) -> SafeString:
    """Polylines through the known values; a gap where one is not known."""
    step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
    runs: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{EDGE + at * step:.1f},{_height(value, low, high)}")
    lines = ((kind, " ".join(run if len(run) > 1 else run * 2)) for run in runs if run)
    return format_html_join("", '<polyline class="{}" points="{}"/>', lines)


def _height(value: float | None, low: float, high: float) -> str:
    return f"{HEIGHT - EDGE - ((value or 0) - low) / (high - low) * (HEIGHT - 2 * EDGE):.1f}"


def _within(value: float) -> float:
    return min(99.0, max(0.0, value))


_KINDS = {"answered": "good", "done": "good", "referred": "good", "callback": "warm", "no_answer": "bad"}


@register.filter
def outcome_kind(outcome: str) -> str:
    """How an outcome is coloured in a picture: handled, promised, not answered, or neither."""
    return _KINDS.get(outcome, "plain")


@register.simple_tag
def outcome_bar(outcomes: Sequence[OutcomeShare]) -> SafeString:
    """One bar of how questions ended; the same figures stand beside it in words."""
    starts = accumulate((outcome.number for outcome in outcomes), initial=0)
    parts = [
        (outcome_kind(outcome.key), f"{start * 100 / outcome.whole:.2f}", f"{outcome.number * 100 / outcome.whole:.2f}")
        for outcome, start in zip(outcomes, starts, strict=False)
    ]
    return format_html(
        '<svg class="outcome-figure" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="12"/>', parts),
    )


@register.simple_tag
def outcome_bar_of(outcome: OutcomeShare) -> SafeString:
    """The bar of one outcome, in its colour."""
    return bar(outcome.number, outcome.whole, tone=outcome_kind(outcome.key))


@register.simple_tag
def share_of(part: int, whole: int) -> str:
    """A part of a whole as people read it: 12 %."""
    return share(percent(part, whole))


@register.simple_tag
def behind(detail: Detail, **more: object) -> str:
    """The filters that lead to the questions behind a figure of a detail page."""
    period, channel = detail.table.period, detail.channel
    asked: dict[str, object] = {
        "since": period.since,
        "until": period.until,
        detail.kind: detail.of.uuid,
        "channel": channel.key if channel else "",
        "als": "lijst",
    }
    asked |= more
    return "?" + urlencode({name: value for name, value in asked.items() if value})
