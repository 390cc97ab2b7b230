"""Single sign-on with a real OpenID Connect provider in this process: PKCE, nonce, groups, and whom it lets in."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.urls import reverse
from oidc_provider_mock import run_server_in_thread

from vraagbaak.core.models import EventRecord
from vraagbaak.people.models import Agent, GroupRole

LOGIN = "/account/inloggen/sso/"


@pytest.fixture(scope="module")
def provider():
    with run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _connected(settings, provider):
    settings.OIDC_URL = provider
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "Gemeente-account",
                    "client_id": "vraagbaak",
                    "secret": "geheim",
                    "settings": {"server_url": provider, "oauth_pkce_enabled": True},
                }
            ]
        }
    }


@pytest.fixture
def know(provider):
    """Let the provider know somebody, with these claims."""

    def tell(sub="sanne", **claims) -> str:
        given = {"email": f"{sub}@nieuwerdam.example", "email_verified": True, "name": "Sanne Kuiper", **claims}
        requests.put(f"{provider}/users/{sub}", json=given, timeout=5).raise_for_status()
        return sub

    return tell


def come_in(client, sub):
    """The whole round: to the provider, sign on there, and back."""
    away = client.post(LOGIN)
    there = requests.post(away["Location"], data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    return client.get(f"{back.path}?{back.query}"), parse_qs(urlsplit(away["Location"]).query)


def is_signed_on(client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def test_the_round_uses_pkce_a_long_state_and_a_nonce(client, db, know):
    GroupRole.objects.create(group="kcc", role="agent")

    response, asked = come_in(client, know(groups=["kcc"]))

    assert response.status_code == 302
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 43
    assert is_signed_on(client)


def test_an_unknown_person_gets_an_account_when_a_group_gives_a_role(client, db, know):
    GroupRole.objects.create(group="kcc", role="agent")
    GroupRole.objects.create(group="redactie", role="editor")

    come_in(client, know("nieuw", groups=["kcc", "anders"]))

    assert Agent.objects.get(email="nieuw@nieuwerdam.example").roles == {"agent"}
    assert EventRecord.objects.get(name="SignedOn").facts["methods"] == ["single_sign_on"]


def test_an_unknown_person_without_a_group_stays_outside(client, db, know):
    response, _ = come_in(client, know("vreemd"))

    assert response["Location"].startswith("/account/inloggen/")
    assert not is_signed_on(client)
    assert not Agent.objects.exists()
    assert EventRecord.objects.get(name="SignOnFailed").facts["reason"] == "single_sign_on_unknown"


def test_an_account_is_tied_by_a_verified_mail_address(client, anna, know):
    come_in(client, know("sub-van-anna", email=anna.email.upper()))

    assert is_signed_on(client)
    assert anna.socialaccount_set.get().uid == "sub-van-anna"
    assert anna.socialaccount_set.get().extra_data == {"id_token": {"amr": None}}


def test_an_account_is_never_tied_by_an_unverified_mail_address(client, anna, know):
    come_in(client, know("dief", email=anna.email, email_verified=False, groups=["kcc"]))

    assert not is_signed_on(client)
    assert not anna.socialaccount_set.exists()


def test_a_known_identity_stays_itself_when_its_mail_address_changes(client, anna, samir, know):
    come_in(client, know("sub-van-anna", email=anna.email))
    client.logout()

    come_in(client, know("sub-van-anna", email=samir.email))

    assert client.get(reverse("people:account")).wsgi_request.user == anna
    assert not samir.socialaccount_set.exists()


def test_roles_follow_the_groups_at_every_sign_on(client, db, know):
    GroupRole.objects.create(group="kcc", role="agent")
    GroupRole.objects.create(group="coaches", role="coach")
    come_in(client, know("wisselt", groups=["kcc"]))
    client.logout()

    come_in(client, know("wisselt", groups=["coaches"]))

    assert Agent.objects.get(email="wisselt@nieuwerdam.example").roles == {"coach"}


def test_a_closed_account_stays_closed(client, anna, know):
    Agent.objects.filter(id=anna.id).update(is_active=False)

    come_in(client, know("sub-van-anna", email=anna.email))

    assert not is_signed_on(client)


def test_an_answer_that_was_not_asked_for_is_refused(client, db, know):
    response = client.get("/account/inloggen/sso/terug/?code=gestolen&state=verzonnen")

    assert response["Location"].startswith("/account/inloggen/")
    assert EventRecord.objects.get(name="SignOnFailed").facts["reason"] == "single_sign_on_failed"


def test_a_replayed_identity_is_refused(client, anna, know):
    away = client.post(LOGIN)
    swapped = away["Location"].replace("nonce=", "nonce=anders")
    there = requests.post(
        swapped, data={"sub": know("sub-van-anna", email=anna.email)}, allow_redirects=False, timeout=5
    )
    back = urlsplit(there.headers["Location"])

    client.get(f"{back.path}?{back.query}")

    assert not is_signed_on(client)


def test_a_provider_that_does_not_answer_gives_a_plain_sentence(client, db, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"

    response = client.post(LOGIN, follow=True)

    assert "antwoordt niet" in response.content.decode()


def test_the_way_out_opens_by_a_form_only(client, db):
    assert client.get(LOGIN).status_code == 405


def test_from_a_locked_screen_the_provider_has_to_ask_again(client, anna, know):
    come_in(client, know("sub-van-anna", email=anna.email))
    client.post(reverse("people:lock"))

    away = client.post(LOGIN)

    assert parse_qs(urlsplit(away["Location"]).query)["prompt"] == ["login"]
