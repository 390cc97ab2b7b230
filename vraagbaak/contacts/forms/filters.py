"""What to look for among contacts."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models import Outcome
from vraagbaak.contacts.queries.choices import FilterChoices
from vraagbaak.contacts.queries.contacts import ContactFilter

Choices = Sequence[tuple[str, str]]


class DayInput(forms.DateInput):
    """The browser's own day picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "input"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """The filters of the list; the words never stand in an address, since they can name somebody."""

    is_filter = True  # nobody needs to be told that a filter may be left empty

    words = forms.CharField(
        label=_("Words, or a phone number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )
    since = forms.DateField(label=_("From the day"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until the day"), required=False, widget=DayInput())
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    agent = forms.ChoiceField(label=_("Agent"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)

    def __init__(self, *args: Any, choices: FilterChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("topic", choices.topics)
        self._offer("department", choices.departments)
        self._offer("agent", choices.agents)
        self._offer("channel", choices.channels)
        self._offer("outcome", [(value, str(label)) for value, label in Outcome.choices])

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first day. Choose a later one."))
        return typed

    def wanted(self) -> ContactFilter:
        """What was asked for."""
        typed = self.cleaned_data
        return ContactFilter(
            words=typed["words"],
            since=typed["since"],
            until=typed["until"],
            topic=_uuid(typed["topic"]),
            department=_uuid(typed["department"]),
            agent=_uuid(typed["agent"]),
            channel=typed["channel"],
            outcome=typed["outcome"],
        )

    @property
    def in_use(self) -> int:
        """How many filters beside the words are set."""
        typed = getattr(self, "cleaned_data", {})
        return sum(bool(value) for name, value in typed.items() if name != "words")

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("all")), *choices]
        field.widget.attrs["class"] = "input"


def _uuid(chosen: str) -> UUID | None:
    return UUID(chosen) if chosen else None
