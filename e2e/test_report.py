"""A liaison reads the department's month and takes it along as a PDF, by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.asked import register
from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge.models import Topic

FEE = "hoeveel is de eigen bijdrage voor hulp in huis"


@pytest.fixture
def last_month(live, burgerzaken, anna) -> None:
    """Ten questions: four answered by the desk, six alike ones that went to the department."""
    topic = Topic.objects.create(key="hulp", name="Hulp", sort_key=sort_key("Hulp"), department=burgerzaken)
    at = (timezone.localtime().replace(day=1, hour=12) - timedelta(days=3)).replace(minute=0)
    for number in range(10):
        words, outcome = (FEE, "callback") if number > 3 else (f"vraag {'abcd'[number]}", "answered")
        register(words, topic, by=anna, at=at, outcome=outcome)


def test_a_liaison_reads_last_month_and_takes_it_along(page, signed_on_as, farid, last_month):
    signed_on_as(farid)
    page.goto("/inzicht/afdelingen/?period=vorige-maand")
    page.get_by_role("link", name="Burgerzaken", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rapport van vorige maand").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Wat de werkplek erbij kan leren")).to_be_visible()
    expect(page.get_by_text("6 van de 6 van zulke vragen gingen naar de afdeling (Hulp).")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Als pdf").focus()
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_report_is_accessible(page, signed_on_as, chantal, burgerzaken, last_month, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(chantal)

    page.goto(f"/inzicht/afdelingen/{burgerzaken.uuid}/rapport/")

    expect(page.locator("h1")).to_have_count(1)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
