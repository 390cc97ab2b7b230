"""Taking a person out, terms that end, and lists that are taken away."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from vraagbaak.contacts.actions.corrections import Corrected, correct_question
from vraagbaak.contacts.actions.drafts import begin_conversation, save_draft
from vraagbaak.contacts.actions.merging import merge_parties
from vraagbaak.contacts.actions.privacy import pseudonymise_party
from vraagbaak.contacts.actions.retention import TermOutOfRange, carry_out_retention, set_term
from vraagbaak.contacts.models import (
    Contact,
    Correction,
    DigitalAddress,
    Draft,
    Party,
    Question,
    RetentionKind,
    RetentionReport,
)
from vraagbaak.contacts.queries.retention import terms
from vraagbaak.contacts.rules.redaction import redacted
from vraagbaak.contacts.rules.retention import DEFAULT_MONTHS, months_before
from vraagbaak.contacts.tests.conftest import HOSTILE
from vraagbaak.core.models import AccessRecord, EventRecord
from vraagbaak.knowledge.models import SearchEntry
from vraagbaak.people.models import Invitation

NOW = datetime(2026, 11, 24, 2, 40, tzinfo=UTC)


# --- free text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("met Jansen, mijn paspoort is weg", "met [naam], mijn paspoort is weg"),
        ("JANSENS paspoort", "[naam] paspoort"),
        ("jánsen belt op 06-12345678", "[naam] belt op [telefoon]"),
        ("ik woon van der Kadelaan 3", "ik woon van der [naam] 3"),
        ("Jansenstraat is open", "Jansenstraat is open"),
        ("mail j@voorbeeld.example", "mail [e-mail]"),
    ],
)
def test_names_and_numbers_go_from_free_text_and_the_rest_stays(words, left):
    assert redacted(words, ["Mevrouw van der Jansen", "Kadelaan 3"]) == left


@given(st.text("qxz [1", max_size=40), st.text("qxz", min_size=3, max_size=6))
def test_a_name_that_was_taken_out_is_gone_and_doing_it_twice_changes_nothing_more(words, name):
    once = redacted(f"{words} {name} belde", [name])

    assert name not in once.split()
    assert redacted(once, [name]) == once


def test_a_person_is_taken_out_and_every_count_stays(resident, make_contact, anna, hans):
    make_contact(anna, words="Jansen weer", resident__phone="0612345678", outcome="done")
    question = resident.questions.get()
    plain = {name: getattr(question, name) for name in Corrected.__dataclass_fields__}
    correct_question(question, Corrected(**plain | {"need": "Jansen wil meer"}), reason="aangevuld", seen=0, by=anna)
    before = (Contact.objects.count(), sorted(Question.objects.values_list("outcome", flat=True)))

    touched = pseudonymise_party(resident.party, by=hans)

    kept = " ".join(f"{row.words} {row.need} {row.answer} {row.stems}" for row in Question.objects.all())
    party = Party.objects.get(pk=resident.party_id)
    assert touched == 2
    assert (Contact.objects.count(), sorted(Question.objects.values_list("outcome", flat=True))) == before
    assert Contact.objects.filter(party=party).count() == 2
    assert "jansen" not in kept.lower()
    assert "12345678" not in kept
    assert "paspoort" in kept
    assert (party.name, party.sort_key, party.address) == ("", "", "")
    assert not DigitalAddress.objects.exists()
    assert not Contact.objects.exclude(caller_number="").exists()
    assert "Jansen" not in str(list(Correction.objects.values_list("changes", flat=True)))
    assert "Jansen" not in str(list(EventRecord.objects.values_list("facts", flat=True)))


def test_taking_out_twice_is_once(resident, hans):
    pseudonymise_party(resident.party, by=hans)

    assert pseudonymise_party(resident.party, by=hans) == 0
    assert EventRecord.objects.filter(name="PartyPseudonymised").count() == 1


def test_who_was_merged_goes_as_well(resident, make_contact, anna, hans):
    other = make_contact(anna, resident__name="J. Jansen", resident__phone="0687654321").party
    merge_parties(resident.party, other, by=anna)

    pseudonymise_party(resident.party, by=hans)

    assert not Party.objects.exclude(name="").exists()


def test_the_database_refuses_a_name_or_address_for_who_was_taken_out(resident, hans):
    pseudonymise_party(resident.party, by=hans)

    for field in ("name", "sort_key", "address"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Party.objects.filter(pk=resident.party_id).update(**{field: "Jansen"})
    with pytest.raises(DatabaseError), transaction.atomic():
        DigitalAddress.objects.create(party=resident.party, kind="phone", value="+31612345678")


def test_a_conversation_that_goes_on_does_not_bring_a_person_back(resident, make_contact, anna, phone, hans, typed):
    draft = begin_conversation(channel=phone, by=anna)
    Draft.objects.update(party=resident.party)
    pseudonymise_party(resident.party, by=hans)

    save_draft(draft.uuid, changes=typed(), base=0, by=anna)

    assert Draft.objects.get().party is None


def test_removing_asks_to_be_sure_and_is_for_few(resident, anna, bram, chantal, hans, signed_on):
    address = reverse("contacts:party_remove", args=[resident.party.uuid])

    assert signed_on(anna).post(address, {"is_sure": "on"}).status_code == 404
    assert signed_on(bram).post(address, {"is_sure": "on"}).status_code == 404
    assert signed_on(chantal).post(address).status_code == 422
    assert Party.objects.get().name
    page = signed_on(hans).post(address, {"is_sure": "on"}, follow=True).content.decode()
    assert "Verwijderde inwoner" in page
    assert not Party.objects.get().name


def test_a_removed_resident_can_no_longer_be_changed(resident, anna, hans, signed_on):
    pseudonymise_party(resident.party, by=hans)

    assert signed_on(anna).get(reverse("contacts:party_change", args=[resident.party.uuid])).status_code == 404
    assert signed_on(hans).get(reverse("contacts:party", args=[resident.party.uuid])).status_code == 200


# --- the resident's own data -----------------------------------------------------------------------


def test_a_resident_gets_all_that_is_known(resident, anna, hans, signed_on):
    signed_on(anna).get(reverse("contacts:detail", args=[resident.uuid]))

    response = signed_on(hans).post(reverse("contacts:party_export", args=[resident.party.uuid, "json"]))

    known = json.loads(response.content)
    assert known["persoon"]["naam"] == "Mevrouw Jansen"
    assert {line["waarde"] for line in known["adressen"]} == {"+31612345678", "jansen@voorbeeld.example"}
    assert known["vragen"][0]["vraag"].startswith("mevrouw Jansen")
    assert ("Anna Visser", "contact.opened") in {(line["medewerker"], line["waarvoor"]) for line in known["gezienDoor"]}
    assert EventRecord.objects.filter(name="PartyExported").exists()


def test_a_resident_gets_it_as_a_sheet_too_and_only_from_the_privacy_officer(resident, anna, chantal, hans, signed_on):
    address = reverse("contacts:party_export", args=[resident.party.uuid, "xlsx"])

    sheet = load_workbook(io.BytesIO(b"".join(signed_on(hans).post(address).streaming_content))).active

    assert any(row[2] == "Mevrouw Jansen" for row in sheet.iter_rows(values_only=True))
    for agent in (anna, chantal):
        assert signed_on(agent).post(address).status_code == 404
    assert signed_on(hans).post(reverse("contacts:party_export", args=[resident.party.uuid, "exe"])).status_code == 404


# --- lists that are taken away ---------------------------------------------------------------------


def take(client, form="csv", **sent):
    response = client.post(reverse("contacts:export", args=[form]), sent)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_list_leaves_without_names_unless_asked_and_allowed(resident, anna, chantal, signed_on):
    for agent, sent in ((anna, {}), (anna, {"names": "on"}), (chantal, {})):
        _response, content = take(signed_on(agent), **sent)
        assert "Kadelaan" not in content.decode()
        assert "+31612345678" not in content.decode()

    header, line = rows(take(signed_on(chantal), names="on")[1])
    assert line[header.index("Inwoner")] == "Mevrouw Jansen"
    assert line[-1].lstrip("'") == "+31612345678, jansen@voorbeeld.example"
    assert AccessRecord.objects.get(purpose="contacts.exported").subject == resident.party.uuid
    told = [record.facts for record in EventRecord.objects.filter(name="ContactsExported").order_by("id")]
    assert [facts["has_names"] for facts in told] == [False, False, False, True]


def test_only_what_one_may_see_is_taken(make_contact, anna, dirk, esra, passports, make_topic, sport, signed_on):
    swimming = make_topic("Zwembad", sport)
    make_contact(anna, words="paspoort kwijt", topic=str(passports.uuid))
    make_contact(anna, words="zwembad open", topic=str(swimming.uuid))

    assert [line[4] for line in rows(take(signed_on(dirk))[1])[1:]] == ["zwembad open"]
    assert take(signed_on(esra))[0].status_code == 404


def test_the_filter_of_the_list_holds(make_contact, anna, counter, signed_on):
    make_contact(anna, words="paspoort kwijt")
    make_contact(anna, words="zwembad open", channel=counter)
    client = signed_on(anna)
    address = client.post(reverse("contacts:search"), {"words": "zwembaden"})["Location"]

    assert [line[4] for line in rows(take(client, zoek=address.partition("zoek=")[2])[1])[1:]] == ["zwembad open"]
    assert [line[4] for line in rows(take(client, channel="telefoon")[1])[1:]] == ["paspoort kwijt"]
    assert take(client, since="x")[0].status_code == 404


@pytest.mark.parametrize("start", ["=1+1", "+31", "-1", "@SUM(1)", "\t=1", "  =cmd|' /C calc'!A0", "%0A", "|x"])
def test_no_cell_can_run(start, make_contact, anna, signed_on):
    make_contact(anna, words=start + HOSTILE)
    client = signed_on(anna)

    _header, line = rows(take(client)[1])
    cells = next(iter(load_workbook(io.BytesIO(take(client, "xlsx")[1])).active.iter_rows(min_row=2)))

    assert line[4].startswith("'") or line[4][0].isalnum()
    assert cells[4].data_type == "s"


def test_a_sheet_of_eleven_rows_costs_as_much_as_one(make_contact, anna, signed_on):
    client = signed_on(anna)

    def cost():
        with CaptureQueriesContext(connection) as statements:
            take(client, "xlsx")
        return len(statements)

    make_contact(anna, resident__name="Jansen")
    cost()
    one = cost()
    for number in range(10):
        make_contact(anna, resident__name=f"Jansen {number}")

    assert cost() == one


# --- terms -----------------------------------------------------------------------------------------


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)), st.integers(1, 240))
def test_months_before_is_the_same_day_or_the_last_of_a_shorter_month(moment, months):
    before = months_before(moment, months)

    assert (moment.year * 12 + moment.month) - (before.year * 12 + before.month) == months
    assert before.day == moment.day or (before + timedelta(days=1)).month != before.month


def test_every_kind_has_a_default_term(db):
    assert set(DEFAULT_MONTHS) == set(RetentionKind.values)
    assert all(term.is_default for term in terms())


@pytest.fixture
def old_and_new(make_contact, anna, phone):
    """Of every kind one that is past its term and one that is not."""
    old = NOW - timedelta(days=366 * 8)
    past = make_contact(anna, words="oud van Jansen", resident__name="Jansen", resident__phone="0612345678", at=old)
    fresh = make_contact(anna, words="nieuw", resident__name="De Vries", resident__phone="0687654321", at=NOW)
    for moment in (old, NOW):
        SearchEntry.objects.create(conversation=past.uuid, words="x", hits=1, began_at=moment, last_at=moment)
        AccessRecord.objects.create(subject=past.uuid, purpose="x", trace=past.uuid, happened_at=moment)
        EventRecord.objects.create(name="X", happened_at=moment)
        draft = begin_conversation(channel=phone, by=anna, at=moment)
        Draft.objects.filter(pk=draft.pk).update(saved_at=moment)
        Invitation.objects.create(email=f"{moment:%Y}@nieuwerdam.example", name="N", roles=["agent"], expires_at=moment)
    orphan = Party.objects.create(name="Niemand")
    Party.objects.filter(pk=orphan.pk).update(created_at=old)
    return past, fresh


def test_a_night_removes_what_is_past_and_leaves_the_rest(old_and_new):
    past, fresh = old_and_new
    counts = (Contact.objects.count(), Question.objects.count())

    done = carry_out_retention(now=NOW)

    question = past.questions.get()
    assert (question.words, question.stems, question.outcome) == ("", "", "answered")
    assert question.redacted_at is not None
    assert Contact.objects.get(pk=past.pk).caller_number == ""
    assert fresh.questions.get().words == "nieuw"
    assert Party.objects.get(pk=past.party_id).name == ""
    assert Party.objects.get(pk=fresh.party_id).name == "De Vries"
    assert not Party.objects.filter(name="Niemand").exists()
    assert (Contact.objects.count(), Question.objects.count()) == counts
    assert (Draft.objects.count(), SearchEntry.objects.count(), EventRecord.objects.filter(name="X").count()) == (
        1,
        1,
        1,
    )
    assert AccessRecord.objects.filter(purpose="x").count() == 1
    assert done == {
        "contact_text": 1,
        "party": 2,
        "access_log": 1,
        "event_record": 1,
        "search_entry": 1,
        "draft": 1,
        "trace": 1,
    }


def test_a_second_run_removes_nothing_more(old_and_new):
    carry_out_retention(now=NOW)

    again = carry_out_retention(now=NOW)

    assert set(again.values()) == {0}
    assert RetentionReport.objects.get(kind="contact_text").removed == 1
    assert RetentionReport.objects.count() == len(RetentionKind.values)


def test_many_are_removed_in_small_steps(make_contact, anna, monkeypatch):
    monkeypatch.setattr("vraagbaak.contacts.actions.retention.BATCH", 20)
    for _ in range(45):
        make_contact(anna, at=NOW - timedelta(days=1000))

    assert carry_out_retention(now=NOW)["contact_text"] == 45


def test_after_a_night_the_logs_can_again_only_be_added_to(old_and_new):
    carry_out_retention(now=NOW)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL vraagbaak.retention = 'off'")
    with pytest.raises(DatabaseError), transaction.atomic():
        EventRecord.objects.filter(name="X").delete()


def test_a_term_is_set_by_an_administrator_and_written_down(greet, anna, hans, signed_on):
    months = {kind: str(term) for kind, term in DEFAULT_MONTHS.items()} | {"contact_text": "12"}
    address = reverse("contacts:retention")

    assert signed_on(anna).post(address, months).status_code == 404
    assert signed_on(greet).post(address, months).status_code == 302

    assert next(term for term in terms() if term.kind == "contact_text").months == 12
    facts = EventRecord.objects.get(name="RetentionTermChanged").facts
    assert (facts["kind"], facts["was"], facts["now"]) == ("contact_text", 24, 12)
    assert signed_on(hans).get(address).status_code == 200


@pytest.mark.parametrize("months", ["0", "241", "", "-1", "twaalf", "1.5"])
def test_a_term_outside_a_month_to_twenty_years_is_refused(months, greet, signed_on):
    sent = dict.fromkeys(DEFAULT_MONTHS, "12") | {"draft": months}

    assert signed_on(greet).post(reverse("contacts:retention"), sent).status_code == 422
    assert all(term.is_default for term in terms())


def test_a_term_of_no_kind_is_refused(greet):
    with pytest.raises(TermOutOfRange):
        set_term("alles", 12, by=greet)


def test_the_report_of_the_nights_is_shown(old_and_new, greet, signed_on):
    carry_out_retention(now=NOW)

    page = signed_on(greet).get(reverse("contacts:retention")).content.decode()

    assert "24 november 2026" in page
    assert "archivaris" in page
