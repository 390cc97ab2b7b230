"""Small page parts and notation for templates; built in everywhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vraagbaak.core.navigation import Line, lines_for
from vraagbaak.core.richtext import sanitised_markup

register = template.Library()
PAGING = ("pagina", "vanaf")


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """The value of a key, or nothing."""
    return mapping.get(key, "") if mapping else ""


@register.filter
def has(mapping: Mapping[str, Any] | None, key: str) -> bool:
    """Whether the mapping holds the key."""
    return bool(mapping) and key in (mapping or {})


@register.filter
def has_prefix(mapping: Mapping[str, Any] | None, prefix: str) -> bool:
    """Whether any key begins so."""
    return any(key.startswith(prefix) for key in mapping or ())


@register.filter
def money(amount: object) -> str:
    """An amount as people write it here: € 86,85."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return str(amount)
    whole, _dot, cents = f"{value:.2f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"€\u00a0{sign}{int(digits):,}".replace(",", ".") + f",{cents}"


@register.filter
def thousands(number: int) -> str:
    """A whole number with points between the thousands: 4.200."""
    return f"{number:,}".replace(",", ".")


@register.filter
def highlight(text: str, ranges: Iterable[Sequence[int]]) -> SafeString:
    """The text with the characters in these (start, end) ranges marked; ranges may overlap or lie outside it."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for first, last in sorted((max(0, start), min(len(text), end)) for start, end in ranges):
        start = max(first, at)
        if start < last:
            pieces.append((text[at:start], text[start:last]))
            at = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:])


@register.filter
def sanitised(text: str) -> SafeString:
    """Rich text with only the marks that we allow."""
    return sanitised_markup(text or "")


@register.filter
def day(moment: date | None) -> str:
    """A day in words: dinsdag 3 november, with the year when it is another one."""
    if not moment:
        return ""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return format_date(local, "l j F" if local.year == timezone.localdate().year else "l j F Y")


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of a moment of today: 14:10; of another day with that day before it."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    time = format_date(local, "H:i")
    return time if local.date() == timezone.localdate() else f"{day(moment)} {time}"


@register.filter
def since(moment: datetime | None) -> str:
    """How long ago, roughly: just now, 5 minutes ago, yesterday 14:10, 3 nov."""
    if moment is None:
        return ""
    seconds = (timezone.now() - moment).total_seconds()
    local, today = timezone.localtime(moment), timezone.localdate()
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        return _("%(n)d min ago") % {"n": seconds // 60}
    if local.date() == today:
        return format_date(local, "H:i")
    if (today - local.date()).days == 1:
        return _("yesterday %(time)s") % {"time": format_date(local, "H:i")}
    return format_date(local, "j b" if local.year == today.year else "j b Y")


@register.filter
def duration(seconds: int | float | None) -> str:
    """A stretch of time as minutes and seconds: 2:14."""
    whole = max(0, int(seconds or 0))
    return f"{whole // 60}:{whole % 60:02d}"


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """A key to press."""
    return format_html("<kbd>{}</kbd>", keys)


@register.simple_tag
def chip(text: object, tone: str = "") -> SafeString:
    """A small label; tone is good, warm, bad or brand."""
    return format_html('<span class="chip {}">{}</span>', tone, text)


@register.simple_tag
def share(percent: float, goal: float | None = None) -> SafeString:
    """A bar for a percentage, with the goal as a line; the figure itself stands beside it in words."""
    done = min(100.0, max(0.0, float(percent)))
    line = format_html('<rect class="goal" x="{}" width="2" height="14"/>', f"{float(goal) - 1:.1f}") if goal else ""
    return format_html(
        '<svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="whole" y="3" width="100" height="8" rx="4"/>'
        '<rect class="part" y="3" width="{}" height="8" rx="4"/>{}</svg>',
        f"{done:.1f}",
        line,
    )


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: object) -> str:
    """The address's own filters with these changed; empty ones are left out, and paging begins again."""
    request: HttpRequest = context["request"]
    wanted = request.GET.copy()
    for name in PAGING:
        wanted.pop(name, None)
    for key, value in changes.items():
        wanted.pop(key, None)
        if value not in (None, ""):
            wanted[key] = str(value)
    return "?" + wanted.urlencode()


@register.simple_tag(takes_context=True)
def navigation(context: Mapping[str, Any]) -> list[Sequence[Line]]:
    """The navigation for who looks, in groups of lines; nothing for who is not signed on."""
    request: HttpRequest = context["request"]
    agent: Any = request.user
    return lines_for(agent, request.path) if agent.is_authenticated else []


@register.filter
def typed(content: Any, name: str) -> str:
    """What stands in a field of a draft."""
    return str(content.value(name))


@register.filter
def pairs(items: Iterable[Any]) -> list[tuple[int, Any]]:
    """Items with their number, from 1."""
    return list(enumerate(items, start=1))
