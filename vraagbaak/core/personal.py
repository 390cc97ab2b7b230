"""Finds personal data in free text: citizen service numbers, bank accounts, phone numbers, mail, postcodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stdnum import iban
from stdnum.nl import bsn

from vraagbaak.core.phone import normalise_phone

Kind = Literal["bsn", "iban", "phone", "email", "address"]
MASK: dict[Kind, str] = {
    "bsn": "[bsn]",
    "iban": "[iban]",
    "phone": "[telefoon]",
    "email": "[e-mail]",
    "address": "[adres]",
}

_IBAN = re.compile(r"\b[A-Za-z]{2}\s?\d{2}(?:[\s.-]?[A-Za-z0-9]){11,30}\b")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_ADDRESS = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b(?:\s*,?\s*\d{1,5}\s?[a-zA-Z]?\b)?")
_NUMBER = re.compile(r"(?<![\w])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){7,14}(?!\w)")


@dataclass(frozen=True, order=True)
class Finding:
    """A stretch of text that looks like personal data."""

    start: int
    end: int
    kind: Kind


def find_personal_data(text: str) -> list[Finding]:
    """What in the text looks like personal data, in order and without overlap.

    A citizen service number must pass the elfproef and an account number its check digits, so that an
    invoice number is left alone. A name cannot be told from a word and is not found here.
    """
    found: list[Finding] = []
    for finding in _candidates(text):
        if all(finding.end <= other.start or finding.start >= other.end for other in found):
            found.append(finding)
    return sorted(found)


def mask_personal_data(text: str) -> str:
    """The text with what looks like personal data replaced by what it was, without what no database keeps."""
    text = text.replace("\x00", "")
    for finding in reversed(find_personal_data(text)):
        text = text[: finding.start] + MASK[finding.kind] + text[finding.end :]
    return text


def _candidates(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding(*match.span(), kind="email")
    for match in _IBAN.finditer(text):
        yield from _iban_in(match)
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) in (8, 9) and bsn.is_valid(digits.zfill(9)):
            yield Finding(*match.span(), kind="bsn")
        elif len(digits) >= 10 and (match.group()[0] in "0+(") and normalise_phone(match.group()):
            yield Finding(*match.span(), kind="phone")
    for match in _ADDRESS.finditer(text):
        letters = re.sub(r"[\d\s,]", "", match.group()[:7]).lower()
        if letters[:2].isalpha() and not re.match(
            r"\d{4}\s(?:en|of|is|in|om|op|te|de|ik|er|al|dus)\b", match.group().lower()
        ):
            yield Finding(*match.span(), kind="address")


def _iban_in(match: re.Match[str]) -> Iterator[Finding]:
    """The account number at the start of the match; words behind it may have been caught along."""
    text, start = match.group(), match.start()
    for end in range(len(text), 14, -1):
        compact = re.sub(r"[\s.-]", "", text[:end])
        if text[end - 1].isalnum() and iban.is_valid(compact, check_country=False):
            yield Finding(start, start + end, kind="iban")
            return
