"""Goals, and screens on the wall."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.forms.filters import DayInput
from vraagbaak.directory.models import Department
from vraagbaak.insight.forms.figures import WITHIN
from vraagbaak.knowledge.models import Topic


class TargetForm(forms.Form):
    """A goal of a department or of a topic, from a day on."""

    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.filter(is_active=True).order_by("sort_key"), required=False
    )
    topic = forms.ModelChoiceField(
        label=_("Or a topic"), queryset=Topic.objects.filter(is_active=True).order_by("sort_key"), required=False
    )
    share = forms.IntegerField(label=_("Goal in percents"), min_value=1, max_value=100)
    since = forms.DateField(label=_("Holds from"), widget=DayInput(), validators=WITHIN)

    def clean(self) -> dict[str, Any]:
        """It is of one thing."""
        typed: dict[str, Any] = super().clean() or {}
        if bool(typed.get("department")) == bool(typed.get("topic")):
            self.add_error("topic", _("Choose either a department or a topic."))
        return typed


class ScreenForm(forms.Form):
    """A screen on the wall."""

    name = forms.CharField(
        label=_("Where the screen hangs"),
        max_length=80,
        help_text=_("For example: above the printer on the second floor."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
