"""The shape of what people type about accounts, sign-on and settings."""

import json
from collections.abc import Mapping
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Organisation
from vraagbaak.people.extensions import shortcuts
from vraagbaak.people.models import Agent, Role, ServiceToken
from vraagbaak.people.queries import Preferences
from vraagbaak.people.rules import tidy_combination


class _Labelled:
    """A form of the sign-on library with its labels above the fields, instead of in them."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].label = _("Code")


class SignOnForm(_Labelled, LoginForm):  # type: ignore[misc]
    """Mail address and password."""


class ReauthenticateForm(_Labelled, PasswordAgainForm):  # type: ignore[misc]
    """The password once more."""


class CodeForm(_Labelled, AuthenticateForm):  # type: ignore[misc]
    """A code as second step."""


class CodeAgainForm(_Labelled, MFAReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class _AnyJson(json.JSONDecoder):
    """Refuses every text that is no JSON in one way, also numbers and nesting beyond all measure."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("unreadable", "", 0) from error


class _Passkey:
    """A form of the sign-on library that takes what a passkey signed."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].decoder = _AnyJson


class PasskeyForm(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey to sign on with."""


class SecondPasskeyForm(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as second step."""


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more."""


class NewPasskeyForm(_Passkey, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey to keep."""


class NewAppForm(_Labelled, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""


THEME_CHOICES = [("auto", _("as on this device")), ("light", _("light")), ("dark", _("dark"))]


def _roles_field(*, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=required,
        error_messages={"required": _("Choose at least one role.")},
    )


class NewPasswordField(forms.CharField):
    """A new password, typed once: it can be shown, and a mistake is put right by mail."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("New password"),
            strip=False,
            max_length=200,
            help_text=_("At least 12 characters. A sentence is easy to remember."),
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            **options,
        )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    roles = _roles_field()


class RolesForm(forms.Form):
    """The roles that somebody holds."""

    roles = _roles_field(required=False)


class NameForm(forms.Form):
    """Somebody's own name."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class _PasswordForm(forms.Form):
    """A form with a new password for a known or future account."""

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        self.agent = agent
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.agent)
        return password


class AcceptForm(_PasswordForm):
    """What an invited person chooses."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField()


class ResetForm(_PasswordForm):
    """A new password by link."""

    password = NewPasswordField()


class ChangePasswordForm(_PasswordForm):
    """A new password, by somebody who knows the present one."""

    current = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = NewPasswordField()


class ForgottenForm(forms.Form):
    """Whose password was forgotten."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class UnlockForm(forms.Form):
    """The password that opens a locked screen."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class PreferencesForm(forms.Form):
    """Own choices: colours, and the keys of every action that has some."""

    theme = forms.ChoiceField(label=_("Colours"), choices=THEME_CHOICES)
    shortcuts_on = forms.BooleanField(label=_("Use keyboard shortcuts"), required=False)

    def __init__(self, *args: Any, own: Preferences, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"theme": own.theme, "shortcuts_on": own.shortcuts_on})
        super().__init__(*args, **kwargs)
        for action, shortcut in shortcuts.items():
            self.fields[f"key_{action}"] = forms.CharField(
                label=str(shortcut.label), required=False, max_length=40, initial=own.shortcuts[action]
            )

    @property
    def shortcuts(self) -> Mapping[str, str]:
        """The keys as they were typed, in the notation that is kept."""
        return {action: tidy_combination(self.cleaned_data.get(f"key_{action}", "")) for action in shortcuts}

    @property
    def key_fields(self) -> list[forms.BoundField]:
        """The fields for keys, to show apart."""
        return [self[f"key_{action}"] for action in shortcuts]

    @property
    def has_wrong_keys(self) -> bool:
        """Whether some keys were refused, so that they have to be shown."""
        return any(name.startswith("key_") for name in self.errors)

    def refuse(self, combinations: frozenset[str]) -> None:
        """Say beside each field which keys cannot be used."""
        for action, keys in self.shortcuts.items():
            if keys in combinations:
                self.add_error(f"key_{action}", _("These keys cannot be used, or another action has them."))


class PoliciesForm(forms.Form):
    """The roles that may not be without a second factor."""

    roles = forms.MultipleChoiceField(
        label=_("A second step is required for"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class GroupForm(forms.Form):
    """Which group gives which role."""

    group = forms.CharField(label=_("Group at the identity provider"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class TokenForm(forms.Form):
    """A token for another system."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("For example the name of the telephone exchange.")
    )
    scope = forms.ChoiceField(
        label=_("May do"),
        # A screen gets its token on a page of its own, which gives the address with it.
        choices=[choice for choice in ServiceToken.Scope.choices if choice[0] != ServiceToken.Scope.WALLBOARD],
    )


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the administrator sets for the whole organisation; saving is the action's."""

    class Meta:
        model = Organisation
        fields = ("name", "theme", "goal_percent", "lock_minutes", "learned_after_agents", "uses_bsn")


class AccountSearchForm(forms.Form):
    """Which accounts to list."""

    is_filter = True  # nobody needs to be told that a filter may be left empty

    words = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("all roles")), *Role.choices], required=False)
    active = forms.BooleanField(label=_("Only who may sign on"), required=False)


class _PeriodForm(forms.Form):
    """A log within a period."""

    actor = forms.CharField(label=_("Who"), required=False, max_length=120)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        since, until = kept.get("since"), kept.get("until")
        if since and until and until < since:
            raise ValidationError({"until": _("This day is before the first day.")})
        return kept


class EventFilterForm(_PeriodForm):
    """Which events to list."""

    name = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.ChoiceField(
            label=_("What"), required=False, choices=[("", _("everything")), *names]
        )


class AccessFilterForm(_PeriodForm):
    """Whose data was seen, and by whom."""

    subject = forms.CharField(label=_("Whose data"), required=False, max_length=120)
