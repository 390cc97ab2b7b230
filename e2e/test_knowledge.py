"""Journeys of knowledge: written by the editor, checked by the owner through the link, found by the desk."""

import re

import pytest

from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.knowledge import jobs
from vraagbaak.knowledge.actions.articles import Arrangement, write_article
from vraagbaak.knowledge.actions.learning import propose_question
from vraagbaak.knowledge.actions.publishing import put_up
from vraagbaak.knowledge.models import Article, OwnerCheck, Topic, Version
from vraagbaak.knowledge.rules.texts import Text


@pytest.fixture
def topic(burgerzaken) -> Topic:
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    return Topic.objects.create(key="reis", name="Reisdocumenten", sort_key=sort_key("Reis"), department=burgerzaken)


@pytest.fixture
def article(topic, esra) -> Article:
    text = Text(
        title="Paspoort kwijt",
        say="Doe eerst aangifte.",
        explanation="<p>Uitleg.</p><details><summary>Vaak gevraagd</summary><p>In het buitenland ook.</p></details>",
        steps=("Doe aangifte", "Maak een afspraak"),
        bring=("Pasfoto",),
    )
    written = write_article(kind="product", text=text, arrangement=Arrangement(topic), by=esra)
    put_up(written, written.pending, by=esra)
    return written


def fill(page, label: str, text: str) -> None:
    """Type in a field, with the keyboard alone."""
    page.get_by_label(label).first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def press(page, role: str, name: str) -> None:
    """Go to a button or link and press Enter."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def test_a_text_is_written_checked_through_the_link_and_found(
    page, new_page, signed_on_as, topic, esra, anna, mailoutbox
):
    signed_on_as(esra)
    page.goto("/kennis/artikelen/nieuw/")
    assert_accessible(page)
    page.get_by_label("Onderwerp", exact=True).focus()
    page.keyboard.type("Reis")
    fill(page, "Titel", "Paspoort kwijt")
    fill(page, "Zeg dit", "Doe eerst aangifte.")
    page.get_by_role("textbox", name=re.compile("Uitleg")).focus()
    page.keyboard.type("Meld het ")
    page.keyboard.press("Control+b")
    page.keyboard.type("meteen")
    page.keyboard.press("Control+b")
    page.keyboard.type(" bij ons.")
    press(page, "button", "Voorbeeld")
    page.get_by_role("heading", name="Paspoort kwijt").wait_for()
    assert not Article.objects.exists()
    page.keyboard.press("Control+s")

    page.get_by_role("heading", name="Paspoort kwijt").wait_for()
    assert Version.objects.get().explanation == "<p>Meld het <strong>meteen</strong> bij ons.</p>"
    assert_accessible(page)
    press(page, "link", "Laat de eigenaar controleren")
    page.get_by_label("E-mailadres van de eigenaar").wait_for()
    assert_accessible(page)
    press(page, "button", "Versturen")
    page.get_by_text("De eigenaar krijgt een mail met een link").wait_for()
    jobs.send_owner_check(check=str(OwnerCheck.objects.get().uuid))
    link = re.search(r"/kennis/controle/\S+", mailoutbox[0].body).group()

    owner = new_page(viewport={"width": 1280, "height": 900})
    owner.goto(link)
    owner.get_by_role("heading", name="Klopt deze tekst?").wait_for()
    assert_accessible(owner)
    owner.get_by_label("Dit klopt").focus()
    owner.keyboard.press("Space")
    fill(owner, "Uw naam", "Truus van Dijk")
    press(owner, "button", "Antwoord versturen")
    owner.get_by_role("heading", name="Dank u wel").wait_for()
    assert_accessible(owner)
    owner.goto(link)
    owner.get_by_role("heading", name="Deze link werkt niet meer").wait_for()

    desk = new_page(viewport={"width": 1440, "height": 900})
    signed_on_as(anna, desk)
    desk.goto("/kennis/")
    desk.keyboard.type("ik ben mijn paspoort kwijt")
    found = desk.get_by_role("link", name=re.compile("Paspoort"))
    found.first.wait_for()
    found.first.focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("Doe eerst aangifte.").wait_for()
    assert desk.get_by_text("Truus van Dijk").count() == 1
    assert_accessible(desk)


def test_two_editors_at_once_lose_nothing(page, new_page, signed_on_as, article, esra, make_agent):
    signed_on_as(esra)
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    other = signed_on_as(make_agent("Ruud Kok", "editor"), new_page())
    other.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    fill(other, "Zeg dit", "Bel eerst de politie.")
    fill(other, "Waarom verandert het?", "Politie eerst")
    other.keyboard.press("Control+s")
    other.get_by_role("heading", name="Paspoort kwijt", exact=True).wait_for()

    fill(page, "Zeg dit", "Mijn eigen zin.")
    fill(page, "Waarom verandert het?", "Mooier")
    page.keyboard.press("Control+s")

    page.get_by_text("Ruud Kok bewaarde versie 2").wait_for()
    assert page.get_by_label("Zeg dit").first.input_value() == "Mijn eigen zin."
    assert_accessible(page)
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Paspoort kwijt", exact=True).wait_for()
    page.goto(f"/kennis/artikelen/{article.uuid}/versies/")
    assert page.get_by_text("Mijn eigen zin.").count() >= 1
    assert_accessible(page)


def test_the_editor_keeps_what_it_did_not_make(page, signed_on_as, article, esra):
    signed_on_as(esra)
    before = article.versions.get().explanation
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    page.get_by_role("textbox", name=re.compile("Uitleg")).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Nieuwe ")
    fill(page, "Waarom verandert het?", "Woord erbij")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Paspoort kwijt", exact=True).wait_for()

    assert article.versions.first().explanation == before.replace("Uitleg", "Nieuwe Uitleg")


def test_lists_links_and_headings_are_made_by_keyboard(page, signed_on_as, article, esra):
    signed_on_as(esra)
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    page.get_by_role("textbox", name=re.compile("Uitleg")).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("Zie de website")
    page.keyboard.press("Control+Shift+Home")
    page.keyboard.press("Control+k")
    page.get_by_label("Adres van de link").wait_for()
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    page.get_by_text("Een link begint met https://").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("https://nieuwerdam.example/pas")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    press(page, "button", "Lijst")
    page.keyboard.type("Pasfoto")
    fill(page, "Waarom verandert het?", "Link en lijst")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Paspoort kwijt", exact=True).wait_for()

    kept = article.versions.first().explanation
    assert 'href="https://nieuwerdam.example/pas"' in kept
    assert "<ul><li>Pasfoto</li></ul>" in kept
    assert "javascript" not in kept


def test_pasted_markup_from_elsewhere_is_cleaned(page, signed_on_as, article, esra):
    signed_on_as(esra)
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    page.get_by_role("textbox", name=re.compile("Uitleg")).focus()
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData("text/html", '<p style="color:red" onclick="x()">Een <b>vet</b><img src=x onerror=alert(1)></p>');
        document.querySelector(".rich-area").dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
    )
    fill(page, "Waarom verandert het?", "Geplakt")
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="Paspoort kwijt", exact=True).wait_for()

    kept = article.versions.first().explanation
    assert "<strong>vet</strong>" in kept
    assert not re.search("style|onclick|img", kept)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits_a_phone(new_page, signed_on_as, article, esra, scheme):
    window = signed_on_as(esra, new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme))
    one = f"/kennis/artikelen/{article.uuid}/"
    names = ("", "bewerken/", "plaats/", "versies/", "intake/", "nog-goed/", "bijlagen/")
    lists = ("concepten", "te-controleren", "opmerkingen", "zonder-resultaat", "ongelezen")
    pages = [
        "/kennis/",
        "/kennis/nieuws/",
        "/kennis/onderwerpen/",
        "/kennis/onderwerpen/nieuw/",
        "/kennis/artikelen/nieuw/",
    ]

    for address in [*pages, *(one + name for name in names), *(f"/kennis/redactie/{name}/" for name in lists)]:
        window.goto(address)
        assert_accessible(window)
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_an_intake_script_is_made_by_keyboard(page, signed_on_as, article, esra):
    signed_on_as(esra)
    page.goto(f"/kennis/artikelen/{article.uuid}/intake/")
    press(page, "button", "+ Vraag toevoegen")
    page.get_by_text("De vraag is toegevoegd. Nog niet bewaard.").wait_for()
    page.keyboard.type("Kwijt of gestolen?")
    page.get_by_label("Soort antwoord").focus()
    page.keyboard.type("keuze")
    fill(page, "Keuzes", "Kwijt\nGestolen")
    assert_accessible(page)
    press(page, "button", "+ Vraag toevoegen")
    page.get_by_text("De vraag is toegevoegd.").wait_for()
    page.keyboard.type("Aangifte gedaan?")
    page.get_by_label("Wanneer stelt u deze vraag?").focus()
    page.keyboard.type("alleen na: Kwijt")
    fill(page, "Alleen na dit antwoord", "Gestolen")
    assert_accessible(page)
    press(page, "button", "+ Vraag toevoegen")
    page.get_by_text("De vraag is toegevoegd.").wait_for()
    page.keyboard.type("Wanneer reist u?")
    press(page, "button", "Omhoog 3")
    page.get_by_text("Dit is nu vraag 2.").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Dit is nu vraag 1.").wait_for()
    page.keyboard.press("Control+s")
    page.get_by_text("De vragen zijn bewaard.").wait_for()

    asked = [(one.text, one.shown_if_value) for one in article.intake.questions.all()]
    assert asked == [("Wanneer reist u?", ""), ("Kwijt of gestolen?", ""), ("Aangifte gedaan?", "Gestolen")]
    assert article.intake.questions.all()[1].choices == ["Kwijt", "Gestolen"]


def test_text_that_was_not_saved_is_offered_again(page, signed_on_as, article, esra):
    signed_on_as(esra)
    address = f"/kennis/artikelen/{article.uuid}/bewerken/"
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    fill(page, "Zeg dit", "Dit typte ik voor de storing.")
    page.get_by_role("textbox", name=re.compile("Uitleg")).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Ook dit. ")

    page.goto(address)
    page.get_by_text("U hebt in deze browser nog tekst die niet bewaard is").wait_for()
    assert_accessible(page)
    press(page, "button", "Zet mijn tekst terug")
    assert page.get_by_label("Zeg dit").first.input_value() == "Dit typte ik voor de storing."
    assert page.locator(".rich-area").inner_text().startswith("Ook dit. ")
    fill(page, "Waarom verandert het?", "Na de storing")
    page.keyboard.press("Control+s")
    page.get_by_text("De werkplek toont nu de nieuwe tekst.").wait_for()
    page.goto(address)

    assert article.versions.first().say == "Dit typte ik voor de storing."
    page.get_by_role("toolbar").wait_for()
    assert not page.get_by_text("U hebt in deze browser nog tekst").is_visible()


def test_leaving_with_unsaved_text_asks_first(page, signed_on_as, article, esra):
    signed_on_as(esra)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    fill(page, "Zeg dit", "Nog niet klaar.")

    page.get_by_role("link", name="Terug zonder bewaren").click(no_wait_after=True)
    page.get_by_role("heading", name="Paspoort kwijt wijzigen").wait_for()

    assert asked == ["beforeunload"]
    assert page.get_by_label("Zeg dit").first.input_value() == "Nog niet klaar."


def test_a_refused_text_brings_the_keyboard_to_what_is_wrong(page, signed_on_as, article, esra):
    signed_on_as(esra)
    page.goto(f"/kennis/artikelen/{article.uuid}/bewerken/")
    fill(page, "Zeg dit", "Nieuwe zin.")
    page.keyboard.press("Control+s")
    page.get_by_text("Er klopt nog iets niet.").wait_for()

    assert page.evaluate("document.activeElement.matches('.error-summary')")
    assert page.get_by_label("Zeg dit").first.input_value() == "Nieuwe zin."
    assert_accessible(page)


def test_a_long_topic_tree_is_narrowed_by_typing(page, signed_on_as, topic, burgerzaken, esra):
    for number in range(120):
        name = f"Onderwerp {number:03}"
        Topic.objects.create(key=f"o{number}", name=name, sort_key=name.lower(), parent=topic, department=burgerzaken)
    signed_on_as(esra)
    page.goto("/kennis/onderwerpen/")
    assert page.get_by_role("link", name="Onderwerp 077").count() == 0
    press(page, "button", "120 eronder")
    page.get_by_role("link", name="Onderwerp 077").wait_for()
    assert_accessible(page)

    fill(page, "Zoek een onderwerp", "onderwerp 077")
    page.get_by_text("1 gevonden").wait_for()

    shown = page.locator("tbody tr:visible th a")
    assert shown.all_inner_texts() == ["Reisdocumenten", "Onderwerp 077"]


def test_proposed_questions_are_decided_one_after_another_by_keyboard(page, signed_on_as, article, anna, esra):
    for words in ("hoe duur is een paspoort", "kan het vandaag nog klaar zijn"):
        propose_question(article, words=words, by=anna)
    signed_on_as(esra)
    page.goto("/kennis/redactie/voorgesteld/")
    page.get_by_role("button", name=re.compile("Leren")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("De zoekfunctie kent deze vraag nu.").wait_for()
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.press("Enter")
    page.get_by_text("Geen vraag wacht op goedkeuring.").wait_for()

    assert set(article.learned.values_list("state", flat=True)) == {"approved"}


def test_one_key_on_an_article_reaches_the_list_of_the_editor(page, new_page, signed_on_as, article, anna, esra):
    signed_on_as(anna)
    page.goto(f"/kennis/artikelen/{article.uuid}/")
    page.keyboard.press("Alt+f")
    page.get_by_text("De redactie ziet het in de lijst.").wait_for()

    editor = signed_on_as(esra, new_page())
    editor.goto("/kennis/redactie/opmerkingen/")
    editor.get_by_text("klopt niet").first.wait_for()
    assert_accessible(editor)
