"""What figures are asked about, and goals."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.forms.filters import DayInput
from vraagbaak.contacts.models import Channel, Mood, Outcome
from vraagbaak.contacts.queries.contacts import ContactFilter
from vraagbaak.directory.models import Department
from vraagbaak.insight.queries.questions import QuestionChoices
from vraagbaak.insight.rules.periods import NAMED, Period, PeriodImpossible, named_period
from vraagbaak.knowledge.models import Topic

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


YES_OR_NO = (("", _("all")), ("ja", _("yes")), ("nee", _("no")))


class QuestionForm(FigureForm):
    """Which literal questions; the words never stand in an address, since they can name somebody."""

    words = forms.CharField(
        label=_("Words, or a phone number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "type": "search", "autocomplete": "off"}),
    )
    topic = forms.ChoiceField(label=_("Topic, with everything below it"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("all")), *Outcome.choices], required=False)
    mood = forms.ChoiceField(label=_("Mood"), choices=[("", _("all")), *Mood.choices], required=False)
    repeat = forms.ChoiceField(label=_("Asked again"), choices=YES_OR_NO, required=False)
    need = forms.ChoiceField(label=_("With the question behind it"), choices=YES_OR_NO, required=False)
    article = forms.ChoiceField(label=_("Answer used"), required=False)

    NARROWING = (
        "period",
        "since",
        "until",
        "channel",
        "topic",
        "department",
        "outcome",
        "mood",
        "repeat",
        "need",
        "article",
    )

    def __init__(self, sent: QueryDict, *, today: date, choices: QuestionChoices, words: str = "") -> None:
        typed = sent.copy()
        typed["words"] = sent.get("words") or words
        super().__init__(typed, today=today)
        for name, offered in (
            ("topic", choices.topics),
            ("department", choices.departments),
            ("article", choices.articles),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = [("", _("all")), *offered]

    def asked_for(self) -> ContactFilter:
        """The filter that was typed."""
        typed = self.cleaned_data
        return ContactFilter(
            words=typed["words"],
            since=self.wanted.since,
            until=self.wanted.until,
            topic=UUID(typed["topic"]) if typed["topic"] else None,
            department=UUID(typed["department"]) if typed["department"] else None,
            channel=typed["channel"].key if typed["channel"] else "",
            outcome=typed["outcome"],
            mood=typed["mood"],
            article=UUID(typed["article"]) if typed["article"] else None,
            is_repeat=_yes_or_no(typed["repeat"]),
            has_need=_yes_or_no(typed["need"]),
        )

    @property
    def narrowing(self) -> dict[str, str]:
        """The filters that are set, as they stand in an address."""
        return {name: self.data[name] for name in self.NARROWING if self.data.get(name)}

    @property
    def in_use(self) -> int:
        """How many filters beside the words and the period are set."""
        return len(self.narrowing.keys() - {"period", "since", "until"})


class ViewForm(forms.Form):
    """The name of a saved view, and whether the team sees it."""

    name = forms.CharField(
        label=_("Name of this view"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    is_shared = forms.BooleanField(label=_("Show it to the whole team"), required=False)


class ScreenForm(forms.Form):
    """A screen on the wall."""

    name = forms.CharField(
        label=_("Where the screen hangs"),
        max_length=80,
        help_text=_("For example: above the printer on the second floor."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


def _yes_or_no(chosen: str) -> bool | None:
    return {"ja": True, "nee": False}.get(chosen)
