"""A form with every kind of field, for the page that shows the look."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    """One field of each kind, one of them refused."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("We only use it to answer this question."), max_length=254
    )
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(label=_("Channel"), choices=[("phone", _("phone")), ("counter", _("counter"))])
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    urgency = forms.ChoiceField(
        label=_("Urgency"), choices=[("low", _("can wait")), ("high", _("today"))], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=[("pass", _("passport")), ("waste", _("waste"))], widget=forms.CheckboxSelectMultiple
    )
    agrees = forms.BooleanField(label=_("Send me a copy"), required=False)
