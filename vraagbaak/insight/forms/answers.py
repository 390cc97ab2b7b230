"""What a department answers by its link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.personal import find_personal_data


class DepartmentAnswerForm(forms.Form):
    """What the contact centre should know; the question itself is added by each kind."""

    answer = forms.CharField(
        label=_("What should the contact centre know?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
    )

    def clean_answer(self) -> str:
        """Every desk reads it, so it names no resident."""
        answer: str = self.cleaned_data["answer"].strip()
        if find_personal_data(answer):
            raise forms.ValidationError(_("Leave out numbers and addresses of people. Every desk reads this."))
        return answer
