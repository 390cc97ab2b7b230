"""The shape of what is chosen about how far a role reaches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vraagbaak.directory.forms.fields import RowsField
from vraagbaak.directory.models import Department
from vraagbaak.directory.queries import RoleReach, active_departments


class ReachForm(forms.Form):
    """For which departments a role holds."""

    reach = forms.ChoiceField(
        label=_("This role holds for"),
        choices=[("all", _("all departments")), ("some", _("only these departments"))],
        widget=forms.RadioSelect,
    )
    departments = RowsField(label=_("Departments"), queryset=Department.objects.none(), required=False)

    def __init__(self, *args: Any, held: RoleReach, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "reach": "some" if held.is_narrowed else "all",
            "departments": [department.uuid for department in held.departments],
        }
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = active_departments()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a role for only some departments without any."""
        given = super().clean() or self.cleaned_data
        if given.get("reach") == "some" and not given.get("departments") and "departments" not in self.errors:
            self.add_error("departments", _("Choose at least one department."))
        return given

    @property
    def chosen(self) -> list[Department] | None:
        """The departments, or None for all."""
        return list(self.cleaned_data["departments"]) if self.cleaned_data["reach"] == "some" else None


class LiaisonForm(forms.Form):
    """Of which departments somebody is liaison."""

    departments = RowsField(label=_("Liaison of"), queryset=Department.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = active_departments()  # type: ignore[attr-defined]
