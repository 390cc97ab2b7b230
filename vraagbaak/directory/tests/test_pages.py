"""The guide and its administration through HTTP."""

from datetime import date, datetime, time
from unittest import mock
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.directory.models import (
    ClosingDay,
    Department,
    Employee,
    ExternalParty,
    GrantDepartment,
    Group,
    Liaison,
    Location,
    OpeningHours,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOSTILE = "<script>alert('é')</script>"


@pytest.fixture
def at():
    """Let it be this local moment."""

    def freeze(written: str):
        moment = datetime.fromisoformat(written).replace(tzinfo=AMSTERDAM)
        return mock.patch.object(timezone, "now", return_value=moment)

    return freeze


def text(answer) -> str:
    return answer.content.decode()


# --- the guide -----------------------------------------------------------------------------------


def test_everyone_finds_a_colleague_with_phone_and_substitute(anna, signed_on, burgerzaken, make_employee):
    piet = make_employee("Piet Ander", burgerzaken)
    zoe = make_employee("Zoë Visser", burgerzaken, phone="0199-450001", substitute=piet, skills=["huwelijken"])
    client = signed_on(anna)

    found = client.get("/gids/", {"q": "zoe huwel"})
    page = client.get(f"/gids/collegas/{zoe.uuid}/")

    assert "Zoë Visser" in text(found)
    assert "tel:+31199450001" in text(page)
    assert "Piet Ander" in text(page)
    assert "huwelijken" in text(page)


def test_htmx_gets_the_list_alone(anna, signed_on, burgerzaken):
    answer = signed_on(anna).get("/gids/", {"q": "burg"}, headers={"HX-Request": "true", "HX-Target": "found"})

    assert text(answer).lstrip().startswith('<div id="found"')


def test_who_left_is_there_for_administrators_only(anna, greet, signed_on, burgerzaken, make_employee):
    gone = make_employee("Gea Weg", burgerzaken, is_active=False)
    address = f"/gids/collegas/{gone.uuid}/"

    assert signed_on(anna).get(address).status_code == 404
    assert signed_on(anna).get(f"/gids/collegas/{uuid4()}/").status_code == 404
    assert signed_on(greet).get(address).status_code == 200


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        ("2026-11-25T10:00", "vandaag open tot 17:00"),
        ("2026-11-25T08:00", "nu gesloten, vandaag open vanaf 09:00"),
        ("2026-11-25T18:00", "nu gesloten, morgen open vanaf 09:00"),
        ("2026-11-28T10:00", "vandaag gesloten, maandag open vanaf 09:00"),
        ("2027-04-26T10:00", "morgen gesloten: Koningsdag"),
        ("2027-04-27T10:00", "vandaag gesloten: Koningsdag; morgen open vanaf 09:00"),
        ("2026-12-23T10:00", "morgen andere tijden: 09:00–12:00 (Kerstavond)"),
        ("2026-12-24T10:00", "vandaag open tot 12:00"),
        ("2026-12-24T13:00", "nu gesloten, maandag open vanaf 09:00"),
    ],
)
def test_it_is_told_how_it_stands_with_opening_hours(anna, signed_on, town_hall, at, moment, sentence):
    ClosingDay.objects.create(day=date(2026, 12, 24), name="Kerstavond", opens=time(9), closes=time(12))

    with at(moment):
        client = signed_on(anna)
        pages = [client.get("/gids/locaties/"), client.get(f"/gids/locaties/{town_hall.uuid}/")]

    assert all(sentence in text(page) for page in pages)


def test_hostile_text_stays_text_on_every_page(greet, signed_on, burgerzaken, make_employee, photographer):
    Department.objects.update(name=HOSTILE, description=HOSTILE, phone=HOSTILE[:32])
    person = make_employee(f"Zoë {HOSTILE}", burgerzaken, function=HOSTILE, skills=[HOSTILE], phone=HOSTILE[:32])
    ExternalParty.objects.update(name=HOSTILE, what=HOSTILE, when=HOSTILE, note=HOSTILE, kind=HOSTILE[:60])
    hall = Location.objects.create(key="x", name=HOSTILE, sort_key="x", note=HOSTILE, address=HOSTILE)
    ClosingDay.objects.create(day=timezone.localdate(), name=HOSTILE)
    client = signed_on(greet)
    addresses = [
        "/gids/",
        "/gids/?q=zoe",
        f"/gids/?q={HOSTILE}",
        f"/gids/afdelingen/{burgerzaken.uuid}/",
        f"/gids/collegas/{person.uuid}/",
        "/gids/locaties/",
        f"/gids/locaties/{hall.uuid}/",
        "/gids/organisaties/",
        f"/gids/organisaties/{photographer.uuid}/",
        f"/gids/organisaties/{photographer.uuid}/wijzigen/",
        "/beheer/gids/afdelingen/",
        f"/beheer/gids/afdelingen/{burgerzaken.uuid}/",
        "/beheer/gids/medewerkers/",
        f"/beheer/gids/medewerkers/{person.uuid}/",
        f"/beheer/gids/locaties/{hall.uuid}/",
        "/beheer/gids/uitzonderingen/",
    ]

    answers = {address: client.get(address) for address in addresses}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if "<script>alert" in text(answer)] == []


@pytest.mark.parametrize(
    "address",
    [
        "/gids/",
        "/gids/?q=persoon",
        "/gids/afdelingen/{department}/",
        "/gids/locaties/",
        "/gids/organisaties/",
        "/beheer/gids/afdelingen/",
        "/beheer/gids/medewerkers/",
        "/beheer/gids/locaties/",
        "/beheer/gids/uitzonderingen/",
        "/beheer/gids/medewerkers/nieuw/",
        "/beheer/gids/uitwisselen/medewerkers.xlsx",
    ],
)
def test_a_page_costs_as_many_statements_for_11_rows_as_for_1(
    greet, signed_on, burgerzaken, make_employee, make_agent, address
):
    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            agent = make_agent(f"Persoon{n} Werker", "agent")
            make_employee(f"Persoon{n} Werker", burgerzaken, account=agent)
            Department.objects.create(key=f"a{n}", name=f"Persoon {n}", sort_key=f"persoon {n}")
            Group.objects.create(key=f"g{n}", name=f"Groep {n}", department=burgerzaken)
            hall = Location.objects.create(key=f"l{n}", name=f"Locatie {n}", sort_key=f"locatie {n}")
            OpeningHours.objects.create(location=hall, weekday=1, opens=time(9), closes=time(17))
            ClosingDay.objects.create(day=timezone.localdate(), name="Dicht", location=hall)
            ExternalParty.objects.create(key=f"e{n}", name=f"Persoon {n}", sort_key=f"persoon {n}", what="Iets")

    def cost() -> int:
        with CaptureQueriesContext(connection) as statements:
            answer = client.get(address.format(department=burgerzaken.uuid))
        assert answer.status_code == 200
        return len(statements)

    client = signed_on(greet)
    grow(0, 1)
    client.get(address.format(department=burgerzaken.uuid))
    small = cost()
    grow(1, 11)

    assert cost() == small
    assert small <= 14


# --- its administration --------------------------------------------------------------------------


def test_an_administrator_adds_an_employee_and_a_double_click_is_once(greet, signed_on, burgerzaken):
    client, once = signed_on(greet), str(uuid4())
    sent = {
        "once": once,
        "first_name": "Nora",
        "last_name": "Vos",
        "department": burgerzaken.uuid,
        "phone": "0199-450001",
        "mornings": ["1", "3"],
        "skills": "reizen, reizen,  huwelijken ",
    }

    answers = [client.post("/beheer/gids/medewerkers/nieuw/", sent) for _ in range(2)]

    nora = Employee.objects.get()
    assert {answer.url for answer in answers} == {f"/gids/collegas/{once}/"}
    assert (nora.mornings, nora.afternoons, nora.skills) == ([1, 3], [], ["reizen", "huwelijken"])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phone", "bel mij"),
        ("email", "geen mail"),
        ("department", "x"),
        ("department", "00000000-0000-4000-8000-000000000000"),
        ("substitute", "1 OR 1=1"),
        ("groups", "x"),
        ("mornings", "8"),
        ("first_name", ""),
        ("first_name", "x" * 81),
        ("first_name", "a\x00b"),
        ("skills", "x" * 61),
        ("account", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_what_is_not_right_is_said_beside_the_field_and_stays(greet, signed_on, burgerzaken, field, typed):
    sent = {"first_name": "Nora", "last_name": "Vos-Typisch", "department": burgerzaken.uuid, field: typed}

    answer = signed_on(greet).post("/beheer/gids/medewerkers/nieuw/", sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Vos-Typisch" in text(answer)
    assert not Employee.objects.exists()


def test_an_administrator_changes_lets_go_and_takes_back_an_employee(
    greet, signed_on, burgerzaken, sport, make_employee
):
    client, nora = signed_on(greet), make_employee("Nora Vos", burgerzaken)
    address = f"/beheer/gids/medewerkers/{nora.uuid}/"

    client.post(address, {"first_name": "Nora", "last_name": "Vos", "department": sport.uuid, "substitute": ""})
    client.post(f"{address}uit-dienst/")
    client.post(f"{address}in-dienst/")

    nora.refresh_from_db()
    assert (nora.department, nora.is_active) == (sport, True)
    own = client.post(address, {"first_name": "N", "last_name": "V", "department": sport.uuid, "substitute": nora.uuid})
    assert list(own.context["form"].errors) == ["substitute"]


def test_an_administrator_keeps_departments_and_groups(greet, signed_on, burgerzaken, make_employee):
    client = signed_on(greet)
    address = f"/beheer/gids/afdelingen/{burgerzaken.uuid}/"

    client.post("/beheer/gids/afdelingen/nieuw/", {"name": "Wonen"})
    client.post(address, {"name": "Burgerzaken", "phone": "14 0199"})
    client.post(f"{address}groep/", {"group_name": "Balie"})
    twice = client.post(f"{address}groep/", {"group_name": "Balie"})
    group = Group.objects.get()
    client.post(f"/beheer/gids/groepen/{group.uuid}/", {"group_name": "Loket"})
    make_employee("Nora Vos", burgerzaken)
    busy = client.post(f"{address}sluiten/", follow=True)

    assert Department.objects.get(name="Wonen").key == "wonen"
    assert Department.objects.get(key="burgerzaken").phone == "14 0199"
    assert twice.status_code == 422
    assert Group.objects.get().name == "Loket"
    assert "werken nog mensen" in text(busy)
    client.post(f"/beheer/gids/groepen/{group.uuid}/verwijderen/")
    assert not Group.objects.exists()


def test_an_administrator_keeps_locations_with_their_week(greet, signed_on, town_hall):
    client = signed_on(greet)
    address = f"/beheer/gids/locaties/{town_hall.uuid}/"

    saved = client.post(address, {"name": "Stadhuis", "postcode": "1999aa", "day_1": "9-12 en 13-17", "is_main": "on"})
    wrong = client.post(address, {"name": "Stadhuis", "postcode": "99", "day_1": "altijd", "day_2": "9-13, 12-17"})

    assert saved.status_code == 302
    assert list(town_hall.hours.values_list("weekday", "opens")) == [(1, time(9)), (1, time(13))]
    assert Location.objects.get().postcode == "1999 AA"
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"postcode", "day_1", "day_2"}
    assert "altijd" in text(wrong)


def test_an_administrator_names_days_that_differ(greet, signed_on, town_hall, at):
    address = "/beheer/gids/uitzonderingen/"

    with at("2026-11-25T10:00"):
        client = signed_on(greet)
        named = client.post(address, {"day": "2026-12-24", "name": "Kerstavond", "hours": "9-12"})
        taken = client.post(address, {"day": "2026-12-24", "name": "Anders", "hours": ""})
        wrong = client.post(address, {"day": "2026-02-30", "name": "", "hours": "9-12, 13-17"})
        far = client.post(address, {"day": "1926-12-24", "name": "Oud"})
        shown = client.get(address)
        closing = ClosingDay.objects.get()
        client.post(f"{address}{closing.pk}/verwijderen/")
        twice = client.post(f"{address}99999999999999999999/verwijderen/")

    assert named.status_code == 302
    assert (closing.opens, closing.closes) == (time(9), time(12))
    assert list(taken.context["form"].errors) == ["day"]
    assert set(wrong.context["form"].errors) == {"day", "name", "hours"}
    assert list(far.context["form"].errors) == ["day"]
    assert "Kerstavond" in text(shown)
    assert not ClosingDay.objects.exists()
    assert twice.status_code == 404


@pytest.mark.parametrize("who", ["greet", "farid", "chantal"])
def test_administrator_liaison_and_team_lead_keep_other_organisations(who, request, signed_on, photographer):
    client = signed_on(request.getfixturevalue(who))

    client.post("/gids/organisaties/nieuw/", {"name": "Waterschap", "what": "Dijken", "website": "waterschap.example"})
    address = f"/gids/organisaties/{photographer.uuid}/"
    client.post(f"{address}wijzigen/", {"name": "Het Licht", "what": "Pasfoto's", "phone": "112"})
    wrong = client.post(f"{address}wijzigen/", {"name": "Het Licht", "what": "", "website": "javascript:alert(1)"})
    client.post(f"{address}sluiten/")

    photographer.refresh_from_db()
    assert ExternalParty.objects.get(name="Waterschap").website == "https://waterschap.example"
    assert (photographer.phone, photographer.is_active) == ("112", False)
    assert set(wrong.context["form"].errors) == {"what", "website"}


def test_an_agent_reads_but_changes_nothing(anna, signed_on, photographer, burgerzaken):
    client = signed_on(anna)

    assert "/wijzigen/" not in text(client.get(f"/gids/organisaties/{photographer.uuid}/"))
    assert (
        client.post(f"/gids/organisaties/{photographer.uuid}/wijzigen/", {"name": "x", "what": "y"}).status_code == 404
    )
    assert client.post(f"/beheer/gids/afdelingen/{burgerzaken.uuid}/", {"name": "x"}).status_code == 404
    assert not EventRecord.objects.filter(name__endswith="Changed").exists()


def test_a_role_is_narrowed_from_the_account_page(greet, signed_on, bram, farid, burgerzaken, sport):
    client = signed_on(greet)
    address = reverse("directory:reach", args=[bram.uuid, "specialist"])

    account = client.get(reverse("people:account_detail", args=[bram.uuid]))
    none = client.post(address, {"reach": "some"})
    client.post(address, {"reach": "some", "departments": [sport.uuid, burgerzaken.uuid]})
    client.post(reverse("directory:liaison", args=[farid.uuid]), {"departments": [sport.uuid]})

    assert address in text(account)
    assert list(none.context["form"].errors) == ["departments"]
    assert GrantDepartment.objects.filter(grant__agent=bram).count() == 2
    assert Liaison.objects.get().department == sport
    assert client.get(reverse("directory:reach", args=[bram.uuid, "editor"])).status_code == 404
    assert client.get(reverse("directory:liaison", args=[bram.uuid])).status_code == 404
