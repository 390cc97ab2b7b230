"""What a department answers when it is asked whether it sent something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.insight.forms.answers import DepartmentAnswerForm

SENT = [("ja", _("Yes, we sent something")), ("nee", _("No, we sent nothing"))]
EXAMPLE = _("For example: a letter about the new rates went to 4,000 addresses on Monday.")


class SpikeAnswerForm(DepartmentAnswerForm):
    """Whether something was sent, and what the desk should know; it names nobody."""

    sent = forms.ChoiceField(
        label=_("Did you send something, or did something change?"), choices=SENT, widget=forms.RadioSelect
    )
    field_order = ("sent", "answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].help_text = EXAMPLE

    def given(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"sent_something": self.cleaned_data["sent"] == "ja", "answer": self.cleaned_data["answer"]}
