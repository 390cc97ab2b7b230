"""Asking an owner, answering as an owner, confirming at a review, and settling remarks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.knowledge.forms.widgets import Day, lines
from vraagbaak.knowledge.models import OwnerCheck
from vraagbaak.knowledge.rules.files import LARGEST

VERDICT_CHOICES = [
    (OwnerCheck.Verdict.AGREED, _("This is right")),
    (OwnerCheck.Verdict.AMEND, _("Something must change")),
]


class _FutureDay(forms.DateField):
    """A day that is still to come."""

    widget = Day

    def __init__(self, *, today: date | None = None, **options: Any) -> None:
        self.today = today
        super().__init__(**options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and self.today is not None and day < self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class AskOwnerForm(forms.Form):
    """Whom to ask, and before when."""

    email = forms.EmailField(label=_("E-mail address of the owner"), max_length=254)
    due_on = _FutureDay(label=_("Answer before"), help_text=_("Five working days, unless you choose otherwise."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = self.fields["due_on"]
        assert isinstance(due, _FutureDay)  # noqa: S101
        due.today = today


class VerdictForm(forms.Form):
    """What the owner says of a text."""

    verdict = forms.ChoiceField(label=_("Is this text right?"), choices=VERDICT_CHOICES, widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("What must change?"),
        required=False,
        max_length=4000,
        widget=lines(4),
        help_text=_("Only when something must change."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == OwnerCheck.Verdict.AMEND and not cleaned.get("remark", "").strip():
            self.add_error("remark", _("Say what must change, then the editor can do something with it."))
        return cleaned


class OwnerVerdictForm(VerdictForm):
    """The same, by somebody without an account."""

    name = forms.CharField(label=_("Your name"), max_length=120, help_text=_("Kept with your answer."))


class ConfirmForm(forms.Form):
    """The text is still right; when to look again."""

    review_on = _FutureDay(label=_("Look again on"))
    valid_until = _FutureDay(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            assert isinstance(field, _FutureDay)  # noqa: S101
            field.today = today


class SettleForm(forms.Form):
    """What was done with a remark."""

    settlement = forms.CharField(label=_("What did you do with it?"), max_length=300)


class AttachmentForm(forms.Form):
    """A file to add."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, Word (docx) or OpenDocument (odt), at most 10 MB."),
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 10 MB."))
        return file
