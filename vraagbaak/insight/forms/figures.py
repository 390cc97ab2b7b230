"""Which figures are asked about."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.forms.filters import DayInput
from vraagbaak.contacts.models import Channel
from vraagbaak.insight.rules.periods import NAMED, Period, PeriodImpossible, named_period

OWN = "zelf"
PERIODS = (
    ("vandaag", _("Today")),
    ("week", _("This week")),
    ("maand", _("This month")),
    ("kwartaal", _("This quarter")),
    ("jaar", _("This year")),
    ("vorige-maand", _("Last month")),
    ("vorig-jaar", _("Last year")),
    (OWN, _("Own choice")),
)


OUTSIDE = _("Choose a day from 2000 to 2199.")
WITHIN = [MinValueValidator(date(2000, 1, 1), OUTSIDE), MaxValueValidator(date(2199, 12, 31), OUTSIDE)]


class FigureForm(forms.Form):
    """A period by name, or from day to day, and a channel; nothing chosen is this month over all channels."""

    is_filter = True  # nobody needs to be told that a filter may be left empty

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    since = forms.DateField(label=_("From the day"), required=False, widget=DayInput(), validators=WITHIN)
    until = forms.DateField(label=_("Until the day"), required=False, widget=DayInput(), validators=WITHIN)
    channel = forms.ModelChoiceField(
        label=_("Channel"),
        queryset=Channel.objects.order_by("position", "name"),
        to_field_name="key",
        required=False,
        empty_label=_("All channels"),
    )

    def __init__(self, sent: QueryDict, *, today: date) -> None:
        chosen = sent.copy()
        if not any(sent.get(name) for name in ("period", "since", "until")):
            chosen["period"] = "maand"
        elif not sent.get("period"):
            chosen["period"] = OWN
        super().__init__(chosen)
        self.today = today
        self.wanted = named_period("maand", today)

    def clean(self) -> dict[str, Any]:
        """Turn it into days; a period ends after it begins and lasts ten years at most."""
        typed: dict[str, Any] = super().clean() or {}
        if self.errors:
            return typed
        since, until, name = typed.get("since"), typed.get("until"), typed.get("period")
        if name in NAMED:
            self.wanted = named_period(name, self.today)
        elif first := since or until:
            self._take(first, until or self.today)
        return typed

    def _take(self, since: date, until: date) -> None:
        if since > until:
            self.add_error("until", _("This day comes before the first day. Choose a later one."))
            return
        try:
            self.wanted = Period(since, until)
        except PeriodImpossible:
            self.add_error("since", _("This is more than ten years. Choose a later day."))
