"""The shape of what is typed about who works here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory import sentences
from vraagbaak.directory.forms.fields import PhoneField, RowField, RowsField, SkillsField, WeekdaysField
from vraagbaak.directory.models import Department, Employee, Group
from vraagbaak.directory.queries import active_departments, all_groups, free_accounts, possible_substitutes
from vraagbaak.people.models import Agent

_PLAIN = ("first_name", "last_name", "function", "phone", "mobile", "email", "mornings", "afternoons", "skills")
_CHOSEN = ("department", "substitute", "account")


class EmployeeForm(forms.Form):
    """Somebody who works here."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=120)
    function = forms.CharField(label=_("Function"), max_length=120, required=False)
    department = RowField(label=_("Department"), queryset=Department.objects.none())
    groups = RowsField(label=_("Groups"), queryset=Group.objects.none(), required=False)
    phone = PhoneField(label=_("Phone number"))
    mobile = PhoneField(label=_("Mobile number"))
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    mornings = WeekdaysField(label=_("Works in the morning"))
    afternoons = WeekdaysField(label=_("Works in the afternoon"))
    substitute = RowField(label=_("Substitute"), queryset=Employee.objects.none(), required=False)
    skills = SkillsField(label=_("Skills"), help_text=_("With commas between them. Colleagues search in them too."))
    account = RowField(
        label=_("Account"),
        queryset=Agent.objects.none(),
        required=False,
        help_text=_("With this, colleagues see whether this person can be reached now."),
    )

    def __init__(self, *args: Any, employee: Employee | None = None, **kwargs: Any) -> None:
        self.employee = employee
        if employee:
            known: dict[str, object] = {field: getattr(employee, field) for field in _PLAIN}
            known |= {field: getattr(getattr(employee, field), "uuid", None) for field in _CHOSEN}
            known["groups"] = list(employee.groups.values_list("uuid", flat=True))
            kwargs["initial"] = known
        else:
            kwargs["initial"] = {"mornings": [1, 2, 3, 4, 5], "afternoons": [1, 2, 3, 4, 5]} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        choices = {
            "department": active_departments(),
            "groups": all_groups(),
            "substitute": possible_substitutes(),
            "account": free_accounts(employee),
        }
        for field, rows in choices.items():
            self.fields[field].queryset = rows  # type: ignore[attr-defined]

    def clean_substitute(self) -> Employee | None:
        """Refuse somebody as their own substitute."""
        substitute: Employee | None = self.cleaned_data["substitute"]
        if substitute and substitute == self.employee:
            raise forms.ValidationError(sentences.OWN_SUBSTITUTE)
        return substitute


class EmployeeSearchForm(forms.Form):
    """Which employees to list."""

    is_filter = True  # nobody needs to be told that a filter may be left empty

    q = forms.CharField(
        label=_("Name, function, skill or department"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
