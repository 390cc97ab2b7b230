"""Small page parts for templates."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString, mark_safe

from vraagbaak.core.richtext import sanitise

register = template.Library()


@register.filter
def sanitised(text: str) -> SafeString:
    """Rich text fit to stand in a page: cleaned once more, whatever was kept."""
    return mark_safe(sanitise(text or ""))  # noqa: S308


@register.filter
def money(amount: Decimal) -> str:
    """An amount in euros as people here write it."""
    return f"€ {amount:,.2f}".translate(str.maketrans(",.", ".,")).replace(" ", "\xa0")
