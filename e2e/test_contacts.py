"""Journeys through what was asked: find, open, correct, take away, merge and remove; by mouse, keyboard and phone."""

import csv
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from e2e.asked import phone_channel
from e2e.axe import assert_accessible
from vraagbaak.contacts.actions.closing import close_contact
from vraagbaak.contacts.models import Contact, Party, Question
from vraagbaak.knowledge.models import Topic

PHONE = "06 12 34 56 78"
MARRIED = {"name": "Nora Jansen-Vos", "phone": "06 87 65 43 21"}


@pytest.fixture
def asked(live, anna, samir, burgerzaken, sport) -> dict[str, Contact]:
    """Four contacts, the first of them a month old; Nora called twice, the second time with her married name."""
    channel = phone_channel()
    passports = Topic.objects.create(key="pas", name="Paspoort", sort_key="paspoort", department=burgerzaken)
    swimming = Topic.objects.create(key="bad", name="Zwembad", sort_key="zwembad", department=sport)
    made = {}
    for key, words, outcome, topic, agent, resident in (
        ("old", "wanneer gaat het zwembad weer open", "answered", swimming, samir, {}),
        ("nora", "ik ben mijn paspoort verloren", "answered", passports, anna, {"name": "Nora Vos", "phone": PHONE}),
        ("noor", "is mijn nieuwe paspoort al klaar", "callback", passports, anna, MARRIED),
        ("nobody", "wie ruimt de bladeren op", "no_answer", None, anna, {}),
    ):  # fmt: skip
        changes = {"q.0000000a.words": words, "q.0000000a.outcome": outcome}
        changes |= {f"resident.{name}": value for name, value in resident.items()}
        if topic:
            changes |= {"q.0000000a.topic": str(topic.uuid), "q.0000000a.department": str(topic.department.uuid)}
        made[key] = close_contact(uuid4(), by=agent, changes=changes, channel=channel)
    month_ago = timezone.now() - timedelta(days=30)
    Contact.objects.filter(pk=made["old"].pk).update(opened_at=month_ago, closed_at=month_ago)
    Question.objects.filter(contact=made["old"]).update(asked_at=month_ago)
    return made


@pytest.fixture
def contacts(page, signed_on_as, chantal, asked) -> Page:
    """The list, as the team lead sees it."""
    signed_on_as(chantal)
    page.goto("/contacten/")
    return page


def rows(page: Page):
    return page.locator("main .contact-line")


def find(page: Page, words: str) -> None:
    page.get_by_label("Woorden, of een telefoonnummer").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**zoek=**")


def test_words_find_a_question_and_never_stand_in_the_address(contacts):
    expect(rows(contacts)).to_have_count(4)

    find(contacts, "paspoorten verloren")

    expect(rows(contacts)).to_have_count(1)
    expect(rows(contacts)).to_contain_text("ik ben mijn paspoort verloren")
    assert "paspoort" not in contacts.url
    assert_accessible(contacts)


def test_period_topic_and_outcome_narrow_the_list(contacts):
    narrow(contacts, topic="Paspoort", outcome="Terugbellen")

    expect(rows(contacts)).to_have_count(1)
    expect(rows(contacts)).to_contain_text("nieuwe paspoort")
    contacts.get_by_role("link", name="Toon alles weer").click()
    expect(rows(contacts)).to_have_count(4)
    week_ago = timezone.localdate() - timedelta(days=7)
    narrow(contacts, since=week_ago.isoformat())
    expect(rows(contacts)).to_have_count(3)


def narrow(page: Page, *, since: str = "", **chosen: str) -> None:
    """Open the filters, choose and search."""
    details = page.locator(".contact-filters details")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name, label in chosen.items():
        page.locator(f"#id_{name}").select_option(label=label)
    if since:
        page.locator("#id_since").fill(since)
    page.get_by_role("button", name="Zoeken", exact=True).first.click()
    page.wait_for_url("**?**")


def test_a_wrong_period_is_refused_beside_its_field_and_stays(contacts):
    contacts.locator(".contact-filters summary").click()
    contacts.locator("#id_since").fill("2026-05-02")
    contacts.locator("#id_until").fill("2026-05-01")
    contacts.get_by_role("button", name="Zoeken", exact=True).first.click()

    expect(contacts.locator("#id_until")).to_have_attribute("aria-invalid", "true")
    expect(contacts.locator("#id_until_error")).to_be_visible()
    expect(contacts.locator("#id_until")).to_have_value("2026-05-01")
    assert_accessible(contacts)


def test_a_question_is_corrected_with_a_reason_that_colleagues_read(contacts, asked):
    contacts.get_by_role("link", name="ik ben mijn paspoort verloren").click()
    expect(contacts.locator("h1")).to_contain_text("Telefoon")
    assert_accessible(contacts)
    contacts.get_by_role("link", name="Verbeteren").click()
    assert_accessible(contacts)
    contacts.locator("#id_words").fill("mijn paspoort is gestolen")
    contacts.get_by_role("button", name="Verbetering opslaan").click()
    expect(contacts.locator("#id_reason_error")).to_be_visible()
    expect(contacts.locator("#id_words")).to_have_value("mijn paspoort is gestolen")
    contacts.locator("#id_reason").fill("Verkeerd verstaan")
    contacts.get_by_role("button", name="Verbetering opslaan").click()

    contacts.wait_for_url(f"**/contacten/{asked['nora'].uuid}/")
    expect(contacts.locator("main")).to_contain_text("mijn paspoort is gestolen")
    contacts.locator("main details summary").first.click()
    expect(contacts.locator("main")).to_contain_text("Verkeerd verstaan")
    expect(contacts.locator("main")).to_contain_text("ik ben mijn paspoort verloren")
    assert_accessible(contacts)


def test_the_list_is_taken_away_as_a_file_without_names(contacts, tmp_path):
    find(contacts, "paspoort")

    with contacts.expect_download() as started:
        contacts.get_by_role("button", name="CSV").click()
    saved = tmp_path / started.value.suggested_filename
    started.value.save_as(saved)

    lines = read(saved)
    assert saved.name == f"contacten-{timezone.localdate():%Y-%m-%d}.csv"
    assert len(lines) == 3
    assert "Nora" not in saved.read_text(encoding="utf-8-sig")
    assert {"ik ben mijn paspoort verloren", "is mijn nieuwe paspoort al klaar"} <= {
        cell for line in lines for cell in line
    }


def read(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened, delimiter=";"))


def test_two_that_are_one_resident_are_merged_and_parted_again(contacts, asked):
    contacts.goto(f"/inwoners/{asked['nora'].party.uuid}/")
    expect(rows(contacts)).to_have_count(1)
    assert_accessible(contacts)
    contacts.get_by_role("link", name="Samenvoegen").click()
    assert_accessible(contacts)
    contacts.locator("#words").fill("Nora Jansen")
    contacts.keyboard.press("Enter")
    expect(contacts.locator(".contact-other")).to_have_count(1)
    assert_accessible(contacts)
    contacts.get_by_role("button", name="Nora Jansen-Vos").click()

    expect(rows(contacts)).to_have_count(2)
    expect(contacts.locator("main")).to_contain_text("Nora Jansen-Vos")
    assert_accessible(contacts)
    contacts.get_by_role("button", name="Ongedaan maken").click()
    expect(contacts.locator("h1")).to_contain_text("Nora Jansen-Vos")
    expect(rows(contacts)).to_have_count(1)


def test_a_resident_is_removed_and_every_count_stays(contacts, asked):
    before = Question.objects.count(), Contact.objects.count()
    contacts.goto(f"/inwoners/{asked['nora'].party.uuid}/")
    contacts.get_by_role("link", name="Gegevens van deze inwoner verwijderen").click()
    assert_accessible(contacts)
    contacts.get_by_role("button", name="Verwijderen").click()
    expect(contacts.locator("#id_is_sure_error")).to_be_visible()
    contacts.get_by_label("Ja, ").check()
    contacts.get_by_role("button", name="Verwijderen").click()

    expect(contacts.locator("h1")).not_to_contain_text("Nora")
    expect(rows(contacts)).to_have_count(1)
    assert_accessible(contacts)
    assert (Question.objects.count(), Contact.objects.count()) == before
    assert Party.objects.get(uuid=asked["nora"].party.uuid).name == ""
    contacts.goto("/contacten/")
    expect(rows(contacts)).to_have_count(4)


def test_by_keyboard_alone_a_question_is_found_opened_and_corrected(contacts, asked):
    contacts.get_by_label("Woorden, of een telefoonnummer").focus()
    contacts.keyboard.type("bladeren")
    contacts.keyboard.press("Enter")
    expect(rows(contacts)).to_have_count(1)
    tab_to(contacts, "bladeren")
    contacts.keyboard.press("Enter")
    contacts.wait_for_url(f"**/contacten/{asked['nobody'].uuid}/")
    tab_to(contacts, "Verbeter")
    contacts.keyboard.press("Enter")
    contacts.wait_for_url("**/verbeteren/")
    tab_to(contacts, name="reason")
    contacts.keyboard.type("Toch een antwoord")
    contacts.locator("#id_outcome").focus()
    contacts.keyboard.press("Home")
    contacts.keyboard.press("Enter")
    contacts.locator("#id_reason").press("Enter")

    contacts.wait_for_url(f"**/contacten/{asked['nobody'].uuid}/")
    assert Question.objects.get(contact=asked["nobody"]).outcome == "answered"


def tab_to(page: Page, text: str = "", *, name: str = "") -> None:
    """Press Tab until what has the focus says this, and see that the focus can be seen."""
    for _press in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("({text: document.activeElement.textContent, name: document.activeElement.name || ''})")
        if (text and text in focused["text"]) or (name and focused["name"] == name):
            return
    raise AssertionError(f"Tab never came to {text or name}.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_on_a_desktop_and_a_phone(new_page, signed_on_as, chantal, asked, scheme):
    party, question = asked["nora"].party.uuid, asked["nora"].questions.get().uuid
    pages = (
        "/contacten/",
        f"/contacten/{asked['nora'].uuid}/",
        f"/contacten/vragen/{question}/verbeteren/",
        f"/inwoners/{party}/",
        f"/inwoners/{party}/wijzigen/",
        f"/inwoners/{party}/samenvoegen/",
        f"/inwoners/{party}/verwijderen/",
        "/werkplek/teksten/",
    )
    for size in ({"width": 1440, "height": 960}, {"width": 390, "height": 844}):
        window = signed_on_as(chantal, new_page(viewport=size, color_scheme=scheme))
        for address in pages:
            assert window.goto(address).status == 200
            assert_accessible(window)
            assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, size)
