"""The pictures of the documentation, made from the product itself: `PICTURES=1 pytest e2e/test_pictures.py`.

Without PICTURES the same walk is made and nothing is written, so that a picture can always be made.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from vraagbaak.people.models import Agent
from vraagbaak.town.fill import fill_town
from vraagbaak.town.identity import id_of

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
SAYS = "ben me paspoort kwijt en ik vlieg volgende week vrijdag"


@pytest.fixture
def town(live) -> None:
    fill_town(contacts=300)


@pytest.fixture
def anna_of_the_town(town) -> Agent:
    return Agent.objects.get(uuid=id_of("account", "anna"))


def keep(page, name: str) -> None:
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=FOLDER / f"{name}.png")


def ask(page) -> None:
    page.goto("/werkplek/")
    page.locator("#words").press_sequentially(SAYS)
    expect(page.locator("#answer .speak")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-saved-at]")).to_have_attribute("data-state", "saved")


def test_the_pictures_can_be_made(new_page, signed_on_as, anna_of_the_town):
    desktop = {"width": 1440, "height": 960}
    page = signed_on_as(anna_of_the_town, new_page(viewport=desktop, color_scheme="light"))
    ask(page)
    keep(page, "desk")
    page.goto("/kennis/")
    page.locator("main a[href*='/kennis/artikelen/']").first.click()
    expect(page.locator("h1")).to_be_visible()
    keep(page, "article")

    dark = signed_on_as(anna_of_the_town, new_page(viewport=desktop, color_scheme="dark"))
    ask(dark)
    keep(dark, "desk-dark")

    phone = signed_on_as(anna_of_the_town, new_page(viewport={"width": 390, "height": 844}))
    ask(phone)
    keep(phone, "desk-phone")
