"""The addresses of sign-on, under the names that the sign-on library knows; what is not named here does not exist."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as sign_on
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from vraagbaak.people.views import account, entrance

View = Callable[..., HttpResponseBase]


def _honest(view: View) -> View:
    """Answer a refused form with 422, as all our pages do."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


urlpatterns = [
    path("inloggen/", _honest(sign_on.login), name="account_login"),
    path("uitloggen/", sign_on.logout, name="account_logout"),
    path("bevestigen/", _honest(sign_on.reauthenticate), name="account_reauthenticate"),
    path("inloggen/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", _honest(second_step.authenticate), name="mfa_authenticate"),
    path("inloggen/<slug:provider_id>/", entrance.single_sign_on, name="openid_connect_login"),
    path("inloggen/<slug:provider_id>/terug/", entrance.single_sign_on_back, name="openid_connect_callback"),
    path("bevestigen/code/", _honest(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("bevestigen/passkey/", _honest(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("beveiliging/", account.factors, name="mfa_index"),
    path("beveiliging/app/", _honest(app.activate_totp), name="mfa_activate_totp"),
    path("beveiliging/app/weg/", _honest(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("beveiliging/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("beveiliging/herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("beveiliging/herstelcodes/bestand/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("beveiliging/passkeys/", account.factors, name="mfa_list_webauthn"),
    path("beveiliging/passkeys/nieuw/", _honest(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("beveiliging/passkeys/<int:pk>/weg/", account.remove_passkey, name="mfa_remove_webauthn"),
]
