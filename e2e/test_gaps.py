"""A journey from what nobody could answer to an answer: gathered, and asked of the department by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.asked import register
from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.insight.actions.gaps import gather_gaps, link_answer
from vraagbaak.insight.models import Gap
from vraagbaak.knowledge.models import Article, Topic, Version

ROOF = ("mag ik zonnepanelen op een monument", "zonnepanelen op mijn monument mag dat", "monument met zonnepanelen")


@pytest.fixture
def gap(live, burgerzaken, anna) -> Gap:
    """Three people asked the same these weeks, and nobody knew."""
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    topic = Topic.objects.create(key="dak", name="Daken", sort_key=sort_key("Daken"), department=burgerzaken)
    for days, words in enumerate(ROOF, start=3):
        register(words, topic, by=anna, at=timezone.now() - timedelta(days=days), outcome="no_answer")
    assert gather_gaps(timezone.now()) == 1
    return Gap.objects.get()


def test_a_liaison_asks_the_department_for_an_answer_by_keyboard(page, signed_on_as, farid, gap):
    signed_on_as(farid)
    page.goto("/inzicht/")
    page.get_by_role("link", name="Gaten", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=ROOF[0]).focus()
    page.keyboard.press("Enter")
    for words in ROOF:
        expect(page.locator(".gap-words").get_by_text(words)).to_be_visible()
    page.get_by_role("button", name="Vraag om een antwoord").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("De afdeling krijgt de vraag per e-mail.")).to_be_visible()
    expect(page.get_by_text("Burgerzaken is gevraagd te antwoorden vóór")).to_be_visible()
    page.get_by_role("link", name="Alle gaten").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Die zijn er niet")).to_be_visible()
    page.get_by_role("link", name="gevraagd 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=ROOF[0])).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_gaps_are_accessible(page, signed_on_as, chantal, gap, scheme, width):
    answer = Article.objects.create(key="dak", topic=gap.topic)
    link_answer(gap, article=answer, by=chantal)
    answer.published = Version.objects.create(
        article=answer, number=1, title="Panelen", say="Dat mag.", published_at=timezone.now()
    )
    answer.save()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(chantal)

    for path in ("gaten/", f"gaten/{gap.uuid}/"):
        page.goto(f"/inzicht/{path}")
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator(".gap-turn")).to_have_count(int(path != "gaten/"))
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
