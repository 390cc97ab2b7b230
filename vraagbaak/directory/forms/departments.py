"""The shape of what is typed about departments and groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory.forms.fields import PhoneField, RowField
from vraagbaak.directory.models import Department, Employee, Location
from vraagbaak.directory.queries import active_locations, possible_substitutes


class DepartmentForm(forms.Form):
    """A department."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = forms.CharField(
        label=_("What it does"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Short and plain. Colleagues search in this text too."),
    )
    phone = PhoneField(label=_("Phone number"))
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    head = RowField(label=_("Head"), queryset=Employee.objects.none(), required=False)
    location = RowField(
        label=_("Location"),
        queryset=Location.objects.none(),
        required=False,
        help_text=_("Its opening hours count as the working hours of the department. Empty: the main location."),
    )

    def __init__(self, *args: Any, department: Department | None = None, **kwargs: Any) -> None:
        if department:
            fields = ("name", "description", "phone", "email")
            known = {field: getattr(department, field) for field in fields}
            known["head"] = department.head and department.head.uuid
            known["location"] = department.location and department.location.uuid
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.fields["head"].queryset = possible_substitutes()  # type: ignore[attr-defined]
        self.fields["location"].queryset = active_locations()  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """A team within a department."""

    group_name = forms.CharField(label=_("Name of the group"), max_length=120)
