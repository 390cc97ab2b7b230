"""Channels, texts to insert and terms."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.actions.texts import ChannelDetails
from vraagbaak.contacts.models import Channel
from vraagbaak.contacts.queries.retention import Term
from vraagbaak.contacts.rules.retention import LONGEST, SHORTEST


def _line(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attrs})


class ChannelForm(forms.Form):
    """A way by which residents reach us."""

    key = forms.SlugField(
        label=_("Key"),
        max_length=30,
        help_text=_("A short name without spaces, for links and connections. It cannot be changed later."),
        widget=_line(),
    )
    name = forms.CharField(label=_("Name"), max_length=60, widget=_line())
    symbol = forms.CharField(label=_("Symbol"), max_length=4, required=False, widget=_line())
    position = forms.IntegerField(
        label=_("Place in the list"),
        min_value=0,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "input figure"}),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    def __init__(self, typed: QueryDict | None, *, channel: Channel | None = None) -> None:
        super().__init__(typed, initial=vars(channel) if channel else {"is_active": True, "position": 50})
        if channel is not None:
            del self.fields["key"]

    def details(self) -> ChannelDetails:
        """What was typed."""
        return ChannelDetails(**{name: self.cleaned_data[name] for name in ChannelDetails.__dataclass_fields__})


class SnippetForm(forms.Form):
    """A piece of text with the key that inserts it."""

    key = forms.SlugField(
        label=_("Key"), max_length=30, help_text=_("What you type after the colon, such as “open”."), widget=_line()
    )
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"class": "input", "rows": 3}))

    def clean_key(self) -> str:
        """Keys are found while they are typed, in lower case."""
        return str(self.cleaned_data["key"]).lower()


class TermsForm(forms.Form):
    """How many months each kind is kept."""

    def __init__(self, typed: QueryDict | None, *, terms: Sequence[Term]) -> None:
        super().__init__(typed)
        for term in terms:
            self.fields[term.kind] = _months(term)


def _months(term: Term) -> forms.IntegerField:
    return forms.IntegerField(
        label=term.label[:1].upper() + term.label[1:],
        initial=term.months,
        min_value=SHORTEST,
        max_value=LONGEST,
        help_text=_("months; nobody confirmed this yet") if term.is_default else _("months"),
        widget=forms.NumberInput(attrs={"class": "input figure"}),
    )
