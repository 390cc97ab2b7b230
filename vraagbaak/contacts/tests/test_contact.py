"""One contact, and one resident: who sees what, and that looking is written down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vraagbaak.contacts.actions.merging import CannotMerge, merge_parties, undo_merge
from vraagbaak.contacts.actions.parties import find_or_make_party
from vraagbaak.contacts.models import Contact, DigitalAddress, Party
from vraagbaak.contacts.queries.parties import earlier_contacts, find_parties, party_for
from vraagbaak.contacts.rules.bsn import masked_bsn, read_bsn
from vraagbaak.contacts.rules.drafts import DraftContent, merge
from vraagbaak.core.models import AccessRecord, EventRecord, Organisation
from vraagbaak.directory.models import Employee

BSN = "111222333"


def text(response):
    return response.content.decode()


@pytest.fixture
def mixed(make_contact, anna, passports, make_topic, sport):
    """One contact with a question for Burgerzaken and one for Sport."""
    swimming = make_topic("Zwembad", sport)
    return make_contact(
        anna,
        {"words": "paspoort kwijt", "topic": str(passports.uuid), "mood": "sad"},
        {"words": "zwembad open", "topic": str(swimming.uuid), "need": "wil op zondag zwemmen"},
    )


# --- one contact -----------------------------------------------------------------------------------


def test_a_contact_shows_everything_that_was_noted(make_contact, anna, passport_lost, signed_on):
    contact = make_contact(
        anna,
        need="moet vrijdag vliegen",
        answer="Ik heb het uitgelegd.",
        mood="worried",
        version=str(passport_lost.uuid),
        intake__hoe="gestolen",
        resident__name="Mevrouw Jansen",
        resident__phone="0612345678",
    )

    page = text(signed_on(anna).get(reverse("contacts:detail", args=[contact.uuid])))

    for shown in (
        "ben mijn paspoort kwijt",
        "moet vrijdag vliegen",
        "Ik heb het uitgelegd.",
        "bezorgd",
        "Paspoort kwijt",
    ):
        assert shown in page
    assert "Gestolen of verloren?" in page
    assert "Mevrouw Jansen" in page
    assert "06 12345678" in page


def test_a_specialist_sees_the_own_questions_of_a_mixed_contact_and_is_told_so(mixed, bram, dirk, anna, signed_on):
    address = reverse("contacts:detail", args=[mixed.uuid])

    for_bram, for_dirk, for_anna = (text(signed_on(agent).get(address)) for agent in (bram, dirk, anna))

    assert "paspoort kwijt" in for_bram
    assert "zwembad open" not in for_bram
    assert "zwembad open" in for_dirk
    assert "paspoort kwijt" not in for_dirk
    assert "aan andere afdelingen" in for_bram
    assert "aan andere afdelingen" not in for_anna


def test_absent_and_forbidden_look_alike(make_contact, passports, anna, dirk, esra, signed_on):
    contact = make_contact(anna, topic=str(passports.uuid))

    for agent in (dirk, esra):
        assert signed_on(agent).get(reverse("contacts:detail", args=[contact.uuid])).status_code == 404
        assert signed_on(agent).get(reverse("contacts:detail", args=[anna.uuid])).status_code == 404


def test_opening_a_contact_of_somebody_is_written_down(resident, make_contact, anna, chantal, signed_on):
    anonymous = make_contact(anna)
    client = signed_on(chantal)

    client.get(reverse("contacts:detail", args=[resident.uuid]))
    client.get(reverse("contacts:detail", args=[anonymous.uuid]))

    record = AccessRecord.objects.get(purpose="contact.opened")
    assert (record.subject, record.actor) == (resident.party.uuid, chantal.uuid)


def test_opening_words_of_another_department_is_written_down(make_contact, anna, passport_lost, sport, signed_on):
    contact = make_contact(anna, {"words": "x", "version": str(passport_lost.uuid)})
    employee = {"account": anna, "first_name": "Anna", "last_name": "Visser", "sort_key": "visser"}
    works = Employee.objects.create(key="anna", department=passport_lost.article.topic.department, **employee)
    address = reverse("contacts:detail", args=[contact.uuid])
    signed_on(anna).get(address)
    assert not AccessRecord.objects.exists()
    works.department = sport
    works.save()

    signed_on(anna).get(address)

    record = AccessRecord.objects.get()
    assert (record.subject, record.actor, record.purpose) == (contact.uuid, anna.uuid, "question.opened")


def test_eleven_questions_cost_as_much_as_one(make_contact, anna, passport_lost, signed_on):
    client = signed_on(anna)

    def cost(contact):
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("contacts:detail", args=[contact.uuid]))
        return len(statements)

    question = {"words": "x", "version": str(passport_lost.uuid)}
    one, eleven = make_contact(anna, question), make_contact(anna, *[question] * 11)
    cost(one)

    assert cost(one) == cost(eleven)


# --- who it is -------------------------------------------------------------------------------------


def resident_of(**typed):
    changes = {f"resident.{name}": value for name, value in typed.items()}
    content = merge(DraftContent(), changes, base=0, revision=1, by="anna").content
    return find_or_make_party(content, known=None, needed=True)


def test_a_number_in_any_notation_is_the_same_resident(db):
    first = resident_of(name="Jansen", phone="06-12345678")

    for notation in ("+31 6 1234 5678", "0031612345678", "(06) 123 456 78", "٠٦١٢٣٤٥٦٧٨"):
        assert resident_of(phone=notation) == first
    assert DigitalAddress.objects.get().value == "+31612345678"


def test_two_people_can_share_a_number(db):
    jan, piet = resident_of(name="Jan", phone="0612345678"), resident_of(name="Piet", phone="0612345678")

    assert jan != piet
    assert resident_of(name="jan", phone="0612345678") == jan
    assert resident_of(name="PIET", phone="0612345678") == piet


def test_a_shared_number_without_a_name_makes_one_unnamed_resident_and_no_more(db):
    jan, piet = resident_of(name="Jan", phone="0612345678"), resident_of(name="Piet", phone="0612345678")

    unnamed = resident_of(phone="0612345678")

    assert unnamed not in (jan, piet)
    assert resident_of(phone="0612345678") == unnamed
    assert resident_of(name="Kees", phone="0612345678") == unnamed
    unnamed.refresh_from_db()
    assert unnamed.name == "Kees"


def test_mail_matches_whatever_its_case(db):
    assert resident_of(email="Jansen@Voorbeeld.example") == resident_of(email="jansen@voorbeeld.EXAMPLE")


def test_what_is_known_of_a_resident_is_not_changed_by_a_conversation(db):
    jansen = resident_of(name="Jansen", phone="0612345678", address="Kadelaan 3")

    resident_of(phone="0612345678", address="Dijkweg 9")

    jansen.refresh_from_db()
    assert jansen.address == "Kadelaan 3"


# --- one resident ----------------------------------------------------------------------------------


def test_a_resident_is_found_by_name_number_and_mail(resident, anna):
    for typed in ("mevr", "Jansen", "0612345678", "+31612345678", "jansen@voor"):
        assert list(find_parties(anna, typed)) == [resident.party], typed
    assert not find_parties(anna, "J")
    assert not find_parties(anna, "Pietersen")
    assert not find_parties(anna, "x\0y")


def test_a_specialist_finds_only_who_asked_something_of_the_own_department(
    make_contact, anna, bram, dirk, esra, passports
):
    contact = make_contact(anna, topic=str(passports.uuid), resident__name="Jansen", resident__phone="0612345678")

    assert list(find_parties(bram, "Jansen")) == [contact.party]
    for agent in (dirk, esra):
        assert not find_parties(agent, "Jansen")
        assert party_for(agent, contact.party.uuid) is None
        assert not earlier_contacts(agent, number="+31612345678").entries


def test_the_timeline_counts_promised_calls(resident, make_contact, anna):
    make_contact(anna, words="nog een vraag", resident__phone="0612345678")

    timeline = earlier_contacts(anna, party_id=resident.party_id)

    assert [entry.outcome for entry in timeline.entries] == ["answered", "callback"]
    assert timeline.open_count == 1


def test_the_page_of_a_resident_shows_everything_asked(resident, anna, signed_on):
    page = text(signed_on(anna).get(reverse("contacts:party", args=[resident.party.uuid])))

    for shown in ("Mevrouw Jansen", "Kadelaan 3", "06 12345678", "jansen@voorbeeld.example", "paspoort kwijt"):
        assert shown in page
    assert AccessRecord.objects.filter(purpose="party.opened", subject=resident.party.uuid).exists()


def test_eleven_contacts_of_a_resident_cost_as_much_as_one(resident, make_contact, anna, signed_on):
    client, address = signed_on(anna), reverse("contacts:party", args=[resident.party.uuid])

    def cost():
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        return len(statements)

    one = cost()
    for _ in range(10):
        make_contact(anna, resident__phone="0612345678")

    assert cost() == one


def change(client, party, **typed):
    plain = {"name": "Mevrouw Jansen", "kind": "person", "address": "", "phones": "", "emails": ""}
    return client.post(reverse("contacts:party_change", args=[party.uuid]), plain | typed)


def test_what_is_known_can_be_changed_and_the_event_names_fields_only(resident, anna, signed_on):
    response = change(
        signed_on(anna), resident.party, name="J. de Vries", phones="0199 140140\n06-87654321", emails="A@b.nl"
    )

    party = Party.objects.get(pk=resident.party_id)
    assert response.status_code == 302
    assert party.name == "J. de Vries"
    assert sorted(party.addresses.values_list("value", flat=True)) == ["+31199140140", "+31687654321", "a@b.nl"]
    facts = EventRecord.objects.get(name="PartyChanged").facts
    assert set(facts["fields"]) == {"name", "address", "addresses"}
    assert "Vries" not in str(facts)


@pytest.mark.parametrize(
    "details",
    [
        {"phones": "geen nummer"},
        {"emails": "geen adres"},
        {"kind": "dier"},
        {"name": "x" * 161},
        {"phones": "\n".join(["0612345678"] * 11)},
    ],
)
def test_what_is_no_number_or_address_is_refused(details, resident, anna, signed_on):
    assert change(signed_on(anna), resident.party, **details).status_code == 422


def test_a_citizen_service_number_is_refused_until_it_is_switched_on(resident, anna, signed_on):
    page = text(signed_on(anna).get(reverse("contacts:party_change", args=[resident.party.uuid])))
    change(signed_on(anna), resident.party, bsn=BSN)

    assert "Burgerservicenummer" not in page
    assert Party.objects.get(pk=resident.party_id).bsn_hash is None


def test_a_citizen_service_number_is_kept_encrypted_and_shown_masked(resident, anna, signed_on):
    Organisation.objects.create(uses_bsn=True)
    client = signed_on(anna)

    change(client, resident.party, bsn="111.222.333")

    party = Party.objects.get(pk=resident.party_id)
    page = text(client.get(reverse("contacts:party", args=[party.uuid])))
    assert BSN not in party.bsn_encrypted
    assert masked_bsn(BSN) in page
    assert BSN not in page
    assert list(find_parties(anna, "111 222 333")) == [party]
    assert BSN not in str(list(EventRecord.objects.values_list("facts", flat=True)))


def test_a_citizen_service_number_is_kept_when_the_field_is_left_empty_and_removed_when_asked(
    resident, anna, signed_on
):
    Organisation.objects.create(uses_bsn=True)
    client = signed_on(anna)
    change(client, resident.party, bsn=BSN)

    change(client, resident.party)
    assert Party.objects.get(pk=resident.party_id).bsn_encrypted

    change(client, resident.party, without_bsn="on")
    assert not Party.objects.get(pk=resident.party_id).bsn_encrypted


def test_a_number_of_somebody_else_or_that_fails_the_elfproef_is_refused(resident, make_contact, anna, signed_on):
    Organisation.objects.create(uses_bsn=True)
    other = make_contact(anna, resident__name="De Vries", resident__phone="0687654321").party
    client = signed_on(anna)
    change(client, resident.party, bsn=BSN)

    assert change(client, other, bsn=BSN).status_code == 422
    assert change(client, other, bsn="111222334").status_code == 422
    assert "111222334" in text(change(client, other, bsn="111222334"))


@pytest.mark.parametrize("typed", ["", "000000000", "111222334", "abc", "1112223334", "1" * 400])
def test_what_fails_the_elfproef_is_no_number(typed):
    assert read_bsn(typed) is None


# --- merging ---------------------------------------------------------------------------------------


@pytest.fixture
def twins(make_contact, anna):
    """The same resident, known twice."""
    kept = make_contact(anna, resident__name="Jansen", resident__phone="0612345678")
    gone = make_contact(anna, resident__name="J. Jansen", resident__phone="0687654321", resident__email="j@j.example")
    return kept.party, gone.party


def test_two_that_are_one_are_merged_and_parted_again(twins, anna):
    kept, gone = twins

    done = merge_parties(kept, gone, by=anna)
    assert (Contact.objects.filter(party=kept).count(), kept.addresses.count()) == (2, 3)
    assert list(find_parties(anna, "Jansen")) == [kept]
    assert resident_of(phone="0687654321") == kept

    undo_merge(done, by=anna)
    assert (Contact.objects.filter(party=kept).count(), Contact.objects.filter(party=gone).count()) == (1, 1)
    assert resident_of(phone="0687654321") == gone


def test_a_contact_after_the_merge_stays_where_it_was_registered(twins, make_contact, anna):
    kept, gone = twins
    done = merge_parties(kept, gone, by=anna)
    later = make_contact(anna, resident__phone="0687654321")

    undo_merge(done, by=anna)

    later.refresh_from_db()
    assert later.party == kept


def test_nobody_is_merged_with_themself_or_twice(twins, anna):
    kept, gone = twins
    with pytest.raises(CannotMerge):
        merge_parties(kept, kept, by=anna)
    merge_parties(kept, gone, by=anna)

    with pytest.raises(CannotMerge):
        merge_parties(kept, gone, by=anna)
    with pytest.raises(CannotMerge):
        merge_parties(gone, kept, by=anna)


def test_merging_goes_by_its_page_and_is_undone_there(twins, anna, signed_on):
    kept, gone = twins
    client, address = signed_on(anna), reverse("contacts:party_merge", args=[kept.uuid])

    found = client.post(address, {"words": "J. Jansen"})
    merged = client.post(address, {"other": str(gone.uuid)}, follow=True)
    undone = client.post(reverse("contacts:party_unmerge", args=[kept.merges.get().uuid]), follow=True)

    assert str(gone.uuid) in text(found)
    assert "Samengevoegd met" in text(merged)
    assert undone.context["party"] == gone
    assert client.post(address, {"other": "x"}).status_code == 404
    assert client.post(address, {"other": str(anna.uuid)}).status_code == 404


def test_who_may_not_see_residents_may_not_merge_them(twins, bram, esra, signed_on):
    kept, gone = twins
    for agent in (bram, esra):
        address = reverse("contacts:party_merge", args=[kept.uuid])
        assert signed_on(agent).post(address, {"other": str(gone.uuid)}).status_code == 404
    assert not kept.merges.exists()
