"""How the directory is written on pages."""

from django import template

from vraagbaak.core.phone import normalise_phone
from vraagbaak.directory import wording
from vraagbaak.directory.queries import Colleague

register = template.Library()
register.filter("weekday", wording.weekday)
register.filter("short_weekday", wording.short_weekday)
register.filter("hours_in_words", wording.hours_in_words)
register.filter("now_in_words", wording.now_in_words)
register.filter("tomorrow_in_words", wording.tomorrow_in_words)


@register.filter
def dialable(number: str) -> str:
    """A number as a telephone link needs it."""
    return normalise_phone(number) or "".join(sign for sign in number if sign.isdigit())


@register.filter
def reachable(colleague: Colleague) -> str:
    """How a colleague can be reached now, in words."""
    return str(wording.employee_state(colleague.presence_label, works_now=colleague.works_now))
