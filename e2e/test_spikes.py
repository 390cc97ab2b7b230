"""Journeys around a spike: the desk hears of it while typing, the lead acts on it, the department answers."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from e2e.asked import phone_channel, register
from e2e.axe import assert_accessible
from vraagbaak.core.live import publish
from vraagbaak.core.text import sort_key
from vraagbaak.insight.actions.spikes import ask_department, link_of
from vraagbaak.insight.models import Spike
from vraagbaak.knowledge.models import Topic

WORDS = "waar is de bladkorf in onze straat gebleven"


@pytest.fixture
def see_spike(live, burgerzaken, anna):
    """Let a spike be seen now, as the watch does: kept, and told to every desk."""

    def see() -> Spike:
        topic = Topic.objects.create(
            key="bladkorven", name="Bladkorven", sort_key=sort_key("Bladkorven"), department=burgerzaken
        )
        began = timezone.now() - timedelta(minutes=40)
        for minute in range(14):
            register(WORDS, topic, by=anna, at=began + timedelta(minutes=minute), outcome="no_answer")
        spike = Spike.objects.create(
            topic=topic, department=burgerzaken, began_at=began, seen_at=timezone.now(), observed=14, expected=1
        )
        publish("spikes")
        publish("insight", "spike")
        return spike

    return see


def test_a_spike_shows_at_the_desk_while_somebody_types_and_nothing_moves(page, signed_on_as, anna, see_spike):
    phone_channel()
    signed_on_as(anna)
    page.goto("/werkplek/")
    page.keyboard.type("mijn bladkorf")
    expect(page.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")
    was = page.locator("#words").bounding_box()

    see_spike()

    chip = page.get_by_role("button", name="Piek: Bladkorven, 14 vragen")
    expect(chip).to_be_visible()
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#words")).to_have_value("mijn bladkorf")
    assert page.locator("#words").bounding_box() == was

    chip.focus()
    page.keyboard.press("Enter")
    card = page.locator("#spike-glance")
    expect(card.get_by_text(WORDS)).to_be_visible()
    expect(card.get_by_text("Er is niets aangekondigd.")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page.locator("#words")).to_have_value("mijn bladkorf")


def test_a_lead_asks_the_department_which_answers_without_an_account(page, new_page, signed_on_as, chantal, see_spike):
    signed_on_as(chantal)
    page.goto("/inzicht/")
    spike = see_spike()
    look = page.get_by_role("link", name="Bekijk Bladkorven")
    expect(look).to_be_visible()
    look.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Piek: Bladkorven")).to_be_visible()
    ask = page.get_by_role("button", name="Vraag Burgerzaken")
    ask.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De afdeling krijgt de vraag per e-mail.")).to_be_visible()
    assert_accessible(page)

    department = new_page()
    department.goto(link_of(spike).removeprefix(settings.BASE_URL))
    assert WORDS not in department.content()
    assert_accessible(department)
    department.get_by_label("Ja, wij hebben iets verstuurd").focus()
    department.keyboard.press("Space")
    department.get_by_label("Wat moet het klantcontactcentrum weten?").focus()
    department.keyboard.type("Bel 06 12345678")
    department.get_by_role("button", name="Antwoord").focus()
    department.keyboard.press("Enter")
    expect(department.locator("#id_answer_error")).to_contain_text("Laat nummers en adressen van mensen weg.")
    department.get_by_label("Wat moet het klantcontactcentrum weten?").fill("Er ging een brief uit.")
    department.get_by_role("button", name="Antwoord").focus()
    department.keyboard.press("Enter")
    expect(department.get_by_role("heading", name="Dank u wel")).to_be_visible()

    page.goto("/inzicht/")
    expect(page.get_by_text("Burgerzaken heeft iets verstuurd.")).to_be_visible()
    expect(page.get_by_text("Er ging een brief uit.")).to_be_visible()


def test_a_specialist_answers_by_keyboard_and_the_desk_reads_it(page, new_page, signed_on_as, bram, anna, see_spike):
    spike = see_spike()
    ask_department(spike, by=anna)
    signed_on_as(bram)
    page.goto("/inzicht/pieken/")
    page.get_by_role("link", name="Bekijk Bladkorven").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nee, wij hebben niets verstuurd").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Antwoord namens de afdeling").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Elke werkplek ziet het antwoord nu.")).to_be_visible()

    desk = signed_on_as(anna, new_page())
    desk.goto("/werkplek/")
    desk.get_by_role("button", name="Piek: Bladkorven, 14 vragen").click()
    expect(desk.locator("#spike-glance").get_by_text("Burgerzaken heeft niets verstuurd.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_spikes_are_accessible(page, signed_on_as, chantal, see_spike, scheme, width):
    spike = see_spike()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(chantal)

    for path in ("/inzicht/", "/inzicht/pieken/", f"/inzicht/pieken/{spike.uuid}/", "/werkplek/"):
        page.goto(path)
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
