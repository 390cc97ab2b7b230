"""How sign-on behaves here: accounts come by invitation or by the identity provider only."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vraagbaak.core.encryption import decrypt, encrypt
from vraagbaak.core.trace import current_trace, name_actor
from vraagbaak.people import actions, queries
from vraagbaak.people.actions.sessions import LOCKED
from vraagbaak.people.models import Agent
from vraagbaak.people.rules import groups_in, proves_second_factor

NOT_ADMITTED = {
    "unknown": gettext_lazy("You have no account here yet. Ask your administrator for an invitation."),
    "inactive": gettext_lazy("You have no account here yet. Ask your administrator for an invitation."),
    "unverified": gettext_lazy(
        "Your organisation did not confirm your e-mail address. Ask your administrator for help."
    ),
    "failed": gettext_lazy("Signing on did not work. Try again, or use your password."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone, and a refusal never tells whether the account exists."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("This e-mail address and password do not belong together."),
        "too_many_login_attempts": gettext_lazy("Too many attempts failed. Wait a quarter of an hour and try again."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("This code is not right. Use the code that the app shows now."),
        "rate_limited": gettext_lazy("This goes too fast. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return current_trace().origin or "0.0.0.0"  # noqa: S104

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if queries.too_many_failures(current_trace().origin):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        # `login` is the name under which the throttle counts; a closed account answers as an unknown one.
        user = super().authenticate(request, **credentials, login=credentials.get("email", "").lower())
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_on(credentials.get("email", ""), reason="password")

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return _back_to_entrance(request, "inactive")

    def post_login(self, request: HttpRequest, user: Agent, **kwargs: Any) -> HttpResponse:
        name_actor(user.uuid)
        actions.begin_session(user, request.session, methods=_methods(request, user))
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Agent):
            actions.end_session(request.user)
        super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted, and the last one where a role demands it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right. Use the code that the app shows now."),
        "cannot_delete_authenticator": gettext_lazy("Your role demands a second step. Add another one first."),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        agent: Agent = authenticator.user
        return not (queries.demands_second_factor(agent) and queries.is_last_factor(authenticator))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return "Vraagbaak"


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on: whom the identity provider vouches for, and who is known here or in a group that gives a role."""

    def generate_state_param(self, state: dict[str, Any]) -> str:
        return get_random_string(32)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        token = sociallogin.account.extra_data.get("id_token") or {}
        userinfo = sociallogin.account.extra_data.get("userinfo") or {}
        claims = {**token, **userinfo}
        if _is_replayed(request, sociallogin, token) or claims.get("sub") != token.get("sub"):
            raise _refusal(request, "", "failed")
        try:
            with transaction.atomic():
                agent = actions.admit_by_single_sign_on(
                    _known(sociallogin),
                    email=claims.get("email"),
                    is_verified=settings.OIDC_MAIL_IS_VERIFIED or claims.get("email_verified") in (True, "true"),
                    name=str(claims.get("name") or ""),
                    groups=groups_in(claims.get(settings.OIDC_GROUPS_CLAIM)),
                )
                if not sociallogin.is_existing:
                    sociallogin.connect(request, agent)
        except actions.NotAdmitted as refused:
            raise _refusal(request, str(claims.get("email") or ""), refused.reason) from refused
        _keep_little(sociallogin, token)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        raise _refusal(request, "", "failed")


def _known(sociallogin: SocialLogin) -> Agent | None:
    return sociallogin.user if sociallogin.is_existing and isinstance(sociallogin.user, Agent) else None


def _is_replayed(request: HttpRequest, sociallogin: SocialLogin, token: dict[str, Any]) -> bool:
    """Whether this identity was not freshly made for this sign-on: another nonce, or older than the lock."""
    if token.get("nonce") != sociallogin.state.get("nonce"):
        return True
    locked = request.session.get(LOCKED)
    return bool(locked and token.get("auth_time") and float(token["auth_time"]) < locked - 60)


def _keep_little(sociallogin: SocialLogin, token: dict[str, Any]) -> None:
    """Keep of the claims only what the next sign-on needs; the rest is personal data without a purpose."""
    sociallogin.account.extra_data = {"id_token": {"amr": token.get("amr")}}
    sociallogin.account.save(update_fields=["extra_data"])


def _methods(request: HttpRequest, user: Agent) -> frozenset[str]:
    """How this session was signed on, in the words of the event."""
    methods = set()
    for record in get_authentication_records(request, user):
        if record["method"] == "socialaccount":
            methods.add("single_sign_on")
        else:
            methods.add(str(record.get("type") or record["method"]))
    if "single_sign_on" in methods and (settings.OIDC_ASKS_SECOND_FACTOR or _idp_asked(user)):
        methods.add("single_sign_on_mfa")
    return frozenset(methods)


def _idp_asked(user: Agent) -> bool:
    accounts = SocialAccount.objects.filter(user=user)
    return any(proves_second_factor((account.extra_data.get("id_token") or {}).get("amr")) for account in accounts)


def _refusal(request: HttpRequest, email: str, reason: str) -> ImmediateHttpResponse:
    actions.note_failed_sign_on(email, reason=f"single_sign_on_{reason}")
    return ImmediateHttpResponse(_back_to_entrance(request, reason))


def _back_to_entrance(request: HttpRequest, reason: str) -> HttpResponse:
    messages.error(request, str(NOT_ADMITTED[reason]))
    return redirect(f"{reverse('account_login')}?{urlencode({'sso': reason})}")
