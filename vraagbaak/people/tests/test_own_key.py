"""Single sign-on with our own key, at a provider in a process of its own that checks everything."""

import subprocess
import sys
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.urls import reverse

from vraagbaak.core.models import EventRecord
from vraagbaak.people.client_keys import forget_keys, make_key
from vraagbaak.people.models import GroupRole

KEYS = "/account/sleutels/"


@pytest.fixture(scope="module")
def provider():
    command = [sys.executable, "-m", "vraagbaak.people.tests.provider"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        yield running.stdout.readline().strip()
        running.terminate()


@pytest.fixture
def folder(tmp_path, settings):
    settings.OIDC_KEYS = tmp_path / "sign-on"
    return settings.OIDC_KEYS


@pytest.fixture
def behave(provider, live_server):
    """Let the provider do this wrong; it fetches our public keys over the network."""

    def tell(**wishes):
        wishes = {"keys_url": live_server.url + KEYS, **wishes}
        requests.put(f"{provider}/behave", json=wishes, timeout=5).raise_for_status()

    tell()
    return tell


@pytest.fixture
def come_in(client, provider, behave, folder, settings, transactional_db):
    """The whole round of somebody who may come in; gives what the provider saw of us."""
    settings.OIDC_URL = provider
    app = {
        "provider_id": "sso",
        "name": "Gemeente-account",
        "client_id": "vraagbaak",
        "secret": "",
        "settings": {"server_url": provider, "oauth_pkce_enabled": True, "token_auth_method": "private_key_jwt"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    GroupRole.objects.create(group="kcc", role="agent")

    def walk():
        away = client.post("/account/inloggen/sso/")
        there = requests.get(away["Location"], allow_redirects=False, timeout=5)
        back = urlsplit(there.headers["Location"])
        client.get(f"{back.path}?{back.query}")
        return requests.get(f"{provider}/seen", timeout=5).json()

    return walk


def is_signed_on(client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def test_our_own_key_opens_the_way_without_a_secret(client, come_in, folder):
    key = make_key(folder)

    seen = come_in()

    assert is_signed_on(client)
    assert [(proof["alg"], proof["kid"]) for proof in seen] == [("PS256", key.public["kid"])]


def test_a_provider_that_knows_one_way_of_signing_gets_that_one(client, come_in, folder, behave):
    make_key(folder)
    behave(algorithms=["RS256"])

    seen = come_in()

    assert is_signed_on(client)
    assert seen[0]["alg"] == "RS256"


def test_a_key_on_a_curve_signs_too(client, come_in, folder):
    folder.mkdir()
    pem = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "kluis.pem").write_bytes(pem)

    seen = come_in()

    assert is_signed_on(client)
    assert seen[0]["alg"] == "ES256"


def test_a_new_key_signs_at_once_while_the_one_before_it_stays_published(client, come_in, folder):
    make_key(folder)
    before, new = make_key(folder), make_key(folder)

    seen = come_in()

    assert is_signed_on(client)
    assert seen[0]["kid"] == new.public["kid"]
    assert seen[0]["published"] == [new.public["kid"], before.public["kid"]]


def test_a_leaked_key_can_be_forgotten_at_once(client, folder):
    make_key(folder)
    new = make_key(folder)

    forget_keys(folder, but=1)

    assert client.get(KEYS).json() == {"keys": [new.public]}


def test_everybody_may_see_the_public_half_and_nobody_the_other(client, folder):
    make_key(folder)

    answer = client.get(KEYS)

    assert set(answer.json()["keys"][0]) == {"kty", "n", "e", "use", "kid"}
    assert [path.stat().st_mode & 0o077 for path in folder.iterdir()] == [0]


def test_a_key_that_the_provider_does_not_know_stays_outside(client, come_in, folder, behave, tmp_path):
    make_key(folder)
    behave(keys_url=(tmp_path / "anders").as_uri())
    (tmp_path / "anders").write_text('{"keys": []}')

    seen = come_in()

    assert not is_signed_on(client)
    assert "refused" in seen[0]


def test_without_a_key_nobody_comes_in_and_the_page_says_so(client, come_in):
    seen = come_in()

    assert seen == []
    assert "Aanmelden is niet gelukt" in client.get("/account/inloggen/").content.decode()
    assert EventRecord.objects.get(name="SignOnFailed").facts["reason"] == "single_sign_on_failed"


@pytest.mark.parametrize(
    "wrong",
    [{"forged": True}, {"nonce": "van-een-ander"}, {"userinfo_sub": "iemand-anders"}],
    ids=["signature", "nonce", "person"],
)
def test_an_identity_that_does_not_hold_is_refused(client, come_in, folder, behave, wrong):
    make_key(folder)
    behave(**wrong)

    come_in()

    assert not is_signed_on(client)
    assert EventRecord.objects.get(name="SignOnFailed").facts["reason"] == "single_sign_on_failed"
