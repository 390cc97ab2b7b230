"""An intake script as it is typed: rows that can be added, moved and taken away without a script in the browser."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.forms.widgets import lines
from vraagbaak.knowledge.models import IntakeQuestion, IntakeScript
from vraagbaak.knowledge.rules.intake import MOST_QUESTIONS, YES_NO, Asked, Problem
from vraagbaak.knowledge.rules.texts import lines_of

PROBLEMS: Mapping[Problem, tuple[str, Any]] = {
    "no_text": ("text", _("Type the question.")),
    "no_choices": ("choices", _("Give at least two choices, one on each line.")),
    "unknown_condition": ("shown_if_key", _("That question is not there any more.")),
    "later_condition": ("shown_if_key", _("That question comes later. Move it up first.")),
    "value_never_given": (
        "shown_if_value",
        _("That answer cannot be given there. Type it as it stands in the choices."),
    ),
    "same_key": ("text", _("This question stands here twice. Take one away.")),
    "too_many": ("text", _("Twenty questions is the most.")),
}


class NeedForm(forms.Form):
    """What the questions are about."""

    need_hint = forms.CharField(
        label=_("The question behind the question"),
        required=False,
        max_length=2000,
        widget=lines(2),
        help_text=_("What to listen for. The desk sees it below the questions."),
    )


class QuestionForm(forms.Form):
    """One question of a script."""

    key = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=200, error_messages={"required": PROBLEMS["no_text"][1]})
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=IntakeQuestion.Kind.choices)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=2000,
        widget=lines(3),
        help_text=_("At least two, one on each line."),
    )
    shown_if_key = forms.ChoiceField(label=_("When do you ask it?"), required=False)
    shown_if_value = forms.CharField(
        label=_("Only after this answer"), required=False, max_length=80, help_text=_("As it stands in the choices.")
    )

    def __init__(
        self, *args: Any, questions: Sequence[tuple[str, str]] = (), answers: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        field = self.fields["shown_if_key"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        after = [(key, _("only after: %(question)s") % {"question": text}) for key, text in questions]
        field.choices = [("", _("always")), *after]
        self.fields["shown_if_value"].widget.attrs |= {"list": f"answers-{self.prefix}", "autocomplete": "off"}

    def asked(self) -> Asked:
        """What was typed."""
        typed = self.cleaned_data
        return Asked(
            key=typed["key"],
            text=typed["text"],
            kind=typed["kind"],
            choices=tuple(choice[:80] for choice in lines_of(typed["choices"])),
            shown_if_key=typed["shown_if_key"],
            shown_if_value=typed["shown_if_value"].strip() if typed["shown_if_key"] else "",
        )

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong beside the right field."""
        field, sentence = PROBLEMS[problem]
        self.add_error(field, sentence)


Row = dict[str, str]


def rows_from(script: IntakeScript | None) -> list[Row]:
    """A kept script as rows of the form."""
    if script is None:
        return []
    return [
        {
            "key": question.key,
            "text": question.text,
            "kind": question.kind,
            "choices": "\n".join(question.choices),
            "shown_if_key": question.shown_if_key,
            "shown_if_value": question.shown_if_value,
        }
        for question in script.questions.all()
    ]


def rows_typed(posted: Mapping[str, str]) -> list[Row]:
    """The rows as they were sent."""
    sent = posted.get("rows", "")
    count = min(int(sent), MOST_QUESTIONS + 1) if sent.isdecimal() and len(sent) < 4 else 0
    names = ("key", "text", "kind", "choices", "shown_if_key", "shown_if_value")
    return [{name: posted.get(f"{place}-{name}", "") for name in names} for place in range(count)]


def rearranged(rows: Sequence[Row], wish: str) -> tuple[list[Row], int]:
    """The rows after a button, and the place of the row to go on with; an unknown wish leaves them as they are.

    The buttons are `add`, `up-2`, `down-2` and `remove-2`; the number is a place from 0.
    """
    wished, _dash, number = wish.partition("-")
    result = list(rows)
    if wished == "add" and len(result) < MOST_QUESTIONS:
        return [*result, {"key": _free_key(result), "kind": IntakeQuestion.Kind.TEXT}], len(result)
    place = int(number) if number.isdecimal() and len(number) < 4 else -1
    if not 0 <= place < len(result):
        return result, 0
    if wished == "remove":
        return result[:place] + result[place + 1 :], min(place, len(result) - 2)
    target = place + {"up": -1, "down": 1}.get(wished, 0)
    if 0 <= target < len(result):
        result[place], result[target] = result[target], result[place]
        return result, target
    return result, place


def without_condition(rows: Sequence[Row]) -> list[int]:
    """The numbers, from 1, of the questions whose condition names a question that was taken away."""
    keys = {row["key"] for row in rows} | {""}
    return [number for number, row in enumerate(rows, 1) if row.get("shown_if_key", "") not in keys]


def forms_for(rows: Sequence[Row], *, bound: bool) -> list[QuestionForm]:
    """A form for each row; each may depend on an earlier one, and keeps the one that it names already."""
    forms_made = []
    for place, row in enumerate(rows):
        named = row.get("shown_if_key")
        fitting = [*rows[:place], *(other for other in rows[place + 1 :] if other["key"] == named)]
        typed = {f"{place}-{name}": value for name, value in row.items()}
        form = QuestionForm(
            typed if bound else None,
            initial=row,
            prefix=str(place),
            questions=[(other["key"], other.get("text") or other["key"]) for other in fitting],
            answers=list(dict.fromkeys(answer for other in fitting for answer in _answers(other))),
        )
        forms_made.append(form)
    return forms_made


def _answers(row: Row) -> Sequence[str]:
    """What can be answered to a question, as far as that is known beforehand."""
    if row["kind"] == IntakeQuestion.Kind.YESNO:
        return YES_NO
    return lines_of(row.get("choices", "")) if row["kind"] == IntakeQuestion.Kind.CHOICE else ()


def _free_key(rows: Sequence[Row]) -> str:
    taken = {row["key"] for row in rows}
    return next(key for number in range(1, MOST_QUESTIONS + 2) if (key := f"v{number}") not in taken)
