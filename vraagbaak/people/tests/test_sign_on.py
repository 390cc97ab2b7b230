"""Signing on: the same answer for unknown and wrong, throttled, with a second step, and noted without names."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from vraagbaak.core.models import EventRecord
from vraagbaak.people.models import Agent, RolePolicy

PASSWORD = "paard batterij nietje"
LOGIN = "/account/inloggen/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def nora(make_agent) -> Agent:
    agent = make_agent("Nora Vos", "agent")
    agent.set_password(PASSWORD)
    agent.save()
    return agent


def try_to_sign_on(client, email, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def errors_in(response) -> list[str]:
    return [str(error) for error in response.context["form"].non_field_errors()]


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_right_password_signs_on_and_is_kept_as_argon2(client, nora):
    response = try_to_sign_on(client, "NORA@nieuwerdam.example")

    assert response.status_code == 302
    assert nora.password.startswith("argon2")
    assert EventRecord.objects.get(name="SignedOn").facts["methods"] == ["password"]


def test_unknown_and_wrong_and_closed_get_the_same_answer(client, nora, make_agent):
    closed = make_agent("Piet Kok", "agent")
    closed.set_password(PASSWORD)
    closed.is_active = False
    closed.save()

    answers = [
        try_to_sign_on(client, "niemand@nieuwerdam.example"),
        try_to_sign_on(client, nora.email, "verkeerd"),
        try_to_sign_on(client, closed.email),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert len({tuple(errors_in(answer)) for answer in answers}) == 1


def test_unknown_takes_as_much_work_as_wrong(client, nora):
    def seconds(email) -> float:
        began = time.perf_counter()
        try_to_sign_on(client, email, "verkeerd")
        return time.perf_counter() - began

    seconds("warm@nieuwerdam.example")
    wrong = min(seconds(nora.email) for _ in range(3))
    unknown = min(seconds(f"niemand{number}@nieuwerdam.example") for number in range(3))

    assert unknown > wrong / 4


def test_a_failed_sign_on_is_noted_without_what_was_typed(client, nora):
    try_to_sign_on(client, nora.email, "geheim-getypt")
    try_to_sign_on(client, "niemand@nieuwerdam.example")

    noted = list(EventRecord.objects.filter(name="SignOnFailed").values_list("facts", flat=True))
    assert noted == [{"reason": "password", "agent": str(nora.uuid)}, {"reason": "password", "agent": None}]


def test_many_wrong_passwords_lock_the_account_for_this_address_only(client, nora, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = try_to_sign_on(client, nora.email, "verkeerd")

    assert response.status_code == 429
    assert "Te veel pogingen" in response.content.decode()
    assert try_to_sign_on(client, nora.email).status_code == 429
    assert try_to_sign_on(client, nora.email, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_unknown_account_is_locked_out_alike(client, db, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = try_to_sign_on(client, "niemand@nieuwerdam.example")

    assert response.status_code == 429


def test_one_account_cannot_be_guessed_from_many_addresses(client, nora):
    answers = [
        try_to_sign_on(client, nora.email, "verkeerd", REMOTE_ADDR=f"192.0.2.{number}") for number in range(1, 13)
    ]

    assert "Wacht een kwartier" in errors_in(answers[-1])[0]


def test_one_address_cannot_guess_at_many_accounts(client, db, monkeypatch):
    monkeypatch.setattr("vraagbaak.people.queries.sessions.FAILURES_PER_ADDRESS", 5)
    answers = [try_to_sign_on(client, f"wie{number}@nieuwerdam.example") for number in range(6)]

    assert "Wacht een kwartier" in errors_in(answers[-1])[0]


def test_an_app_asks_for_a_code_before_anything_opens(client, nora):
    secret = generate_totp_secret()
    TOTP.activate(nora, secret)

    response = try_to_sign_on(client, nora.email)

    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("people:account")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("mfa_authenticate"), {"code": code_for(secret)}).status_code == 302
    assert client.get(reverse("people:account")).status_code == 200


def test_the_secret_of_an_app_is_not_readable_in_the_database(nora):
    secret = generate_totp_secret()

    TOTP.activate(nora, secret)

    assert secret not in str(nora.authenticator_set.get().data)


def test_a_recovery_code_works_once(client, nora):
    TOTP.activate(nora, generate_totp_secret())
    code = RecoveryCodes.activate(nora).get_unused_codes()[0]
    for expected in (302, 422):
        client.logout()
        try_to_sign_on(client, nora.email)
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_a_role_that_demands_a_second_step_opens_nothing_without_one(signed_on, nora):
    RolePolicy.objects.create(role="agent", requires_mfa=True)
    client = signed_on(nora)

    assert client.get(reverse("people:account"))["Location"] == reverse("people:second_factor")
    assert client.get(reverse("people:second_factor")).status_code == 200
    assert client.get(reverse("people:present"), headers={"HX-Request": "true"})["HX-Redirect"]

    TOTP.activate(nora, generate_totp_secret())
    assert client.get(reverse("people:account")).status_code == 200


def test_the_last_second_step_stays_where_a_role_demands_it(client, nora):
    RolePolicy.objects.create(role="agent", requires_mfa=True)
    secret = generate_totp_secret()
    TOTP.activate(nora, secret)
    try_to_sign_on(client, nora.email)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.status_code == 422
    assert nora.authenticator_set.filter(type="totp").exists()


def test_changing_second_steps_asks_for_the_password_again(client, nora):
    try_to_sign_on(client, nora.email)

    assert reverse("account_reauthenticate") in client.get(reverse("mfa_activate_totp"))["Location"]


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_change_password",
        "account_set_password",
        "socialaccount_connections",
        "socialaccount_signup",
        "account_inactive",
        "usersessions_list",
        "mfa_edit_webauthn",
    ],
)
def test_what_the_library_can_do_but_we_do_not_offer_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "social/connections/", "sessions/", ""])
def test_the_librarys_usual_addresses_are_absent(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize(
    "header", ["REMOTE_USER", "HTTP_REMOTE_USER", "HTTP_X_FORWARDED_USER", "HTTP_X_REMOTE_USER", "HTTP_X_USER"]
)
def test_a_forged_header_signs_nobody_on(client, nora, header):
    response = client.get(reverse("people:account"), **{header: nora.email})

    assert response.status_code == 302


def test_a_forged_address_does_not_escape_the_throttle(client, nora, settings):
    for number in range(settings.AXES_FAILURE_LIMIT):
        response = try_to_sign_on(client, nora.email, "verkeerd", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")

    assert response.status_code == 429
    assert set(EventRecord.objects.values_list("origin", flat=True)) == {"127.0.0.1"}


def test_a_forgotten_password_answers_alike_for_everybody(client, nora):
    answers = [
        client.post(reverse("people:forgotten"), {"email": email}) for email in (nora.email, "niemand@example.nl")
    ]

    assert {answer["Location"] for answer in answers} == {reverse("people:forgotten_sent")}
    assert EventRecord.objects.filter(name="PasswordLinkAsked", facts={}).count() == 2


def test_sign_on_leads_back_to_the_page_asked_for_but_never_elsewhere(client, nora):
    near = client.post(f"{LOGIN}?next=/account/", {"login": nora.email, "password": PASSWORD})
    client.logout()
    far = client.post(f"{LOGIN}?next=https://kwaad.example/", {"login": nora.email, "password": PASSWORD})

    assert (near["Location"], far["Location"]) == ("/account/", "/")


def test_the_entrance_speaks_dutch_and_offers_no_account(client, db):
    page = client.get(LOGIN).content.decode()

    assert "Aanmelden" in page
    assert not any(word in page for word in ("Sign In", "Sign Up", "Remember"))


def sign_on_and_confirm(client, agent) -> None:
    """Sign on, and show once more who it is, as changing one's own protection asks."""
    try_to_sign_on(client, agent.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1:8000", 'href="http://localhost:8000/account/beveiliging/passkeys/nieuw/"'),
        ("[::1]:8000", 'href="http://localhost:8000/account/beveiliging/passkeys/nieuw/"'),
        ("10.1.2.3", "vraag uw beheerder"),
    ],
)
def test_a_passkey_at_an_address_without_a_name_is_explained(client, nora, settings, host, told):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost", "[::1]", "10.1.2.3"]
    sign_on_and_confirm(client, nora)

    page = client.get(reverse("mfa_add_webauthn"), headers={"host": host}).content.decode()

    assert told in page
    assert "<passkey-form" not in page


def test_a_passkey_is_offered_where_the_address_has_a_name(client, nora):
    sign_on_and_confirm(client, nora)

    assert "<passkey-form" in client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "<passkey-form" in Client().get(LOGIN).content.decode()
    assert "<passkey-form" not in Client().get(LOGIN, headers={"host": "127.0.0.1"}).content.decode()
