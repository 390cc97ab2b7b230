"""The correction of a question."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.actions.corrections import Corrected
from vraagbaak.contacts.models import Mood, Outcome, Question
from vraagbaak.contacts.rules.drafts import LIMITS
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "input", "rows": rows})


class CorrectionForm(forms.Form):
    """All that can be corrected, with why."""

    words = forms.CharField(
        label=_("The question in the resident's words"),
        max_length=LIMITS["words"],
        error_messages={"required": _("Type the question in the resident's own words.")},
        widget=_area(3),
    )
    need = forms.CharField(
        label=_("The question behind the question"), required=False, max_length=LIMITS["need"], widget=_area(2)
    )
    answer = forms.CharField(label=_("Answer given"), required=False, max_length=LIMITS["answer"], widget=_area(3))
    topic = forms.ModelChoiceField(
        label=_("Topic"), required=False, queryset=Topic.objects.none(), to_field_name="uuid", empty_label=_("none")
    )
    department = forms.ModelChoiceField(
        label=_("Department"),
        required=False,
        queryset=Department.objects.none(),
        to_field_name="uuid",
        empty_label=_("none"),
    )
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    mood = forms.ChoiceField(label=_("Mood"), required=False, choices=[("", _("not noted")), *Mood.choices])
    reason = forms.CharField(
        label=_("Why is this corrected?"),
        max_length=300,
        help_text=_("Colleagues read this with the contact. Name no residents."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    seen_corrections = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, typed: QueryDict | None, *, question: Question, seen: int) -> None:
        super().__init__(typed, initial=_initial(question, seen))
        outcome = question.outcome if typed is None else typed.get("outcome")
        self.fields["words"].required = outcome != Outcome.DROPPED  # only who hung up asked nothing
        in_use = Q(is_active=True)
        self._choose("topic", Topic.objects.filter(in_use | Q(pk=question.topic_id)).order_by("sort_key"))
        self._choose(
            "department", Department.objects.filter(in_use | Q(pk=question.department_id)).order_by("sort_key")
        )
        for name in ("outcome", "mood"):
            self.fields[name].widget.attrs["class"] = "input"

    def corrected(self) -> Corrected:
        """What the question should say."""
        return Corrected(**{name: self.cleaned_data[name] for name in Corrected.__dataclass_fields__})

    @property
    def why(self) -> str:
        """The reason that was typed."""
        return str(self.cleaned_data["reason"])

    @property
    def seen(self) -> int:
        """How many corrections there were when the page was opened."""
        return int(self.cleaned_data["seen_corrections"])

    def _choose(self, name: str, found: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = found
        field.widget.attrs["class"] = "input"


def _initial(question: Question, seen: int) -> dict[str, object]:
    plain = {name: getattr(question, name) for name in ("words", "need", "answer", "outcome", "mood")}
    return plain | {
        "topic": question.topic.uuid if question.topic else None,
        "department": question.department.uuid if question.department else None,
        "seen_corrections": seen,
    }
