"""A small identity provider that really checks: proof key, nonce, and a client that shows its own key (RFC 7523).

    python -m vraagbaak.people.tests.provider

It prints its address and shares no code with the product. `PUT /behave` says where the keys of its client are and what
it does wrong; `GET /seen` tells what it saw.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "vraagbaak"
BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
OWN = RSAKey.generate_key(2048, {"kid": "eigen", "use": "sig"})
FORGED = RSAKey.generate_key(2048, {"kid": "eigen", "use": "sig"})
USUAL = {"algorithms": ["PS256", "RS256", "ES256"], "nonce": None, "forged": False, "userinfo_sub": None}


class Refused(Exception):
    """The client did something that the standard forbids."""


class State:
    """What this provider remembers."""

    keys_url = ""
    issuer = ""
    behave = dict(USUAL)
    codes: dict[str, dict[str, str]] = {}
    used: set[str] = set()
    seen: list[dict[str, object]] = []


def the_client(sent: dict[str, str]) -> dict[str, object]:
    """The header of a proof that holds; every other one is refused with the reason."""
    if "client_secret" in sent:
        raise Refused("a secret was sent")
    if sent.get("client_assertion_type") != BEARER:
        raise Refused("no proof was sent")
    with urlopen(State.keys_url) as answer:
        published = json.load(answer)
    if any("d" in key for key in published["keys"]):
        raise Refused("a private key was published")
    try:
        proof = jwt.decode(
            sent["client_assertion"], KeySet.import_key_set(published), algorithms=State.behave["algorithms"]
        )
    except Exception as error:
        raise Refused(f"signature: {error}") from error
    claims, now = proof.claims, time.time()
    if not claims["iss"] == claims["sub"] == CLIENT:
        raise Refused("issuer or subject")
    if claims["aud"] != f"{State.issuer}/token":
        raise Refused("audience")
    if not now < claims["exp"] <= now + 61 or not now - 5 < claims["iat"] <= now + 1:
        raise Refused("time")
    if claims["jti"] in State.used:
        raise Refused("replay")
    State.used.add(claims["jti"])
    return {**proof.header, "published": [key["kid"] for key in published["keys"]]}


def token(sent: dict[str, str]) -> dict[str, object]:
    """Give an identity for a code, once, to who shows the proof key and who they are."""
    asked = State.codes.pop(sent.get("code", ""), None)
    if asked is None or sent.get("grant_type") != "authorization_code":
        raise Refused("code")
    if sent.get("redirect_uri") != asked["redirect_uri"]:
        raise Refused("redirect")
    digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
    if asked["code_challenge_method"] != "S256" or _base64(digest) != asked["code_challenge"]:
        raise Refused("proof key")
    State.seen.append(the_client(sent))
    now = int(time.time())
    claims = {
        "iss": State.issuer,
        "aud": CLIENT,
        "sub": "sanne",
        "iat": now,
        "exp": now + 60,
        "nonce": State.behave["nonce"] or asked["nonce"],
    }
    key = FORGED if State.behave["forged"] else OWN
    identity = jwt.encode({"alg": "RS256", "kid": "eigen"}, claims, key)
    return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 60, "id_token": identity}


def configuration() -> dict[str, object]:
    """What this provider says of itself."""
    return {
        "issuer": State.issuer,
        **{f"{name}_endpoint": f"{State.issuer}/{name}" for name in ("authorization", "token", "userinfo")},
        "jwks_uri": f"{State.issuer}/jwks",
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": State.behave["algorithms"],
    }


class Provider(BaseHTTPRequestHandler):
    """Answers the browser and the client."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorization":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            code = secrets.token_urlsafe()
            State.codes[code] = asked
            self.send_response(302)
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
            return
        answers = {
            "/.well-known/openid-configuration": configuration,
            "/jwks": lambda: KeySet([OWN]).as_dict(private=False),
            "/userinfo": lambda: {
                "sub": State.behave["userinfo_sub"] or "sanne",
                "email": "sanne@nieuwerdam.example",
                "email_verified": True,
                "name": "Sanne Kuiper",
                "groups": ["kcc"],
            },
            "/seen": lambda: State.seen,
        }
        self._answer(200, answers[parts.path]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            self._answer(200, token({name: values[0] for name, values in parse_qs(body).items()}))
        except Refused as refused:
            State.seen.append({"refused": str(refused)})
            self._answer(401, {"error": "invalid_client"})

    def do_PUT(self) -> None:
        wishes = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        State.behave, State.seen = {**USUAL, **wishes}, []
        State.keys_url = wishes.get("keys_url", State.keys_url)
        self._answer(200, {})

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    State.issuer = f"http://localhost:{server.server_port}"
    sys.stdout.write(f"{State.issuer}\n")
    sys.stdout.flush()
    server.serve_forever()
