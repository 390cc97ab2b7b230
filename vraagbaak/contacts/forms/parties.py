"""What is known of a resident."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vraagbaak.contacts.actions.parties import Details
from vraagbaak.contacts.models import Party
from vraagbaak.contacts.queries.parties import SeenParty
from vraagbaak.contacts.rules.bsn import read_bsn
from vraagbaak.core.phone import normalise_phone, readable_phone

MOST_ADDRESSES = 10
ONE_A_LINE = gettext_lazy("One on each line.")


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attrs})


def _lines() -> forms.Textarea:
    return forms.Textarea(attrs={"class": "input", "rows": 2, "autocomplete": "off"})


class PartyForm(forms.Form):
    """A resident's data; a field for the citizen service number only where the organisation records it."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=160, widget=_line())
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Party.Kind.choices, widget=forms.Select(attrs={"class": "input"})
    )
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=200, widget=_line())
    phones = forms.CharField(
        label=gettext_lazy("Phone numbers"),
        required=False,
        help_text=gettext_lazy("One on each line."),
        widget=_lines(),
    )
    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        required=False,
        help_text=gettext_lazy("One on each line."),
        widget=_lines(),
    )
    bsn = forms.CharField(
        label=gettext_lazy("Citizen service number"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Leave this empty to keep it as it is."),
        widget=_line(inputmode="numeric"),
    )
    without_bsn = forms.BooleanField(label=gettext_lazy("Remove the citizen service number"), required=False)

    def __init__(self, typed: QueryDict | None, *, seen: SeenParty) -> None:
        super().__init__(typed, initial=_initial(seen))
        if not seen.uses_bsn:
            del self.fields["bsn"]
        if not seen.bsn:
            del self.fields["without_bsn"]

    def clean_phones(self) -> tuple[str, ...]:
        """Numbers in one notation."""
        found = [(line, normalise_phone(line)) for line in _split(self.cleaned_data["phones"])]
        wrong = [line for line, number in found if number is None]
        if wrong:
            raise ValidationError(_("“%(what)s” is not a phone number. Check the digits.") % {"what": wrong[0]})
        return tuple(dict.fromkeys(number for _line, number in found if number))

    def clean_emails(self) -> tuple[str, ...]:
        """Addresses in lower case."""
        lines = [line.lower() for line in _split(self.cleaned_data["emails"])]
        for line in lines:
            try:
                validate_email(line)
            except ValidationError:
                raise ValidationError(_("“%(what)s” is not an e-mail address.") % {"what": line}) from None
        return tuple(dict.fromkeys(lines))

    def clean_bsn(self) -> str | None:
        """Nine digits that pass the elfproef."""
        typed = self.cleaned_data["bsn"].strip()
        number = read_bsn(typed) if typed else None
        if typed and number is None:
            raise ValidationError(_("This is not a citizen service number. It has nine digits; check them."))
        return number

    def details(self) -> Details:
        """What was typed."""
        typed: dict[str, Any] = self.cleaned_data
        bsn = "" if typed.get("without_bsn") else typed.get("bsn")
        plain = {name: typed[name] for name in ("name", "kind", "address", "phones", "emails")}
        return Details(**plain, bsn=bsn)


class RemovalForm(forms.Form):
    """Removing cannot be undone, so it is said twice."""

    is_sure = forms.BooleanField(label=gettext_lazy("Yes, remove this for good"))


def _initial(seen: SeenParty) -> dict[str, str]:
    party = seen.party
    phones = [readable_phone(address.value) for address in seen.addresses if address.kind == "phone"]
    emails = [address.value for address in seen.addresses if address.kind == "email"]
    return {
        "name": party.name,
        "kind": party.kind,
        "address": party.address,
        "phones": "\n".join(phones),
        "emails": "\n".join(emails),
    }


def _split(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ADDRESSES:
        raise ValidationError(_("Keep at most %(n)s of these.") % {"n": MOST_ADDRESSES})
    return lines
