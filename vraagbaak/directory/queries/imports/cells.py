"""What may stand in a cell, and what is said when it may not."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vraagbaak.directory import sentences
from vraagbaak.directory.rules.addresses import tidy_phone
from vraagbaak.directory.rules.week import parse_weekdays

Plain = str | bool | list[int] | list[str] | None
Reader = Callable[[str], Plain]
_KEY = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
_YES, _NO = {"ja", "j", "yes", "true", "1", "waar"}, {"nee", "n", "no", "false", "0", "onwaar"}


class CellRefused(ValueError):
    """This may not stand in the cell; `sentence` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


def text(longest: int) -> Reader:
    """A text of at most so many characters."""

    def read(typed: str) -> str:
        if len(typed) > longest:
            raise CellRefused(_("This is too long: at most %(n)d characters.") % {"n": longest})
        return typed

    return read


def key(longest: int) -> Reader:
    """A key: small letters, digits and dashes."""

    def read(typed: str) -> str:
        if typed and (not _KEY.fullmatch(typed) or len(typed) > longest):
            raise CellRefused(_("A key holds small letters, digits and dashes only. Example: anna-visser."))
        return typed

    return read


def phone(typed: str) -> str:
    """A number that can be dialled."""
    number = tidy_phone(typed) if typed else ""
    if number is None or len(number) > 32:
        raise CellRefused(sentences.PHONE_REFUSED)
    return number


def email(typed: str) -> str:
    """A mail address."""
    return _valid(typed, validate_email, gettext_lazy("This is no e-mail address. Example: naam@gemeente.nl."))


def website(typed: str) -> str:
    """A web address; https when it does not say."""
    address = typed if not typed or "://" in typed else f"https://{typed}"
    right = URLValidator(schemes=["http", "https"])
    return text(200)(_valid(address, right, gettext_lazy("This is no web address. Example: https://politie.nl.")))  # type: ignore[return-value]


def weekdays(typed: str) -> list[int]:
    """Days of the week."""
    try:
        return parse_weekdays(typed)
    except ValueError as error:
        raise CellRefused(_("Write the days as: ma di wo do vr, or ma-vr.")) from error


def words(typed: str) -> list[str]:
    """Words with commas between them."""
    found = list(dict.fromkeys(part.strip() for part in re.split(r"[,;|]", typed) if part.strip()))
    if any(len(word) > 60 for word in found):
        raise CellRefused(sentences.SKILL_TOO_LONG)
    return found


def yes_or_no(typed: str) -> bool:
    """Yes or no; yes when nothing is said."""
    answer = typed.casefold()
    if not answer or answer in _YES:
        return True
    if answer in _NO:
        return False
    raise CellRefused(_("Write yes as ja and no as nee."))


def _valid(typed: str, validate: Callable[[str], None], sentence: Promise) -> str:
    if typed:
        try:
            validate(typed)
        except ValidationError as error:
            raise CellRefused(sentence) from error
    return typed
