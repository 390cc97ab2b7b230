"""Asking a department for an answer, and naming the answer that is there already."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.forms.filters import DayInput
from vraagbaak.insight.models import Gap
from vraagbaak.insight.queries.gaps import linkable_articles
from vraagbaak.insight.queries.questions import title_of
from vraagbaak.knowledge.models import Article, Topic


class AskAnswerForm(forms.Form):
    """About which topic it is, whose department is asked, and before when."""

    topic = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=Topic.objects.filter(is_active=True).select_related("department__head").order_by("sort_key"),
        to_field_name="uuid",
        help_text=_("The department that owns this topic is asked."),
    )
    due_on = forms.DateField(
        label=_("Answer before"), widget=DayInput(), help_text=_("Five working days, unless you choose otherwise.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        """A day that is still to come, within a year."""
        day: date = self.cleaned_data["due_on"]
        if not self.today <= day <= self.today.replace(year=self.today.year + 1, day=min(self.today.day, 28)):
            raise forms.ValidationError(_("Choose a day that is still to come, within a year."))
        return day


class _ByTitle(forms.ModelChoiceField):  # type: ignore[type-arg]  # only the stubs are generic
    def label_from_instance(self, obj: Article) -> str:
        return title_of(obj)


class LinkAnswerForm(forms.Form):
    """The answer that is out already."""

    article = _ByTitle(label=_("Answer"), queryset=Article.objects.none(), to_field_name="uuid")

    def __init__(self, *args: Any, gap: Gap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = linkable_articles(gap)  # type: ignore[attr-defined]
