"""A measurement from plan to proposal: two windows at once, by keyboard, and every page of it as axe sees it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.asked import phone_channel, register
from e2e.axe import assert_accessible
from vraagbaak.contacts.models import Draft
from vraagbaak.core.text import sort_key
from vraagbaak.insight.actions.campaigns import link_of, propose_move, start_campaign
from vraagbaak.insight.models import Campaign
from vraagbaak.knowledge.models import Topic

DEBT = "kan ik een betalingsregeling krijgen"


@pytest.fixture
def topic(live, burgerzaken) -> Topic:
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    phone_channel()
    return Topic.objects.create(key="schuld", name="Schulden", sort_key=sort_key("Schulden"), department=burgerzaken)


@pytest.fixture
def campaign(topic, chantal, bram) -> Campaign:
    """Half-way, with three alike questions of which it was noted that the desk could have answered them."""
    today = timezone.localdate()
    for days in (1, 2, 3):
        noted = {"needed": "hoe hoog is de schuld", "could": "yes", "aid": "system"}
        at = timezone.now() - timedelta(days=days)
        register(DEBT, topic, by=chantal, at=at, outcome="callback", measured=noted)
    return start_campaign(
        name="Regelingen", topic=topic, since=today - timedelta(days=7), until=today + timedelta(days=6),
        listeners=[bram], by=chantal,
    )  # fmt: skip


def test_a_team_lead_plans_a_measurement_by_keyboard(page, signed_on_as, chantal, topic):
    signed_on_as(chantal)
    page.goto("/inzicht/")
    page.get_by_role("link", name="Metingen", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Meting plannen").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Naam").focus()
    page.keyboard.type("Schulden in november")
    page.keyboard.press("Tab")
    page.keyboard.type("Schulden")
    page.get_by_role("button", name="Plannen").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Naam")).to_have_value("Schulden in november")  # the days were left out: nothing is lost
    today = timezone.localdate()
    page.get_by_label("Eerste dag").fill(today.isoformat())
    page.get_by_label("Laatste dag").fill((today + timedelta(days=13)).isoformat())
    page.get_by_role("button", name="Plannen").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Schulden in november")
    assert Campaign.objects.get().topic == topic


def test_who_sits_in_fills_in_the_form_that_the_desk_shows(new_page, signed_on_as, anna, bram, campaign):
    desk = signed_on_as(anna, new_page(viewport={"width": 1440, "height": 900}))
    desk.goto("/werkplek/")
    desk.locator("#words").press_sequentially(DEBT)
    expect(desk.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")

    listener = signed_on_as(bram, new_page(viewport={"width": 1440, "height": 900}))
    listener.goto(f"/inzicht/metingen/{campaign.uuid}/")
    listener.get_by_role("link", name="Meeluisteren").focus()
    listener.keyboard.press("Enter")
    listener.get_by_role("link", name=anna.name).focus()
    listener.keyboard.press("Enter")
    expect(listener.get_by_text(DEBT)).to_be_visible()
    listener.get_by_label("Wat moest u vragen of weten?").fill("hoe hoog is de schuld")
    listener.get_by_role("button", name="Opslaan").focus()
    listener.keyboard.press("Enter")

    expect(listener.get_by_text("De collega aan de werkplek ziet het ook.")).to_be_visible()
    assert "hoe hoog is de schuld" in str(Draft.objects.get().content)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_measurements_are_accessible(page, signed_on_as, chantal, bram, anna, campaign, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(anna)
    page.goto("/werkplek/")
    page.locator("#words").press_sequentially(DEBT)
    expect(page.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")
    draft = Draft.objects.get()
    propose_move(campaign, by=chantal)
    here = f"/inzicht/metingen/{campaign.uuid}"

    for person, paths in (
        (chantal, ["/inzicht/metingen/", "/inzicht/metingen/nieuw/", f"{here}/", f"{here}/wijzigen/"]),
        (bram, [f"{here}/meeluisteren/", f"{here}/meeluisteren/{draft.uuid}/", urlsplit(link_of(campaign)).path]),
    ):  # fmt: skip
        signed_on_as(person)
        for path in paths:
            page.goto(path)
            expect(page.locator("h1")).to_have_count(1)
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
