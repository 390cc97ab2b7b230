"""What a department answers when it is asked whether it sent something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.personal import find_personal_data

SENT = [("ja", _("Yes, we sent something")), ("nee", _("No, we sent nothing"))]


class SpikeAnswerForm(forms.Form):
    """Whether something was sent, and what the desk should know; it names nobody."""

    sent = forms.ChoiceField(
        label=_("Did you send something, or did something change?"), choices=SENT, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("What should the contact centre know?"),
        required=False,
        max_length=500,
        help_text=_("For example: a letter about the new rates went to 4,000 addresses on Monday."),
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
    )

    def clean_answer(self) -> str:
        """Every desk reads it, so it names no resident."""
        answer: str = self.cleaned_data["answer"].strip()
        if find_personal_data(answer):
            raise forms.ValidationError(_("Leave out numbers and addresses of people. Every desk reads this."))
        return answer

    def given(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"sent_something": self.cleaned_data["sent"] == "ja", "answer": self.cleaned_data["answer"]}
