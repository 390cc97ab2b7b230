"""Journeys through the questions: alike ones together, a view to come back to, a topic, and the screen on the wall."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.asked import register
from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.insight.models import Spike
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.actions import make_service_token

LOST = ("ik ben mijn paspoort kwijt", "paspoort kwijt op vakantie", "mijn paspoort is kwijt", "kwijt, mijn paspoort!")


@pytest.fixture
def passports(live, burgerzaken) -> Topic:
    return Topic.objects.create(key="paspoort", name="Paspoort", sort_key=sort_key("Paspoort"), department=burgerzaken)


@pytest.fixture
def ask(passports, anna):
    """Register a question as if the desk had closed it just now."""

    def ask(words: str, outcome: str = "answered", **more: object) -> None:
        register(words, passports, by=anna, outcome=outcome, mood="calm", **more)

    return ask


@pytest.fixture
def asked(ask):
    """The same in four wordings, and two questions of their own."""
    for number, words in enumerate(LOST):
        ask(words, "callback" if number == 3 else "answered", need="wil op reis")
    ask("hoe laat gaat u open")
    ask("moet mijn zoon zelf meekomen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_questions_views_topic_and_screens_are_accessible(page, signed_on_as, chantal, asked, passports, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    signed_on_as(chantal)

    for path in (
        "vragen/", "vragen/?als=lijst", "vragen/?outcome=callback", "vragen/bewaren/", "weergaven/", "wandschermen/",
        f"onderwerpen/{passports.uuid}/", f"afdelingen/{passports.department.uuid}/",
    ):  # fmt: skip
        page.goto(f"/inzicht/{path}")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_team_lead_finds_what_was_asked_alike_and_keeps_the_view_by_keyboard(page, signed_on_as, chantal, asked):
    signed_on_as(chantal)
    page.goto("/inzicht/")
    page.get_by_role("link", name="Vragen", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("6 vragen, waarvan 1 groep")).to_be_visible()

    page.get_by_label("Woorden, of een telefoonnummer").focus()
    page.keyboard.type("paspoorten")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 vragen, waarvan 1 groep")).to_be_visible()
    assert "paspoort" not in page.url
    page.get_by_role("link", name=re.compile("Bekijk deze 4")).focus()
    page.keyboard.press("Enter")
    for words in LOST:
        expect(page.get_by_role("link", name=words)).to_be_visible()

    page.get_by_role("link", name="Naar alle groepen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Bewaar deze weergave").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Naam van deze weergave").focus()
    page.keyboard.type("Kwijt")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De weergave is bewaard.")).to_be_visible()
    page.get_by_role("link", name="Kwijt", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_label("Woorden, of een telefoonnummer")).to_have_value("paspoorten")
    expect(page.get_by_text("4 vragen, waarvan 1 groep")).to_be_visible()


def test_a_topic_leads_to_the_questions_behind_its_figures(page, signed_on_as, chantal, asked):
    signed_on_as(chantal)
    page.goto("/inzicht/onderwerpen/")
    page.get_by_role("link", name="Paspoort", exact=True).click()
    expect(page.get_by_role("heading", name="Paspoort")).to_be_visible()
    expect(page.get_by_text("wil op reis")).to_be_visible()

    page.get_by_role("link", name="Terugbellen").click()

    expect(page.get_by_role("link", name=LOST[3])).to_be_visible()
    expect(page.get_by_role("link", name=LOST[0])).to_have_count(0)


@pytest.mark.parametrize("colour", ["", "?kleur=donker"])
def test_a_screen_on_the_wall_tells_how_old_it_is_and_recovers(new_page, live, chantal, asked, colour):
    token = make_service_token(name="Hal", scope="wallboard", by=chantal)[1]
    wall = new_page(viewport={"width": 1920, "height": 1080})
    wall.clock.install()
    wall.goto(f"/wandscherm/{token}/{colour}")
    expect(wall.locator(".wall-big")).to_have_text("83\u00a0%")
    assert token not in wall.url
    assert_accessible(wall)
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert "kwijt" not in wall.content()

    wall.route("**/wandscherm/", lambda route: route.fulfill(status=502, body="Bad Gateway"))
    wall.clock.run_for(45_000)
    expect(wall.get_by_text("Geen verbinding. Dit zijn de laatste cijfers.")).to_be_visible()
    expect(wall.locator(".wall-age")).to_contain_text(re.compile("(4[5-9]|5[0-9]) seconden"))
    expect(wall.locator(".wall-big")).to_have_text("83\u00a0%")
    wall.unroute("**/wandscherm/")
    wall.clock.run_for(11_000)

    expect(wall.get_by_text("Geen verbinding. Dit zijn de laatste cijfers.")).to_be_hidden()
    expect(wall.locator(".wall-big")).to_have_text("83\u00a0%")


@pytest.mark.parametrize("spikes", [0, 1, 2])
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_a_full_screen_on_the_wall_needs_no_scrolling(new_page, live, chantal, passports, spikes, size):
    for number in range(6):
        name = f"{'ABCDEF'[number]} ophaaldagen, afvalkalender en containers"
        topic = Topic.objects.create(
            key=f"o{number}", name=name, sort_key=sort_key(name), department=passports.department
        )
        for _ in range(5):
            register("wanneer komt u langs", topic, by=chantal)
        if number < spikes:
            now = timezone.now()
            Spike.objects.create(
                topic=topic, department=topic.department, began_at=now, seen_at=now, observed=14, expected=1
            )
    token = make_service_token(name="Hal", scope="wallboard", by=chantal)[1]
    wall = new_page(viewport={"width": size[0], "height": size[1]})

    wall.goto(f"/wandscherm/{token}/")

    expect(wall.locator(".wall-spike")).to_have_count(spikes)
    expect(wall.locator(".wall-topics tbody tr")).to_have_count([6, 4, 2][spikes])
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
