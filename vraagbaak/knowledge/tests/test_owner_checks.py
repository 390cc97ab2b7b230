"""The owner checks a text: by link, once, in time."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vraagbaak.core.models import EventRecord
from vraagbaak.knowledge.actions.owner_checks import CheckClosed, ask_owner, decide_check, link_of
from vraagbaak.knowledge.models import OwnerCheck, Version
from vraagbaak.knowledge.tests.conftest import HOSTILE
from vraagbaak.knowledge.tests.test_articles import edit

AGREE = {"verdict": "agreed", "remark": "", "name": "Truus van Dijk"}
DUE = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def asked(write, esra):
    return ask_owner(write(is_out=False), email="burgerzaken@nieuwerdam.example", due_on=DUE, by=esra)


@pytest.fixture
def link(asked):
    return "/" + link_of(asked).split("/", 3)[3]


def test_the_owner_gets_one_mail_with_the_link(asked, do_jobs, mailoutbox, link):
    do_jobs()
    do_jobs()

    assert [mail.to for mail in mailoutbox] == [["burgerzaken@nieuwerdam.example"]]
    assert link in mailoutbox[0].body


def test_the_link_cannot_be_guessed_and_stands_in_no_table(asked, link):
    signature = link.strip("/").rsplit(":", 1)[1]

    assert len(signature) * 6 >= 256
    assert not EventRecord.objects.filter(facts__icontains=signature).exists()


def test_agreeing_publishes_the_text_and_tells_the_editor(asked, link, do_jobs, mailoutbox):
    response = Client().post(link, AGREE)

    article = asked.version.article
    article.refresh_from_db()
    assert response.status_code == 200
    assert (article.state, article.published.checked_by) == ("published", "Truus van Dijk")
    do_jobs()
    assert mailoutbox[-1].to == ["esra@nieuwerdam.example"]
    assert list(
        EventRecord.objects.filter(name__in=["OwnerDecided", "ArticlePublished"]).values_list("actor", flat=True)
    ) == [None, None]


def test_the_link_works_once(link):
    Client().post(link, AGREE)

    again = Client().post(link, {"verdict": "amend", "remark": "Toch niet", "name": "Truus"})

    assert again.status_code == 410
    assert OwnerCheck.objects.get().verdict == "agreed"


def test_what_must_change_goes_back_to_the_editor(asked, link):
    Client().post(link, {"verdict": "amend", "remark": "Het bedrag klopt niet", "name": "Truus"})

    article = asked.version.article
    article.refresh_from_db()
    assert (article.state, article.published) == ("draft", None)
    assert OwnerCheck.objects.get().remark == "Het bedrag klopt niet"


def test_who_does_not_agree_says_what_must_change(link):
    response = Client().post(link, {"verdict": "amend", "remark": " ", "name": "Truus"})

    assert response.status_code == 422
    assert OwnerCheck.objects.get().verdict == ""


def test_an_expired_link_shows_nothing_of_the_text(asked, link):
    OwnerCheck.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = Client().get(link)

    assert response.status_code == 410
    assert asked.version.title not in response.content.decode()


def test_a_newer_text_ends_the_earlier_link(asked, link, esra):
    edit(asked.version.article, weight="typo", by=esra)

    assert Client().get(link).status_code == 410
    with pytest.raises(CheckClosed):
        decide_check(asked, verdict="agreed", remark="", name="Truus")


@pytest.mark.parametrize("token", ["x", "1:2", "00000000-0000-0000-0000-000000000000:abc"])
def test_a_forged_link_is_a_page_that_is_not_there(db, token):
    assert Client().get(reverse("knowledge:owner_check", args=[token])).status_code == 404


def test_a_link_of_another_check_cannot_be_made_from_this_one(asked, link, write, esra):
    other = ask_owner(write("Rijbewijs", is_out=False), email="a@nieuwerdam.example", due_on=DUE, by=esra)
    forged = link.replace(str(asked.uuid), str(other.uuid))

    assert Client().get(forged).status_code == 404


def test_the_page_shows_no_person_and_is_never_kept(asked, link):
    response = Client().get(link)
    shown = response.content.decode()

    assert "Esra" not in shown
    assert "esra@" not in shown
    assert "burgerzaken@" not in shown
    assert "no-store" in response["Cache-Control"]
    assert "/werkplek/" not in shown


def test_hostile_text_in_the_form_is_only_text(asked, link, esra, signed_on):
    Client().post(link, {"verdict": "amend", "remark": HOSTILE, "name": HOSTILE[:120]})

    shown = signed_on(esra).get(reverse("knowledge:article", args=[asked.version.article.uuid])).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_the_page_shows_what_changes(write, esra, do_jobs):
    article = write()
    edit(article, weight="major", by=esra, say="Bel eerst de politie.")
    article.refresh_from_db()
    check = ask_owner(article, email="a@nieuwerdam.example", due_on=DUE, by=esra)

    shown = Client().get("/" + link_of(check).split("/", 3)[3]).content.decode()

    assert re.search(r"</span>Bel</ins>", shown)
    assert re.search(r"</span>Doe</del>", shown)


def test_bram_checks_signed_on_for_his_own_department(asked, bram, signed_on):
    response = signed_on(bram).post(
        reverse("knowledge:check", args=[asked.version.article.uuid]), {"verdict": "agreed"}
    )

    assert response.status_code == 302
    assert Version.objects.get(pk=asked.version.pk).checked_by == "Bram de Haan"


def test_nobody_checks_what_they_wrote_themselves(asked, esra, make_agent, signed_on):
    from vraagbaak.knowledge.actions.owner_checks import OwnText
    from vraagbaak.people.models import RoleGrant

    address = reverse("knowledge:check", args=[asked.version.article.uuid])
    assert signed_on(esra).get(address).status_code == 404
    RoleGrant.objects.create(agent=esra, role="specialist")

    assert signed_on(esra).post(address, {"verdict": "agreed"}).status_code == 404
    with pytest.raises(OwnText):
        decide_check(asked, verdict="agreed", remark="", name="Esra", by=esra)


def test_dirk_of_another_department_finds_no_such_page(asked, dirk, signed_on):
    address = reverse("knowledge:check", args=[asked.version.article.uuid])

    assert signed_on(dirk).get(address).status_code == 404
    assert signed_on(dirk).post(address, {"verdict": "agreed"}).status_code == 404


def test_esra_asks_with_five_working_days_already_filled_in(write, esra, signed_on, burgerzaken):
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    client, address = signed_on(esra), reverse("knowledge:ask_owner", args=[write(is_out=False).uuid])

    form = client.get(address).context["form"]
    client.post(address, form.initial)

    assert form.initial["email"] == "burgerzaken@nieuwerdam.example"
    assert form.initial["due_on"] > timezone.localdate() + timedelta(days=4)
    assert OwnerCheck.objects.get().due_on == form.initial["due_on"]


def test_a_day_in_the_past_is_refused_beside_the_field(write, esra, signed_on):
    address = reverse("knowledge:ask_owner", args=[write(is_out=False).uuid])

    response = signed_on(esra).post(address, {"email": "a@b.nl", "due_on": "2020-01-01"})

    assert response.status_code == 422
    assert "due_on" in response.context["form"].errors
