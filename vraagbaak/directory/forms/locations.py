"""The shape of what is typed about locations, opening hours and exceptions."""

from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.worktime import Stretch
from vraagbaak.directory import wording
from vraagbaak.directory.forms.fields import HoursField, PhoneField, PostcodeField, RowField
from vraagbaak.directory.models import Location
from vraagbaak.directory.queries import active_locations, week_of_location

_PLAIN = ("name", "address", "postcode", "city", "phone", "note", "is_main")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class LocationForm(forms.Form):
    """A place where residents come, with when it is open."""

    name = forms.CharField(label=_("Name"), max_length=120)
    address = forms.CharField(label=_("Street and number"), max_length=160, required=False)
    postcode = PostcodeField(label=_("Postcode"))
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    phone = PhoneField(label=_("Phone number"))
    note = forms.CharField(label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    is_main = forms.BooleanField(
        label=_("Main location"),
        required=False,
        help_text=_("Deadlines are counted in the opening hours of this location."),
    )

    def __init__(self, *args: Any, location: Location | None = None, **kwargs: Any) -> None:
        week = week_of_location(location) if location else {}
        if location:
            known: dict[str, object] = {field: getattr(location, field) for field in _PLAIN}
            kwargs["initial"] = known | {f"day_{day}": stretches for day, stretches in week.items()}
        super().__init__(*args, **kwargs)
        for day in range(1, 8):
            self.fields[f"day_{day}"] = HoursField(label=wording.weekday(day).capitalize())

    @property
    def days(self) -> list[BoundField]:
        """The fields of the week."""
        return [self[f"day_{day}"] for day in range(1, 8)]

    @property
    def week(self) -> dict[int, tuple[Stretch, ...]]:
        """The hours of each weekday, once they were found right."""
        return {day: self.cleaned_data[f"day_{day}"] for day in range(1, 8)}

    @property
    def values(self) -> dict[str, Any]:
        """What was said of the place itself."""
        return {field: self.cleaned_data[field] for field in _PLAIN}


class ClosingDayForm(forms.Form):
    """A day on which it is closed, or open at other hours."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is no day. Example: 24-12-2026.")},
    )
    name = forms.CharField(
        label=_("Reason"), max_length=120, help_text=_("This is read out to residents. For example: Christmas Eve.")
    )
    location = RowField(
        label=_("Location"), queryset=Location.objects.none(), required=False, empty_label=_("All locations")
    )
    hours = HoursField(label=_("Other hours"), help_text=_("For example 9:00-12:00. Empty: closed the whole day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = active_locations()  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """Refuse a year that must be a typing error."""
        day: date = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Is the year right? Choose a day between 2000 and 2099."))
        return day

    def clean_hours(self) -> Stretch | None:
        """An exception holds one stretch."""
        stretches: tuple[Stretch, ...] = self.cleaned_data["hours"]
        if len(stretches) > 1:
            raise forms.ValidationError(_("Name one stretch for this day, such as 9:00-12:00."))
        return stretches[0] if stretches else None
