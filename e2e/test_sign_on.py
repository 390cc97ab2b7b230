"""Journeys of sign-on: password, app, passkey, single sign-on, invitation, lock and presence."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from e2e.axe import assert_accessible
from vraagbaak.core.models import Organisation
from vraagbaak.people import actions, jobs
from vraagbaak.people.models import Agent, GroupRole, RolePolicy

PASSWORD = "paard batterij nietje"


@pytest.fixture
def with_password(anna) -> Agent:
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def sign_on(page, agent, password=PASSWORD):
    page.goto("/account/inloggen/?next=/account/")
    page.get_by_label("E-mailadres").fill(agent.email)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def with_virtual_authenticator(page) -> None:
    """Plug a passkey device into the browser that says yes to everything."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_somebody_signs_on_with_a_password_by_keyboard_alone(page, with_password):
    page.goto("/account/inloggen/?next=/account/")
    assert_accessible(page)
    page.get_by_label("E-mailadres").focus()
    page.keyboard.type(with_password.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Uw account").wait_for()
    assert_accessible(page)


def test_a_wrong_password_says_so_beside_the_form(page, with_password):
    sign_on(page, with_password, "verkeerd")

    page.get_by_text("Dit e-mailadres en wachtwoord horen niet bij elkaar.").first.wait_for()
    assert page.get_by_label("E-mailadres").input_value() == with_password.email
    assert_accessible(page)


def test_a_passkey_is_added_and_signs_on_without_a_password(page, with_password):
    with_virtual_authenticator(page)
    sign_on(page, with_password)
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Passkey toevoegen").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    assert_accessible(page)
    page.context.clear_cookies()

    page.goto("/account/inloggen/?next=/account/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()

    page.get_by_role("heading", name="Herstelcodes").or_(page.locator(".who")).first.wait_for()
    assert with_password.authenticator_set.filter(type="webauthn").get().last_used_at


def test_an_app_is_set_up_and_asked_at_the_next_sign_on(page, with_password):
    sign_on(page, with_password)
    page.get_by_role("link", name="App instellen").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Scannen lukt niet").click()
    secret = page.locator(".secret").inner_text()
    assert_accessible(page)
    page.get_by_label("Code").fill(code_for(secret))
    page.get_by_role("button", name="Aanzetten").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    recovery = page.locator(".codes code").first.inner_text()
    page.context.clear_cookies()

    sign_on(page, with_password)
    page.get_by_role("heading", name="Tweede stap").wait_for()
    assert_accessible(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    page.locator(".who").wait_for()


def test_a_role_that_demands_it_leads_to_a_second_step_first(page, with_password):
    RolePolicy.objects.create(role="agent", requires_mfa=True)
    with_virtual_authenticator(page)

    sign_on(page, with_password)

    page.get_by_role("heading", name="Nog één stap").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Passkey")).click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    page.goto("/account/")
    page.locator(".who").wait_for()


def test_somebody_comes_in_by_the_organisations_own_sign_on(page, live):
    GroupRole.objects.create(group="kcc-medewerkers", role="agent")
    page.goto("/account/inloggen/?next=/account/")
    page.get_by_role("button", name="Aanmelden met Gemeente-account").click()
    page.wait_for_url(re.compile("code_challenge="))
    page.get_by_role("button", name="sanne").click()

    page.locator(".who").wait_for()
    assert Agent.objects.get(email="sanne@nieuwerdam.example").roles == {"agent"}


def test_an_invited_person_makes_an_account_and_signs_on(page, greet, mailoutbox):
    invitation = actions.invite_agent(email="nora@nieuwerdam.example", name="Nora Vos", roles=["agent"], by=greet)
    jobs.send_invitation(invitation=str(invitation.uuid))
    path = re.search(r"(/account/uitnodiging/\S+)", mailoutbox[0].body)[1]
    page.goto(path)
    assert_accessible(page)
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    page.get_by_text("Uw account is klaar").wait_for()

    sign_on(page, Agent.objects.get(email="nora@nieuwerdam.example"))

    page.locator(".who").wait_for()


def test_the_screen_locks_and_opens_in_place_with_what_was_typed(page, with_password):
    sign_on(page, with_password)
    page.get_by_label("Naam", exact=True).fill("Half getypt")
    page.locator(".who > summary").click()
    page.get_by_role("button", name="Scherm op slot").click()
    page.get_by_role("heading", name="Op slot").wait_for()
    assert_accessible(page)
    page.get_by_role("dialog").get_by_label("Wachtwoord").fill("verkeerd")
    page.get_by_role("button", name="Ontgrendelen", exact=True).click()
    page.get_by_text("Dit is niet uw wachtwoord.").first.wait_for()
    page.get_by_role("dialog").get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ontgrendelen", exact=True).click()

    page.get_by_role("heading", name="Op slot").wait_for(state="hidden")
    assert page.get_by_label("Naam", exact=True).input_value() == "Half getypt"


def test_a_passkey_opens_the_locked_screen_in_place(page, with_password):
    with_virtual_authenticator(page)
    sign_on(page, with_password)
    page.get_by_role("link", name="Passkey toevoegen").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.get_by_role("heading", name="Herstelcodes").wait_for()
    page.goto("/account/")
    page.get_by_label("Naam", exact=True).fill("Half getypt")
    lock(page)

    page.get_by_role("button", name="Ontgrendelen met een passkey").click()

    page.get_by_role("heading", name="Op slot").wait_for(state="hidden")
    assert page.get_by_label("Naam", exact=True).input_value() == "Half getypt"


def test_single_sign_on_opens_the_locked_desk_with_the_question_that_was_typed(page, live):
    GroupRole.objects.create(group="kcc-medewerkers", role="agent")
    page.goto("/account/inloggen/?next=/werkplek/")
    come_in_as_sanne(page, "Aanmelden met Gemeente-account")
    page.get_by_label(re.compile("woorden van de inwoner")).fill("mijn paspoort is weg")
    page.locator("[data-saved-at][data-state=saved]").wait_for()
    lock(page)

    come_in_as_sanne(page, "Ontgrendelen via uw organisatie")

    assert page.get_by_label(re.compile("woorden van de inwoner")).input_value() == "mijn paspoort is weg"


def come_in_as_sanne(page, button):
    """Through the organisation's own sign-on, and back."""
    page.get_by_role("button", name=button).click()
    page.wait_for_url(re.compile("code_challenge="))
    page.get_by_role("button", name="sanne").click()
    page.locator(".who").wait_for()


def lock(page):
    """Lock the screen by hand."""
    page.locator(".who > summary").click()
    page.get_by_role("button", name="Scherm op slot").click()
    page.get_by_role("heading", name="Op slot").wait_for()


def test_a_screen_left_alone_locks_by_itself_in_every_tab(page, with_password):
    Organisation.objects.update_or_create(id=1, defaults={"lock_minutes": 1})
    sign_on(page, with_password)
    other = page.context.new_page()
    other.goto("/account/")
    page.evaluate("localStorage.setItem('vraagbaak.active', String(Date.now() - 61_000))")

    page.get_by_role("heading", name="Op slot").wait_for()
    other.get_by_role("heading", name="Op slot").wait_for()
    other.get_by_role("dialog").get_by_label("Wachtwoord").fill(PASSWORD)
    other.get_by_role("button", name="Ontgrendelen", exact=True).click()

    page.get_by_role("heading", name="Op slot").wait_for(state="hidden")


def test_presence_is_live_in_another_tab(page, with_password):
    sign_on(page, with_password)
    other = page.context.new_page()
    other.goto("/account/")
    page.locator(".who > summary").click()
    page.get_by_role("button", name="met pauze").click()

    other.locator(".who-state", has_text="met pauze").wait_for()


def test_an_administrators_pages_are_accessible(page, signed_on_as, greet, anna):
    actions.invite_agent(email="nora@nieuwerdam.example", name="Nora Vos", roles=["agent"], by=greet)
    actions.make_service_token(name="Centrale", scope="telephony", by=greet)
    actions.map_group("kcc-medewerkers", "agent", by=greet)
    signed_on_as(greet)

    for path in (
        "",
        "accounts/",
        f"accounts/{anna.uuid}/",
        "uitnodigingen/",
        "rollen/",
        "groepen/",
        "koppelingen/",
        "organisatie/",
        "logboek/",
    ):
        page.goto(f"/beheer/{path}")
        assert_accessible(page)


def test_the_pages_of_sign_on_fit_a_phone(phone, signed_on_as, anna, live):
    for path in ("/account/inloggen/", "/account/wachtwoord-vergeten/"):
        phone.goto(path)
        assert_accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    signed_on_as(anna, phone)
    phone.goto("/account/")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
