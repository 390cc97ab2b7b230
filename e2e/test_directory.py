"""Journeys through the guide: keep it right, read a file in, and find who to ask."""

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from e2e.axe import assert_accessible
from vraagbaak.core.text import sort_key
from vraagbaak.directory.models import Department, Employee, ExternalParty, Location, OpeningHours

COLUMNS = "kenmerk;voornaam;achternaam;afdeling;telefoon;vervanger\n"


@pytest.fixture
def colleagues(live, burgerzaken) -> dict[str, Employee]:
    """Two people at Burgerzaken, of whom one stands in for the other."""
    made: dict[str, Employee] = {}
    for key, name, skills in (("fatma", "Fatma Kaya", ["huwelijken"]), ("ingrid", "Ingrid Maas", ["reisdocumenten"])):
        first, _, last = name.partition(" ")
        made[key] = Employee.objects.create(
            key=key, first_name=first, last_name=last, sort_key=sort_key(name), department=burgerzaken, skills=skills,
            phone="0199-451003", mornings=[1, 2, 3, 4, 5], substitute=made.get("fatma"),
        )  # fmt: skip
    return made


@pytest.fixture
def town_hall(live) -> Location:
    """The main location, open the whole week, day and night but for the last minute."""
    hall = Location.objects.create(key="stadhuis", name="Stadhuis", sort_key="stadhuis", is_main=True)
    OpeningHours.objects.bulk_create(
        OpeningHours(location=hall, weekday=day, opens=time(0), closes=time(23, 59)) for day in range(1, 8)
    )
    return hall


@pytest.fixture
def manage(page, signed_on_as, greet):
    return signed_on_as(greet)


def type_in(page, label: str, words: str) -> None:
    """Go to a field and type, as somebody without a mouse does."""
    page.get_by_label(label, exact=False).first.focus()
    page.keyboard.type(words)


def bring(page, *rows: str) -> None:
    """Choose a file with people and let its plan be shown."""
    page.get_by_role("radio", name="medewerkers").focus()
    page.keyboard.press("Space")
    content = (COLUMNS + "\n".join(rows)).encode()
    page.locator("[type=file]").set_input_files({"name": "mensen.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Laat zien wat er verandert").press("Enter")


def test_an_administrator_adds_a_department_with_somebody_who_has_a_substitute(manage, colleagues):
    manage.goto("/beheer/gids/")
    manage.get_by_role("link", name="Afdelingen en groepen").press("Enter")
    manage.get_by_role("link", name="Afdeling toevoegen").press("Enter")
    type_in(manage, "Naam", "Ruimtevaart")
    manage.keyboard.press("Enter")
    expect(manage.locator(".note[role=status]")).to_contain_text("Ruimtevaart is toegevoegd.")

    manage.goto("/beheer/gids/medewerkers/nieuw/")
    type_in(manage, "Voornaam", "Nora")
    type_in(manage, "Achternaam", "Vos")
    manage.get_by_label("Afdeling").select_option(label="Ruimtevaart")
    manage.get_by_label("Vervanger").select_option(str(colleagues["fatma"].uuid))
    assert_accessible(manage)
    manage.get_by_role("button", name="Opslaan").press("Enter")

    expect(manage.get_by_role("heading", level=1)).to_contain_text("Nora Vos")
    expect(manage.locator("main")).to_contain_text("Fatma Kaya")
    nora = Employee.objects.get(key="nora-vos")
    assert (nora.department.name, nora.substitute.key) == ("Ruimtevaart", "fatma")


def test_a_location_is_closed_on_the_own_day_that_an_administrator_sets(manage, town_hall):
    manage.goto("/gids/locaties/")
    expect(manage.locator("main")).to_contain_text("vandaag open tot 23:59")
    manage.goto("/beheer/gids/uitzonderingen/")
    manage.locator("input[type=date]").fill(f"{timezone.localdate():%Y-%m-%d}")
    type_in(manage, "Reden", "Personeelsdag")
    manage.keyboard.press("Enter")
    expect(manage.locator("table")).to_contain_text("Personeelsdag")
    assert_accessible(manage)

    manage.goto("/gids/locaties/")

    expect(manage.locator("main")).to_contain_text("vandaag gesloten: Personeelsdag")


def test_a_file_with_a_wrong_row_is_mended_and_read_in(manage, colleagues):
    manage.goto("/beheer/gids/uitwisselen/")
    assert_accessible(manage)
    bring(manage, "nora;Nora;Vos;Burgerzaken;0199-451099;fatma", "piet;Piet;Vis;Ruimtevaart;bel mij;nora")
    wrong = manage.locator(".planned")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("regel 3")
    expect(wrong).to_contain_text("Er is geen afdeling met deze naam of dit kenmerk.")
    expect(wrong).to_contain_text("Dit is geen telefoonnummer dat te bellen is.")
    assert_accessible(manage)
    assert Employee.objects.count() == 2

    manage.get_by_role("link", name="Ander bestand kiezen").press("Enter")
    bring(manage, "nora;Nora;Vos;Burgerzaken;0199-451099;fatma", "piet;Piet;Vis;Burgerzaken;0199-451098;nora")
    expect(manage.locator(".planned")).to_have_count(2)
    assert_accessible(manage)
    manage.get_by_role("button", name="Nu doorvoeren").press("Enter")

    expect(manage.locator(".note[role=status]")).to_contain_text("2 rijen zijn toegevoegd")
    assert Employee.objects.get(key="piet").substitute.key == "nora"


def test_a_file_that_was_carried_out_is_not_carried_out_again(manage, colleagues):
    manage.goto("/beheer/gids/uitwisselen/")
    bring(manage, "nora;Nora;Vos;Burgerzaken;0199-451099;fatma")
    address = manage.url
    manage.get_by_role("button", name="Nu doorvoeren").press("Enter")
    expect(manage.locator(".note[role=status]")).to_contain_text("1 rij is toegevoegd")

    manage.goto(address)

    expect(manage.locator(".note[role=status]")).to_contain_text("Dit bestand is al doorgevoerd.")


def test_an_agent_finds_who_to_ask_and_who_stands_in(page, signed_on_as, anna, colleagues):
    signed_on_as(anna)
    page.goto("/gids/")
    page.keyboard.press("Control+k")
    page.keyboard.type("reisdocumenten")
    expect(page.locator(".found").first).to_contain_text("Ingrid Maas")

    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingrid Maas")
    expect(page.locator("main")).to_contain_text("0199-451003")
    expect(page.locator("main")).to_contain_text("Fatma Kaya")


PAGES = (
    "/gids/",
    "/gids/locaties/",
    "/gids/organisaties/",
    "/beheer/gids/",
    "/beheer/gids/afdelingen/",
    "/beheer/gids/medewerkers/",
    "/beheer/gids/locaties/",
    "/beheer/gids/locaties/nieuw/",
    "/gids/organisaties/nieuw/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_the_guide_is_accessible(new_page, signed_on_as, greet, colleagues, town_hall, width, scheme):
    party = ExternalParty.objects.create(key="licht", name="Het Licht", sort_key="het licht", what="Pasfoto's aan huis")
    department, ingrid = Department.objects.get(), colleagues["ingrid"]
    page = signed_on_as(greet, new_page(viewport={"width": width, "height": 900}, color_scheme=scheme))

    for address in (
        *PAGES,
        f"/gids/afdelingen/{department.uuid}/",
        f"/gids/collegas/{ingrid.uuid}/",
        f"/gids/locaties/{town_hall.uuid}/",
        f"/gids/organisaties/{party.uuid}/",
        f"/beheer/gids/afdelingen/{department.uuid}/",
        f"/beheer/gids/medewerkers/{ingrid.uuid}/",
        f"/beheer/gids/locaties/{town_hall.uuid}/",
    ):
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
