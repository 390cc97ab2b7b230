"""Which literal questions are asked about, and under which name that is kept."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models import Mood, Outcome
from vraagbaak.contacts.queries.contacts import ContactFilter
from vraagbaak.insight.forms.figures import FigureForm
from vraagbaak.insight.queries.questions import QuestionChoices

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


def _yes_or_no(chosen: str) -> bool | None:
    return {"ja": True, "nee": False}.get(chosen)
