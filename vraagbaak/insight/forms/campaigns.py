"""Planning a measurement, and what a department says of a proposal."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.forms.filters import DayInput
from vraagbaak.core.personal import find_personal_data
from vraagbaak.insight.forms.answers import DepartmentAnswerForm
from vraagbaak.insight.forms.figures import WITHIN
from vraagbaak.insight.rules.campaigns import LONGEST
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent

AGREES = [("ja", _("Yes, the contact centre may answer these")), ("nee", _("No, not like this"))]


class CampaignForm(forms.Form):
    """What is measured, from when to when, and who sits in; the topic of one that was planned stays."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("For example: debt counselling in November. Names no residents.")
    )
    topic = forms.ModelChoiceField(
        label=_("Topic, with everything below it"),
        queryset=Topic.objects.filter(is_active=True).select_related("department").order_by("sort_key"),
        to_field_name="uuid",
    )
    since = forms.DateField(label=_("First day"), widget=DayInput(), validators=WITHIN)
    until = forms.DateField(
        label=_("Last day"), widget=DayInput(), validators=WITHIN, help_text=_("Two weeks mostly suffice.")
    )
    listeners = forms.ModelMultipleChoiceField(
        label=_("Who sits in"),
        required=False,
        queryset=Agent.objects.filter(is_active=True).order_by("name"),
        to_field_name="uuid",
        help_text=_("A specialist who hears along fills in the same form on an own screen."),
    )

    def __init__(self, *args: Any, today: date, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["topic"].disabled = not is_new  # what was noted was about this topic

    def clean_name(self) -> str:
        """A name that tells of nobody."""
        name: str = self.cleaned_data["name"].strip()
        if find_personal_data(name):
            raise forms.ValidationError(_("Leave out numbers and addresses of people."))
        return name

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, is not over yet, and lasts three months at most."""
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("Choose a last day that is not before the first."))
        elif since and until and until - since > LONGEST:
            self.add_error("until", _("A measurement lasts three months at most."))
        elif until and until < self.today:
            self.add_error("until", _("Choose a day that is still to come."))
        return typed


class ProposalAnswerForm(DepartmentAnswerForm):
    """Whether the desk may answer these questions from now on."""

    agrees = forms.ChoiceField(
        label=_("May the contact centre answer these questions from now on?"), choices=AGREES, widget=forms.RadioSelect
    )
    field_order = ("agrees", "answer")

    def given(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"agreed": self.cleaned_data["agrees"] == "ja", "answer": self.cleaned_data["answer"]}
