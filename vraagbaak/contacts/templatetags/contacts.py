"""How pages about contacts write outcomes, numbers and fields."""

from django import template
from django.utils.translation import gettext as _

from vraagbaak.contacts.models import Mood, Outcome
from vraagbaak.core.phone import readable_phone

register = template.Library()
_TONES = {"answered": "good", "done": "good", "referred": "good", "callback": "warm", "no_answer": "bad"}


@register.filter
def outcome_tone(outcome: str) -> str:
    """How the chip of an outcome looks: handled, promised, or not answered."""
    return _TONES.get(outcome, "")


@register.filter
def readable(value: str, kind: str) -> str:
    """A phone number as people write it; anything else as it is."""
    return readable_phone(value) if kind == "phone" else value


@register.filter
def minutes(seconds: int) -> str:
    """A stretch of time as minutes and seconds: 2:14."""
    return f"{seconds // 60}:{seconds % 60:02d}"


@register.filter
def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


@register.filter
def field_label(field: str) -> str:
    """A field of a question as people call it."""
    labels = {
        "words": _("Question in the resident's words"),
        "need": _("Question behind the question"),
        "answer": _("Answer given"),
        "outcome": _("Outcome"),
        "mood": _("Mood"),
        "topic": _("Topic"),
        "department": _("Department"),
    }
    return labels.get(field, field)


@register.filter
def choice_label(value: str, field: str) -> str:
    """A value of a field as people read it."""
    choices = {"outcome": Outcome, "mood": Mood}.get(field)
    return str(choices(value).label) if choices and value in choices.values else value
