"""How this installation talks to the identity provider: it proves who it is and checks what it is told."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest

from vraagbaak.people.client_keys import NoUsableKey, prove

WITH_OWN_KEY = "private_key_jwt"
SIGNED_BY = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA")
REQUIRED = ("iss", "sub", "aud", "exp", "iat")
CLOCKS_DIFFER_SECONDS = 30


class IdentityProvider(OpenIDConnectOAuth2Adapter):
    """Shows our own key where that is chosen, and believes no identity without a signature that holds."""

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        if self.get_provider().token_auth_method != WITH_OWN_KEY:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        accepted = self.openid_config.get("token_endpoint_auth_signing_alg_values_supported", [])
        try:
            proof = prove(settings.OIDC_KEYS, client=app.client_id, audience=self.access_token_url, accepted=accepted)
        except NoUsableKey as missing:
            raise OAuth2Error("There is no own key to use") from missing
        return client.get_access_token(request.GET["code"], pkce_code_verifier=pkce_code_verifier, extra_data=proof)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            return jwt.decode(
                id_token,
                _key(jwt.PyJWKSet.from_dict(answer.json()), named).key,
                algorithms=SIGNED_BY,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER_SECONDS,
                options={"require": list(REQUIRED)},
            )
        except (jwt.PyJWTError, TypeError, AttributeError) as wrong:
            raise OAuth2Error("The identity does not hold") from wrong


def _key(published: jwt.PyJWKSet, named: str | None) -> jwt.PyJWK:
    """The key with this name; without a name it has to be the only one (OpenID Connect Core 10.1)."""
    fit = [key for key in published.keys if named in (None, key.key_id) and key.public_key_use != "enc"]
    if len(fit) != 1:
        raise jwt.InvalidKeyError("no such key")
    return fit[0]
