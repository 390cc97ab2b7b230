"""Journeys through the figures: what is asked now, live, and the way from a number to the questions behind it."""

import re

import pytest
from playwright.sync_api import expect

from e2e.asked import register
from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.insight.models import Target
from vraagbaak.knowledge.models import Topic


@pytest.fixture
def passports(live, burgerzaken) -> Topic:
    documents = Topic.objects.create(
        key="documenten", name="Documenten", sort_key=sort_key("Documenten"), department=burgerzaken
    )
    return Topic.objects.create(
        key="paspoort", name="Paspoort", sort_key=sort_key("Paspoort"), department=burgerzaken, parent=documents
    )


@pytest.fixture
def ask(passports, anna):
    """Register a question as if the desk had closed it just now."""

    def ask(words: str, outcome: str = "answered") -> None:
        register(words, passports, by=anna, outcome=outcome, mood="calm")

    return ask


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_insight_is_accessible(page, signed_on_as, chantal, ask, scheme, width):
    for number in range(6):
        ask(f"paspoort vraag {number}", "callback" if number == 5 else "answered")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(chantal)

    for path in ("", "onderwerpen/", "afdelingen/", "mijn-dag/", "hoe-geteld/", "doelen/"):
        page.goto(f"/inzicht/{path}")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_that_is_closed_appears_at_once(page, signed_on_as, chantal, ask):
    ask("waar haal ik mijn paspoort op")
    signed_on_as(chantal)
    with page.expect_response(lambda answer: "topic=insight" in answer.url):
        page.goto("/inzicht/")
    expect(page.get_by_text("waar haal ik mijn paspoort op")).to_be_visible()
    expect(page.locator(".insight-figure")).to_contain_text("100")

    ask("niemand wist dit", "no_answer")

    expect(page.get_by_text("niemand wist dit")).to_be_visible(timeout=5_000)
    expect(page.locator(".insight-figure")).to_contain_text("50")


def test_a_team_lead_goes_from_a_figure_to_its_questions_by_keyboard(page, signed_on_as, chantal, ask):
    for number in range(3):
        ask(f"vraag over het paspoort {number}")
    signed_on_as(chantal)
    page.goto("/inzicht/")

    page.get_by_role("link", name="Onderwerpen", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Paspoort 3")).to_be_visible()
    page.get_by_label("Periode").focus()
    page.keyboard.type("Vandaag")
    page.get_by_role("button", name="Tonen").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("period=vandaag"))
    page.get_by_role("link", name="Paspoort").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("vraag over het paspoort 2")).to_be_visible()


def test_a_goal_is_set_and_shows_at_its_department(page, signed_on_as, chantal, ask, burgerzaken):
    for number in range(4):
        ask(f"vraag {number}")
    signed_on_as(chantal)
    page.goto("/inzicht/doelen/")

    page.locator("#id_department").select_option(label="Burgerzaken")
    page.get_by_label("Doel in procenten").fill("120")
    page.get_by_role("button", name="Doel instellen").press("Enter")
    expect(page.get_by_label("Doel in procenten")).to_have_value("120")
    expect(page.get_by_label("Doel in procenten")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Doel in procenten").fill("65")
    page.get_by_role("button", name="Doel instellen").press("Enter")
    expect(page.get_by_text("Het doel is ingesteld.")).to_be_visible()

    assert Target.objects.get().share == 65
    page.goto("/inzicht/afdelingen/")
    expect(page.get_by_role("row", name="Burgerzaken")).to_contain_text("doel 65 %")
