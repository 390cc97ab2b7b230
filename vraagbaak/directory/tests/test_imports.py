"""Reading files in: what is shown is what is done, all of it or nothing, and once."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from vraagbaak.core.models import EventRecord
from vraagbaak.core.tables import read_table
from vraagbaak.directory.actions.imports import ImportHasFaults, import_file
from vraagbaak.directory.models import Department, Employee, ExternalParty, Group, ImportPlan
from vraagbaak.directory.queries.imports import export_file, plan_rows, rows_of

HEADER = "kenmerk;voornaam;achternaam;functie;afdeling;telefoon;e-mail;ochtenden;middagen;vervanger;vaardigheden\n"
ANNA = "anna;Anna;Visser;Adviseur;Burgerzaken;0199-450001;anna@nieuwerdam.example;ma-vr;ma di;;reizen, huwelijken\n"
URL = "/beheer/gids/uitwisselen/"


def upload(client, content, kind="employees", name="bestand.csv", **options):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(URL, {"kind": kind, "file": file}, **options)


def workbook(*rows) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def plan_of(content: str, kind="employees"):
    rows, _unknown, _lacking = rows_of(kind, read_table(content.encode()))
    return plan_rows(kind, rows)


# --- what would change ---------------------------------------------------------------------------


def test_the_preview_tells_new_changed_and_unchanged_field_by_field(burgerzaken, make_employee):
    make_employee("Bram Haan", burgerzaken, email="bram@nieuwerdam.example", phone="0199-450002")
    make_employee("Carla Vrij", burgerzaken, email="carla@nieuwerdam.example", phone="0199 450 003")

    plan = plan_of(
        "voornaam;achternaam;afdeling;telefoon;e-mail\n"
        "Bram;Haan;burgerzaken;0199-450009;BRAM@nieuwerdam.example\n"
        "Carla;Vrij;Burgerzaken;0199-450003;carla@nieuwerdam.example\n"
        "Dora;Nieuw;Burgerzaken;;dora@nieuwerdam.example\n"
    )

    assert [row.status for row in plan.rows] == ["changed", "unchanged", "new"]
    changes = [(change.header, change.was, change.now) for change in plan.rows[0].changes]
    assert changes == [
        ("telefoon", "0199-450002", "0199-450009"),
        ("e-mail", "bram@nieuwerdam.example", "BRAM@nieuwerdam.example"),
    ]


@pytest.mark.parametrize(
    ("row", "header"),
    [
        (";Anna;Visser;;Burgerzaken;;;;;;", "kenmerk"),
        ("Anna Visser;Anna;Visser;;Burgerzaken;;;;;;", "kenmerk"),
        ("anna;;Visser;;Burgerzaken;;;;;;", "voornaam"),
        ("anna;Anna;Visser;;Ruimtevaart;;;;;;", "afdeling"),
        ("anna;Anna;Visser;;Burgerzaken;bel mij;;;;;", "telefoon"),
        ("anna;Anna;Visser;;Burgerzaken;;geen mail;;;;", "e-mail"),
        ("anna;Anna;Visser;;Burgerzaken;;;elke dag;;;", "ochtenden"),
        ("anna;Anna;Visser;;Burgerzaken;;;;;niemand;", "vervanger"),
        ("anna;Anna;Visser;;Burgerzaken;;;;;anna;", "vervanger"),
        (f"anna;Anna;Visser;;Burgerzaken;;;;;;{'x' * 61}", "vaardigheden"),
        (f"anna;{'x' * 81};Visser;;Burgerzaken;;;;;;", "voornaam"),
    ],
)
def test_a_wrong_cell_gets_its_own_sentence(burgerzaken, row, header):
    plan = plan_of(HEADER + row + "\n")

    assert [fault.header for fault in plan.wrong[0].faults] == [header]
    assert plan.wrong[0].faults[0].sentence


def test_two_rows_about_the_same_person_are_wrong(burgerzaken):
    plan = plan_of(HEADER + ANNA + ANNA)

    assert [row.status for row in plan.rows] == ["new", "wrong"]


def test_a_column_that_is_absent_leaves_its_field_alone_and_an_empty_cell_clears_it(burgerzaken, make_employee):
    make_employee("Bram Haan", burgerzaken, function="Adviseur", phone="0199-450002", skills=["reizen"])

    plan = plan_of("kenmerk;telefoon\nbram-haan;\n")

    assert plan.rows[0].values == {"phone": ""}


def test_somebody_new_without_working_days_works_all_week_and_that_is_shown(burgerzaken):
    plan = plan_of("e-mail;voornaam;achternaam;afdeling\nnora@nieuwerdam.example;Nora;Vos;Burgerzaken\n")

    assert [change.header for change in plan.rows[0].changes][-2:] == ["ochtenden", "middagen"]
    assert plan.rows[0].changes[-1].now == "ma di wo do vr"


def test_a_row_shows_its_fields_in_the_order_of_the_columns(burgerzaken):
    plan = plan_of("afdeling;e-mail;achternaam;voornaam\nBurgerzaken;nora@nieuwerdam.example;Vos;Nora\n")

    headers = [change.header for change in plan.rows[0].changes]
    assert headers[:4] == ["voornaam", "achternaam", "afdeling", "e-mail"]


# --- through the pages ---------------------------------------------------------------------------


def test_a_file_is_shown_first_and_then_done_exactly_and_once(greet, signed_on, burgerzaken):
    client = signed_on(greet)

    shown = upload(client, HEADER + ANNA, follow=True)
    assert shown.status_code == 200
    assert "Anna Visser" in shown.content.decode()
    assert not Employee.objects.exists()
    prepared = ImportPlan.objects.get()
    address = reverse("directory:import_carry_out", args=[prepared.uuid])
    answers = [client.post(address, {"shown": shown.context["plan"].fingerprint}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    anna = Employee.objects.get()
    assert (anna.key, anna.mornings, anna.afternoons, anna.skills) == (
        "anna",
        [1, 2, 3, 4, 5],
        [1, 2],
        ["reizen", "huwelijken"],
    )
    assert EventRecord.objects.filter(name="EmployeeAdded").count() == 1
    assert EventRecord.objects.get(name="DirectoryImported").facts == {"kind": "employees", "added": 1, "changed": 0}
    assert ImportPlan.objects.get().rows == []


def test_nothing_is_written_when_one_row_is_wrong(greet, signed_on, burgerzaken):
    answer = upload(signed_on(greet), HEADER + ANNA + "bram;Bram;Haan;;Ruimtevaart;;;;;;\n")

    assert answer.status_code == 422
    assert "Ruimtevaart" in answer.content.decode()
    assert not Employee.objects.exists()
    assert not ImportPlan.objects.exists()


def test_a_guide_that_changed_meanwhile_is_shown_again_first(greet, signed_on, burgerzaken, make_employee):
    client = signed_on(greet)
    shown = upload(client, HEADER + ANNA, follow=True)
    make_employee("Anna Anders", burgerzaken, key="anna")

    address = reverse("directory:import_carry_out", args=[ImportPlan.objects.get().uuid])
    answer = client.post(address, {"shown": shown.context["plan"].fingerprint}, follow=True)

    assert Employee.objects.get().last_name == "Anders"
    assert answer.context["plan"].changed[0].key == "anna"


def test_somebody_elses_file_and_an_expired_one_are_not_there(greet, make_agent, signed_on, burgerzaken):
    upload(signed_on(greet), HEADER + ANNA)
    prepared = ImportPlan.objects.get()
    address = reverse("directory:import_plan", args=[prepared.uuid])

    assert signed_on(make_agent("Henk Beheer", "administrator")).get(address).status_code == 404
    ImportPlan.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert signed_on(greet).get(address).status_code == 404


@pytest.mark.parametrize("content", [b"", b"%PDF", b"naam\n", b"voornaam\nAnna\n", b"\x00\x01"])
def test_a_file_that_cannot_be_used_is_refused_beside_the_field(greet, signed_on, content):
    answer = upload(signed_on(greet), content)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_hostile_text_is_shown_as_text(greet, signed_on, burgerzaken):
    row = 'anna;<script>alert(1)</script>;"=cmd|x";;Burgerzaken;;;;;;\n'

    answer = upload(signed_on(greet), HEADER + row, follow=True)

    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert" in answer.content.decode()


def test_a_column_without_meaning_is_named(greet, signed_on, burgerzaken):
    answer = upload(signed_on(greet), HEADER.replace("functie", "schoenmaat") + ANNA, follow=True)

    assert "schoenmaat" in answer.content.decode()


@pytest.mark.parametrize("how_many", [1, 11])
def test_a_preview_costs_the_same_for_1_and_11_rows(how_many, burgerzaken, django_assert_num_queries):
    rows = "".join(f"kenmerk{n};Anna;Visser;;Burgerzaken;;;;;;\n" for n in range(how_many))

    with django_assert_num_queries(5):
        assert len(plan_of(HEADER + rows).new) == how_many


def people(how_many: int, function: str = "Adviseur", key: str = "k") -> str:
    """Everybody stands in for who comes after, so that nobody is there yet when named."""
    rows = (
        f"{key}{n};Nora;Vos{n};{function};Burgerzaken;;{key}{n}@nieuwerdam.example;;;{key}{(n + 1) % how_many};reizen;Balie\n"
        for n in range(how_many)
    )
    return HEADER.replace("vaardigheden", "vaardigheden;groepen") + "".join(rows)


def test_carrying_out_costs_the_same_for_10_and_100_rows(tmp_path, burgerzaken):
    Group.objects.create(key="balie", name="Balie", department=burgerzaken)
    costs = []

    for how_many in (10, 100):
        for function in ("Adviseur", "Consulent"):
            (tmp_path / "mensen.csv").write_text(people(how_many, function, key=f"k{how_many}-"))
            with CaptureQueriesContext(connection) as queries:
                import_file("employees", tmp_path / "mensen.csv")
            costs.append((function, len(queries)))

    assert costs[:2] == costs[2:]


def test_each_row_that_a_file_changes_is_told_by_itself(tmp_path, burgerzaken, greet):
    Group.objects.create(key="balie", name="Balie", department=burgerzaken)
    path = tmp_path / "mensen.csv"

    for content in (people(3), people(4, "Consulent")):
        path.write_text(content)
        import_file("employees", path, by=greet)

    told = EventRecord.objects.filter(name__startswith="Employee").order_by("id")
    assert [record.name for record in told] == ["EmployeeAdded"] * 3 + ["EmployeeChanged"] * 3 + ["EmployeeAdded"]
    assert {record.actor for record in told} == {greet.uuid}
    assert told[3].facts == {"employee": str(Employee.objects.get(key="k0").uuid), "fields": ["function"]}
    assert told[5].facts["fields"] == ["function", "substitute"]
    assert Employee.objects.get(key="k2").substitute.key == "k3"
    assert {tuple(person.groups.all()) for person in Employee.objects.all()} == {(Group.objects.get(),)}


def test_somebody_is_named_by_the_mail_address_that_the_same_file_gives(tmp_path, burgerzaken, make_employee):
    make_employee("Bram Haan", burgerzaken, key="bram", email="oud@nieuwerdam.example")
    path = tmp_path / "mensen.csv"
    path.write_text(
        "kenmerk;voornaam;achternaam;afdeling;e-mail;vervanger\n"
        "bram;Bram;Haan;Burgerzaken;nieuw@nieuwerdam.example;\n"
        "nora;Nora;Vos;Burgerzaken;nora@nieuwerdam.example;nieuw@nieuwerdam.example\n"
    )

    import_file("employees", path)

    assert Employee.objects.get(key="nora").substitute.key == "bram"


def test_two_people_who_carry_out_the_same_file_write_it_once(greet, make_agent, signed_on, burgerzaken):
    henk = make_agent("Henk Beheer", "administrator")
    clients = [signed_on(greet), signed_on(henk)]
    shown = [upload(client, HEADER + ANNA, follow=True).context for client in clients]

    answers = [
        client.post(
            reverse("directory:import_carry_out", args=[page["prepared"].uuid]),
            {"shown": page["plan"].fingerprint},
            follow=True,
        )
        for client, page in zip(clients, shown, strict=True)
    ]

    assert EventRecord.objects.filter(name="EmployeeAdded").count() == 1
    assert answers[1].context["plan"].unchanged
    assert "intussen" in answers[1].content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_files_at_the_very_same_moment_wait_for_each_other(tmp_path, burgerzaken):
    path = tmp_path / "mensen.csv"
    path.write_text(HEADER + ANNA)
    both = Barrier(2)

    def bring() -> int:
        try:
            both.wait()
            return import_file("employees", path).added
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        added = [job.result() for job in [pool.submit(bring), pool.submit(bring)]]

    assert sorted(added) == [0, 1]


def test_an_agent_cannot_bring_or_take_files(anna, signed_on):
    client = signed_on(anna)

    assert upload(client, HEADER + ANNA).status_code == 404
    assert client.get(URL + "medewerkers.csv").status_code == 404


# --- to and fro ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("word", "kind"),
    [("medewerkers", "employees"), ("afdelingen", "departments"), ("organisaties", "external_parties")],
)
def test_what_was_taken_away_changes_nothing_when_it_is_brought_back(
    greet, signed_on, burgerzaken, make_employee, photographer, word, kind, form
):
    boss = make_employee("Bram Haan", burgerzaken, phone="+31 199 450 002", skills=["=SUM(A1)", "reizen"])
    make_employee("Carla Vrij", burgerzaken, substitute=boss, is_active=False, mornings=[])
    Department.objects.update(head=boss, description="- eerst\n- dan; 'zo'")
    ExternalParty.objects.update(note="@home")

    answer = signed_on(greet).get(f"{URL}{word}.{form}")
    content = b"".join(answer.streaming_content)
    rows, unknown, lacking = rows_of(kind, read_table(content))

    assert (unknown, lacking) == ([], [])
    plan = plan_rows(kind, rows)
    assert [(row.status, row.changes, row.faults) for row in plan.rows] == [("unchanged", (), ())] * len(plan.rows)
    assert plan.rows


def test_the_command_line_reads_departments_with_a_head_and_people_who_stand_in_for_each_other(tmp_path, db):
    departments, people = tmp_path / "afdelingen.csv", tmp_path / "medewerkers.xlsx"
    departments.write_text("naam;telefoon\nBurgerzaken;14 0199\n", encoding="cp1252")
    people.write_bytes(
        workbook(
            ["voornaam", "achternaam", "afdeling", "e-mail", "vervanger"],
            ["Anna", "Visser", "Burgerzaken", "anna@nieuwerdam.example", "bram@nieuwerdam.example"],
            ["Bram", "Haan", "Burgerzaken", "bram@nieuwerdam.example", "anna@nieuwerdam.example"],
        )
    )

    assert import_file("departments", departments).added == 1
    assert import_file("employees", people).added == 2
    again = import_file("employees", people)
    written = export_file("employees", tmp_path / "uit.csv")

    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert written == 2
    anna, bram = Employee.objects.order_by("first_name")
    assert (anna.substitute, bram.substitute) == (bram, anna)


def test_the_command_line_refuses_a_file_with_a_wrong_row(tmp_path, db):
    path = tmp_path / "afdelingen.csv"
    path.write_text("naam;telefoon\nBurgerzaken;14 0199\nSport;bel mij\n")

    with pytest.raises(ImportHasFaults):
        import_file("departments", path)

    assert not Department.objects.exists()


def test_a_key_made_from_a_name_never_takes_one_that_the_file_gives(tmp_path, db):
    path = tmp_path / "afdelingen.csv"
    path.write_text("kenmerk;naam\n;Sport\nsport;Sport en spel\n")

    import_file("departments", path)

    assert dict(Department.objects.values_list("name", "key")) == {"Sport en spel": "sport", "Sport": "sport-2"}
