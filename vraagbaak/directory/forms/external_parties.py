"""The shape of what is typed about other organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory.forms.fields import PhoneField
from vraagbaak.directory.models import ExternalParty

_FIELDS = ("name", "kind", "what", "when", "phone", "email", "website", "note")


class ExternalPartyForm(forms.Form):
    """Another organisation, with what it does and when."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.CharField(
        label=_("Kind"), max_length=60, required=False, help_text=_("For example: photographer, water board.")
    )
    what = forms.CharField(label=_("What it does"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    when = forms.CharField(
        label=_("When"), max_length=200, required=False, help_text=_("When do you send a resident there?")
    )
    phone = PhoneField(label=_("Phone number"))
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    website = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")
    note = forms.CharField(label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, party: ExternalParty | None = None, **kwargs: Any) -> None:
        if party:
            kwargs["initial"] = {field: getattr(party, field) for field in _FIELDS}
        super().__init__(*args, **kwargs)
