"""Fields that several forms of the directory share."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.worktime import Stretch
from vraagbaak.directory import sentences, wording
from vraagbaak.directory.rules.addresses import tidy_phone, tidy_postcode
from vraagbaak.directory.rules.hours import HoursNotUnderstood, HoursOverlap, format_hours, parse_hours

LONGEST_SKILL, MOST_SKILLS = 60, 30


class PhoneField(forms.CharField):
    """A number that colleagues and residents can dial, kept as the organisation writes it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        super().__init__(max_length=32, required=False, widget=widget, **options)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        number = tidy_phone(text)
        if number is None:
            raise ValidationError(sentences.PHONE_REFUSED)
        return number


class PostcodeField(forms.CharField):
    """A Dutch postcode in any notation."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=10, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        postcode = tidy_postcode(text)
        if postcode is None:
            raise ValidationError(sentences.POSTCODE_REFUSED)
        return postcode


class HoursField(forms.CharField):
    """The opening hours of one day, in words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=80, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}), **options
        )

    def clean(self, value: Any) -> tuple[Stretch, ...]:
        try:
            return parse_hours(super().clean(value))
        except HoursNotUnderstood as error:
            raise ValidationError(sentences.HOURS_REFUSED) from error
        except HoursOverlap as error:
            raise ValidationError(sentences.HOURS_OVERLAP) from error

    def prepare_value(self, value: Any) -> Any:
        return format_hours(value) if isinstance(value, tuple) else value


class SkillsField(forms.CharField):
    """Skills with commas between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2000, required=False, **options)

    def clean(self, value: Any) -> list[str]:
        typed: str = super().clean(value)
        skills = list(dict.fromkeys(" ".join(part.split()) for part in typed.split(",") if part.strip()))
        if any(len(skill) > LONGEST_SKILL for skill in skills):
            raise ValidationError(sentences.SKILL_TOO_LONG)
        if len(skills) > MOST_SKILLS:
            raise ValidationError(_("Name at most %(n)d skills."), params={"n": MOST_SKILLS})
        return skills

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among rows, named by their UUID."""

    def __init__(self, **options: Any) -> None:
        super().__init__(to_field_name="uuid", error_messages={"invalid_choice": sentences.CHOICE_GONE}, **options)

    def to_python(self, value: Any) -> Model | None:
        if value and not _is_uuid(value):
            raise ValidationError(sentences.CHOICE_GONE)
        return super().to_python(value)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several choices among rows, named by their UUID, with a box to tick for each."""

    def __init__(self, **options: Any) -> None:
        messages = {"invalid_choice": sentences.CHOICE_GONE, "invalid_pk_value": sentences.CHOICE_GONE}
        super().__init__(
            to_field_name="uuid",
            error_messages={**messages, **options.pop("error_messages", {})},
            widget=forms.CheckboxSelectMultiple(attrs={"class": "checks rows"}),
            **options,
        )

    def clean(self, value: Any) -> Any:
        if isinstance(value, Iterable) and not all(_is_uuid(item) for item in value):
            raise ValidationError(sentences.CHOICE_GONE)
        return super().clean(value)


class WeekdaysField(forms.TypedMultipleChoiceField):
    """Some days of the week."""

    def __init__(self, **options: Any) -> None:
        days = [(day, wording.short_weekday(day)) for day in range(1, 8)]
        super().__init__(
            choices=days,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "checks across"}),
            **options,
        )


def _is_uuid(value: Any) -> bool:
    if isinstance(value, (uuid.UUID, Model)):
        return True
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True
