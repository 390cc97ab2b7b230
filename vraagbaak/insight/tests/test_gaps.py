"""Gaps in what we know: gathered, asked about, closed by the desk itself, and opened again when it fails."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.contacts.models import Channel, Contact, Question
from vraagbaak.contacts.queries.words import stems_of
from vraagbaak.core.models import EventRecord
from vraagbaak.insight.actions.gaps import (
    GapIsSettled,
    NobodyOwnsIt,
    ask_for_answer,
    dismiss_gap,
    gather_gaps,
    link_answer,
    mail_gap,
)
from vraagbaak.insight.models import Gap, GapSign
from vraagbaak.insight.queries.gaps import gap_for, list_gaps, see_gap
from vraagbaak.insight.rules.gaps import NEXT, fails_again, is_filled, is_gap, minutes_a_week, shared_stems
from vraagbaak.knowledge.models import Article, Feedback, LearnedQuestion, SearchEntry, Version

NOW = datetime(2026, 3, 17, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
ROOF = ("mag ik zonnepanelen op een monument", "zonnepanelen op mijn monument mag dat", "monument met zonnepanelen")
SIGNED_ON = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Let it be noon; tests move on by changing the hour."""
    clock = {"now": NOW}
    for place in ("queries.gaps", "actions.gaps", "jobs"):
        monkeypatch.setattr(f"vraagbaak.insight.{place}.timezone.now", lambda: clock["now"])
    return clock


@pytest.fixture
def ask(anna, topics):
    """Register a question that ended so, some days ago."""
    channel = Channel.objects.get_or_create(key="telefoon", defaults={"name": "Telefoon"})[0]

    def ask(words, outcome="no_answer", *, days=1.0, topic=topics[0], **more):
        at = NOW - timedelta(days=days)
        contact = Contact.objects.create(channel=channel, agent=anna, opened_at=at - timedelta(minutes=4), closed_at=at)
        return Question.objects.create(
            contact=contact, words=words, stems=stems_of(words), topic=topic, agent=anna, asked_at=at, outcome=outcome,
            department=topic.department if topic else None, **more,
        )  # fmt: skip

    return ask


@pytest.fixture
def gap(ask, burgerzaken) -> Gap:
    """Three people asked the same and nobody knew."""
    burgerzaken.email = "burgerzaken@nieuwerdam.example"
    burgerzaken.save()
    for days, words in enumerate(ROOF, start=20):
        ask(words, days=days)
    assert gather_gaps(NOW) == 1
    return Gap.objects.get()


def publish(article: Article, *, days: float) -> None:
    version = Version.objects.get(article=article)
    version.published_at = NOW - timedelta(days=days)
    version.save()
    Article.objects.filter(pk=article.pk).update(published=version, pending=None, state="published")


def names() -> list[str]:
    return [*EventRecord.objects.order_by("id").values_list("name", flat=True)]


# --- the rules ---------------------------------------------------------------------------------------


@given(st.integers(0, 9), st.integers(0, 9))
def test_more_of_the_same_never_unmakes_a_gap(unknown, handed_on):
    if is_gap(unknown=unknown, handed_on=handed_on):
        assert is_gap(unknown=unknown + 1, handed_on=handed_on)
        assert is_gap(unknown=unknown, handed_on=handed_on + 1)


@given(st.lists(st.booleans()))
def test_what_is_filled_does_not_fail_at_the_same_time(handled):
    assert not (is_filled(handled) and fails_again(handled))


def test_one_failure_does_not_open_what_two_do():
    assert not fails_again([False, True, True])
    assert fails_again([False, True, False])
    assert not fails_again([False])
    assert not is_filled([True, True])


def test_a_gap_is_told_by_what_several_people_said():
    assert shared_stems([frozenset({"zon", "jansen"}), frozenset({"zon", "dak"}), frozenset({"dak", "a1"})]) == [
        "dak",
        "zon",
    ]


def test_cost_adds_the_desk_and_the_colleague():
    assert minutes_a_week(questions=8, handed_on=4, seconds=240, weeks=8) == 9
    with pytest.raises(ValueError, match="0"):
        minutes_a_week(questions=1, handed_on=0, seconds=1, weeks=0)


def test_every_state_has_its_next_ones():
    assert set(NEXT) == set(Gap.State.values)


# --- gathering ---------------------------------------------------------------------------------------


def test_alike_questions_that_nobody_could_answer_are_one_gap(gap, burgerzaken, anna):
    assert gap.department == burgerzaken
    assert gap.signs.count() == 3
    (line,) = list_gaps(anna, state="open", department=None, order="kosten")
    assert (line.number, line.unknown, line.handed_on, line.days) == (3, 3, 0, 22)
    assert line.words in ROOF
    assert names() == ["GapOpened"]


def test_gathering_again_changes_nothing_and_new_ones_join(gap, ask):
    assert gather_gaps(NOW) == 0
    ask("zonnepanelen monument toegestaan?")
    ask("hoe laat gaat het zwembad open")

    assert gather_gaps(NOW) == 0
    assert gap.signs.count() == 4


def test_searches_and_remarks_join_the_questions(ask, topics, anna):
    ask(ROOF[0])
    SearchEntry.objects.create(
        conversation="0" * 32, agent=anna, words="zonnepanelen monument", hits=0, began_at=NOW, last_at=NOW
    )
    article = Article.objects.create(key="dak", topic=topics[0])
    version = Version.objects.create(article=article, number=1, title="Dak", say="x")
    remark = Feedback.objects.create(version=version, kind="missing", words="zonnepanelen op monument", agent=anna)
    Feedback.objects.filter(pk=remark.pk).update(given_at=NOW)

    assert gather_gaps(NOW) == 1

    seen = see_gap(Gap.objects.get())
    assert (seen.line.unknown, seen.searches, seen.remarks) == (3, 1, 1)


def test_once_is_no_gap_and_handing_on_takes_five(ask):
    ask("mag mijn hond mee naar het stadhuis")
    for _ in range(4):
        ask("wanneer komt mijn uitkering deze maand", "callback")
    assert gather_gaps(NOW) == 0

    ask("wanneer komt mijn uitkering", "transferred")

    assert gather_gaps(NOW) == 1
    assert Gap.objects.get().signs.count() == 5


def test_what_is_older_than_eight_weeks_is_left(ask):
    for words in ROOF:
        ask(words, days=57)

    assert gather_gaps(NOW) == 0


def test_a_turn_that_is_killed_leaves_nothing_behind(ask, monkeypatch):
    for words in ROOF:
        ask(words)
    with monkeypatch.context() as killed:
        killed.setattr("vraagbaak.insight.actions.gaps.announce", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            gather_gaps(NOW)

    assert not Gap.objects.exists()
    assert gather_gaps(NOW) == 1


def test_numbers_and_addresses_of_people_are_not_shown(ask, anna):
    for words in (f"{ROOF[1]} 06 12345678", f"{ROOF[1]}, bel 06 12345678, mail jan@voorbeeld.nl"):
        ask(words)
    gather_gaps(NOW)

    seen = see_gap(Gap.objects.get())

    assert len(seen.examples) == 2
    assert "12345678" not in " ".join(seen.examples)
    assert "voorbeeld.nl" not in " ".join(seen.examples)


def test_when_a_question_is_removed_its_words_are_nowhere(gap):
    Question.objects.all().delete()

    assert gap.signs.count() == 0
    assert see_gap(gap).examples == []


def test_a_sign_belongs_to_one_gap(gap):
    sign = gap.signs.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        GapSign.objects.create(gap=gap, question=sign.question, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        GapSign.objects.create(gap=gap, at=NOW)


# --- asking, closing, opening again ------------------------------------------------------------------


def test_one_click_makes_a_draft_with_the_literal_questions_and_a_mail(gap, topics, chantal):
    article = ask_for_answer(gap, topic=topics[0], due_on=NOW.date() + timedelta(days=7), by=chantal)

    assert article.state == "draft"
    waiting = LearnedQuestion.objects.filter(article=article, state="proposed", uses=0)
    assert {*waiting.values_list("words", flat=True)} == {*ROOF}
    gap.refresh_from_db()
    mail_gap(gap)
    mail_gap(gap)
    (sent,) = mail.outbox
    assert sent.to == ["burgerzaken@nieuwerdam.example"]
    assert sent.reply_to == [chantal.email]
    assert ROOF[0] in sent.body
    assert "monument" not in sent.subject
    with pytest.raises(GapIsSettled):
        ask_for_answer(gap, topic=topics[0], due_on=NOW.date(), by=chantal)
    assert Article.objects.count() == 1


def test_nobody_is_asked_without_an_address(gap, topics, chantal, burgerzaken):
    burgerzaken.email = ""
    burgerzaken.save()
    topics[0].department.refresh_from_db()

    with pytest.raises(NobodyOwnsIt):
        ask_for_answer(gap, topic=topics[0], due_on=NOW.date(), by=chantal)

    assert not Article.objects.exists()


def test_it_closes_when_the_desk_can_do_it_and_opens_again_when_that_fails(gap, ask, topics, chantal, now):
    now["now"] = NOW - timedelta(days=15)
    article = ask_for_answer(gap, topic=topics[0], due_on=NOW.date(), by=chantal)
    mail_gap(gap)
    publish(article, days=10)
    for days in (9, 8):
        ask(ROOF[0], "answered", days=days, article=article)
    gather_gaps(NOW)
    gap.refresh_from_db()
    assert gap.state == "asked"

    ask(ROOF[1], "answered", days=7, article=article)
    now["now"] = NOW
    gather_gaps(NOW - timedelta(days=6))
    gap.refresh_from_db()
    assert gap.state == "closed"
    seen = see_gap(gap)
    assert (seen.before.questions, seen.before.handled) == (3, 0)
    assert (seen.after.questions, seen.after.handled) == (3, 3)
    assert seen.after.a_week == 0

    for days in (3, 2):
        ask(ROOF[2], "no_answer", days=days)
    gather_gaps(NOW)
    gap.refresh_from_db()
    assert (gap.state, gap.closed_at) == ("open", None)
    assert gap.reopened_at == NOW
    assert names()[-2:] == ["GapTurned", "GapTurned"]

    assert ask_for_answer(gap, topic=topics[0], due_on=NOW.date(), by=chantal) == article
    mail_gap(gap)
    assert len(mail.outbox) == 2


def test_an_answer_that_is_out_already_counts_from_when_it_was_named(gap, ask, topics, chantal, now):
    article = Article.objects.create(key="dak", topic=topics[0])
    Version.objects.create(article=article, number=1, title="Dak", say="x")
    publish(article, days=40)
    for days in (12, 11, 10):
        ask(ROOF[0], "answered", days=days, article=article)
    now["now"] = NOW - timedelta(days=9)
    link_answer(gap, article=Article.objects.get(), by=chantal)
    gather_gaps(NOW)
    gap.refresh_from_db()
    assert gap.state == "open"
    assert names()[-1] == "AnswerNamed"

    ask("heel iets anders", "answered", days=4, article=article)
    for days in (3, 2, 1):
        ask(ROOF[0], "answered", days=days, article=article)
    gather_gaps(NOW)

    gap.refresh_from_db()
    assert gap.state == "closed"
    assert not gap.signs.filter(question__words="heel iets anders").exists()


def test_what_is_no_gap_stays_off_the_list(gap, ask, chantal):
    dismiss_gap(gap, by=chantal)
    ask(ROOF[0], days=0.5)

    assert gather_gaps(NOW) == 0
    gap.refresh_from_db()
    assert gap.state == "dismissed"
    assert gap.signs.count() == 4
    with pytest.raises(GapIsSettled):
        dismiss_gap(gap, by=chantal)


# --- the pages ---------------------------------------------------------------------------------------


@pytest.fixture
def at(client):
    def at(who, name, *args, sends=None, **query):
        client.force_login(who, backend=SIGNED_ON)
        address = reverse(f"insight:{name}", args=args)
        return client.get(address, query) if sends is None else client.post(address, sends)

    return at


def test_a_specialist_sees_the_gaps_of_the_own_department(gap, bram, dirk, anna, esra):
    assert gap_for(bram, gap.uuid) == gap
    assert gap_for(anna, gap.uuid) == gap
    assert gap_for(esra, gap.uuid) == gap
    assert gap_for(dirk, gap.uuid) is None
    assert list_gaps(dirk, state="open", department=None, order="kosten") == []


def test_the_list_and_the_page_and_what_may_be_taken_away(gap, at, anna, burgerzaken):
    page = at(anna, "gaps").content.decode()
    assert ROOF[0] in page
    assert "22 dagen" in page
    assert ROOF[0] not in at(anna, "gaps", stand="dicht").content.decode()
    assert ROOF[0] in at(anna, "gaps", afdeling=str(burgerzaken.uuid), volgorde="oud").content.decode()
    assert at(anna, "gaps", stand="x", volgorde="y", afdeling="z", pagina="-1").status_code == 200
    taken = at(anna, "gaps_export", "json").json()["gaps"]
    assert [row["questions"] for row in taken] == [3]
    assert ROOF[0] not in str(taken)
    assert at(anna, "gaps_export", "exe").status_code == 404
    assert "Vraag om een antwoord" not in at(anna, "gap", gap.uuid).content.decode()


def test_asking_on_the_page_refuses_a_day_that_is_over_and_keeps_what_was_typed(gap, at, chantal, topics):
    wrong = at(chantal, "gap_ask", gap.uuid, sends={"topic": topics[0].uuid, "due_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert "2020" in wrong.content.decode()
    due = timezone.localdate() + timedelta(days=7)

    right = at(chantal, "gap_ask", gap.uuid, sends={"topic": topics[0].uuid, "due_on": due.isoformat()})

    assert right.status_code == 302
    gap.refresh_from_db()
    assert (gap.state, gap.due_on) == ("asked", due)
    again = at(chantal, "gap_ask", gap.uuid, sends={"topic": topics[0].uuid, "due_on": due.isoformat()})
    assert again.status_code == 302
    assert Article.objects.count() == 1
    assert at(chantal, "gap_link", gap.uuid, sends={"article": ""}).status_code == 422
    assert at(chantal, "gap_dismiss", gap.uuid, sends={}).status_code == 302


def test_many_gaps_cost_as_many_statements_as_one(gap, at, anna, topics):
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert at(anna, "gaps").status_code == 200
        return len(found)

    at(anna, "gaps")
    one = statements()
    Gap.objects.bulk_create(
        Gap(stems=f"a{'b' * number}", topic=topics[0], department=topics[0].department, opened_at=NOW)
        for number in range(60)
    )

    assert statements() == one
