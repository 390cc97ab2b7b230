"""What the desk says about what is typed: refusals, conflicts and personal data, in plain sentences."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vraagbaak.core.personal import Kind

_LACKS = {
    "question": lambda: _("Type the question first, in the resident's own words."),
    "words": lambda: _("Type this question in the resident's own words, or choose “Dropped”."),
    "outcome": lambda: _("Choose how this question ended."),
    "phone": lambda: _("This is not a phone number. Check the digits; a foreign number begins with +."),
    "email": lambda: _("This is not an e-mail address. It looks like name@example.nl."),
    "address": lambda: _("Type a phone number or e-mail address, so that somebody can call back."),
    "bsn": lambda: _("This is not a citizen service number. Check the nine digits."),
    "conflict": lambda: _("A colleague changed this at the same moment. Choose what is right, then close."),
    "no_room": lambda: _("This conversation holds as many questions as it can. Close it and begin a new one."),
    "too_long": lambda: _("This text is too long to keep. Shorten it; nothing that you typed is lost."),
}


def sentences_for(lacks: Mapping[str, str]) -> dict[str, str]:
    """The sentence to show beside each field."""
    return {field: _LACKS[reason]() for field, reason in lacks.items()}


def warning_for(kinds: list[Kind]) -> str:
    """A gentle warning that free text seems to hold personal data."""
    names = {
        "bsn": _("a citizen service number"),
        "iban": _("an account number"),
        "phone": _("a phone number"),
        "email": _("an e-mail address"),
        "address": _("an address"),
    }
    return _("This seems to hold %(what)s. It is better not to keep that here.") % {
        "what": ", ".join(dict.fromkeys(names[kind] for kind in kinds))
    }


def day_sentence(typed: str, meant: date | None, *, today: date) -> str:
    """What stands beneath a day: how far away it is, or how to say one."""
    if meant is None:
        return _("This is no day. Type for example: Friday, 4 December, in two weeks.") if typed.strip() else ""
    days = (meant - today).days
    if days < 0:
        return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days} if days else _("today")


def typed_elsewhere(name: str) -> str:
    """That a colleague types in the same conversation."""
    return _("%(name)s is typing here too.") % {"name": name}
