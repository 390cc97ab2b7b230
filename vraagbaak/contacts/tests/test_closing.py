"""Closing a conversation: complete or refused, once, and taken back within seconds."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vraagbaak.contacts.actions import closing
from vraagbaak.contacts.actions.closing import CannotClose, close_contact, reopen_contact
from vraagbaak.contacts.actions.drafts import ConversationClosed, begin_conversation, park_conversation, save_draft
from vraagbaak.contacts.models import Contact, DigitalAddress, Draft, Outcome, Party, Question
from vraagbaak.core.models import EventRecord
from vraagbaak.people.models import Agent


def close(draft, by, changes, channel=None, base=0):
    return close_contact(draft, by=by, changes=changes, base=base, channel=channel)


def test_a_conversation_becomes_a_contact_with_its_questions(anna, phone, typed, passport_lost, burgerzaken):
    draft = uuid4()
    save_draft(draft, changes=typed(version=str(passport_lost.uuid)), base=0, by=anna, channel=phone)

    contact = close(draft, anna, typed("heb ik een nieuwe pasfoto nodig", item="0000000b", mood="worried"), base=1)

    first, second = contact.questions.order_by("position")
    assert contact.uuid == draft
    assert first.words == "ben mijn paspoort kwijt"
    assert (first.article, first.topic, first.department) == (
        passport_lost.article,
        passport_lost.article.topic,
        burgerzaken,
    )
    assert (second.position, second.mood, second.article) == (2, "worried", None)
    assert not Draft.objects.exists()


def test_intake_answers_keep_what_was_asked(anna, phone, typed, passport_lost):
    changes = typed(version=str(passport_lost.uuid), intake__hoe="gestolen", intake__waar="in de bus")

    contact = close(uuid4(), anna, changes, phone)

    assert contact.questions.get().intake == [
        {"key": "hoe", "text": "Gestolen of verloren?", "answer": "gestolen"},
        {"key": "waar", "text": "Waar is het gestolen?", "answer": "in de bus"},
    ]


def test_a_conversation_that_was_never_saved_can_be_closed(anna, phone, typed):
    contact = close(uuid4(), anna, typed(), phone)

    assert contact.questions.count() == 1
    assert not Draft.objects.filter(uuid=contact.uuid).exists()


def test_closing_twice_is_once(anna, phone, typed):
    draft = uuid4()

    contacts = [close(draft, anna, typed(), phone) for _ in range(2)]

    assert contacts[0] == contacts[1]
    assert Question.objects.count() == 1


def test_nothing_can_be_typed_after_closing(anna, phone, typed):
    contact = close(uuid4(), anna, typed(), phone)

    with pytest.raises(ConversationClosed):
        save_draft(contact.uuid, changes=typed("nog iets"), base=9, by=anna, channel=phone)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, {"words": "question"}),
        ({"q.0000000a.words": "paspoort"}, {"q.0000000a.outcome": "outcome"}),
        ({"q.0000000a.outcome": "answered"}, {"q.0000000a.words": "words"}),
        ({"q.0000000a.words": "x", "q.0000000a.outcome": "verzonnen"}, {"q.0000000a.outcome": "outcome"}),
        ({"q.0000000a.words": "x", "q.0000000a.outcome": "callback"}, {"resident.phone": "address"}),
        (
            {"q.0000000a.words": "x", "q.0000000a.outcome": "callback", "resident.phone": "niet bekend"},
            {"resident.phone": "phone"},
        ),
        (
            {"q.0000000a.words": "x", "q.0000000a.outcome": "answered", "resident.email": "niet bekend"},
            {"resident.email": "email"},
        ),
        ({"q.0000000a.words": "x" * 4001, "q.0000000a.outcome": "dropped"}, {"q.0000000a.words": "too_long"}),
    ],
)
def test_what_lacks_is_named_by_field_and_nothing_is_registered(changes, lacks, anna, phone):
    with pytest.raises(CannotClose) as refusal:
        close(uuid4(), anna, changes, phone)

    assert refusal.value.lacks == lacks
    assert not Contact.objects.exists()


def test_a_colleagues_change_stops_the_close_until_it_was_seen(anna, samir, phone, typed):
    draft = uuid4()
    save_draft(draft, changes=typed(), base=0, by=anna, channel=phone)
    save_draft(draft, changes={"q.0000000a.words": "rijbewijs kwijt"}, base=1, by=samir)

    with pytest.raises(CannotClose) as refusal:
        close(draft, anna, {"q.0000000a.words": "paspoort kwijt!"}, base=1)

    assert refusal.value.lacks == {"q.0000000a.words": "conflict"}
    assert Draft.objects.get(uuid=draft).revision == 2


def test_a_question_too_many_stops_the_close(anna, phone, typed):
    changes = {name: value for number in range(21) for name, value in typed(item=f"{number:08x}").items()}

    with pytest.raises(CannotClose) as refusal:
        close(uuid4(), anna, changes, phone)

    assert set(refusal.value.lacks.values()) == {"no_room"}


def test_a_dropped_call_needs_no_words(anna, phone, typed):
    contact = close(uuid4(), anna, {"q.0000000a.outcome": "dropped"}, phone)

    assert contact.questions.get().outcome == Outcome.DROPPED


def test_what_a_draft_names_and_nobody_knows_is_left_out(anna, phone, typed):
    changes = typed(version=str(uuid4()), topic="geen-uuid", department="'; --", mood="woest")

    question = close(uuid4(), anna, changes, phone).questions.get()

    assert (question.version, question.topic, question.department, question.mood) == (None, None, None, "")


def test_a_sign_that_no_database_keeps_is_left_out(anna, phone, typed):
    question = close(uuid4(), anna, typed("paspoort\0 kwijt"), phone).questions.get()

    assert question.words == "paspoort kwijt"


def test_parked_time_is_kept_apart(anna, phone, typed):
    begun = begin_conversation(channel=phone, by=anna, at=timezone.now() - timedelta(minutes=10))
    park_conversation(begun.uuid, by=anna)
    Draft.objects.update(parked_at=timezone.now() - timedelta(minutes=4))

    contact = close(begun.uuid, anna, typed())

    assert 239 <= contact.parked_seconds <= 242
    assert (contact.closed_at - contact.opened_at).total_seconds() >= 600


def test_the_event_names_nobody(anna, phone, typed):
    changes = typed("mijn naam is Jansen", resident__name="Jansen", resident__phone="06 12345678", outcome="callback")

    close(uuid4(), anna, changes, phone)

    facts = str(EventRecord.objects.get(name="ContactClosed").facts)
    assert "Jansen" not in facts
    assert "612345678" not in facts


# --- undo ------------------------------------------------------------------------------------------


def test_a_close_is_taken_back_with_all_that_was_typed(anna, phone, typed, passport_lost, sport):
    changes = typed(
        need="nieuw paspoort voor vakantie",
        version=str(passport_lost.uuid),
        department=str(sport.uuid),
        intake__hoe="verloren",
        resident__name="Jansen",
        resident__phone="0612345678",
    )
    contact = close(uuid4(), anna, changes, phone)

    draft = reopen_contact(contact.uuid, by=anna)
    again = close(draft.uuid, anna, {}, phone)

    question = again.questions.get()
    assert (question.words, question.need) == ("ben mijn paspoort kwijt", "nieuw paspoort voor vakantie")
    assert (question.version, question.department) == (passport_lost, sport)
    assert question.intake[0]["answer"] == "verloren"
    assert again.party == contact.party
    assert Party.objects.count() == 1


def test_undo_holds_for_eight_seconds_and_not_much_longer(anna, phone, typed):
    early, late = close(uuid4(), anna, typed(), phone), close(uuid4(), anna, typed(), phone)

    reopened = reopen_contact(early.uuid, by=anna, at=early.closed_at + timedelta(seconds=8))

    assert reopened.uuid == early.uuid
    with pytest.raises(ConversationClosed):
        reopen_contact(late.uuid, by=anna, at=late.closed_at + timedelta(seconds=13))


def test_only_who_closed_can_take_it_back(anna, samir, phone, typed):
    contact = close(uuid4(), anna, typed(), phone)

    with pytest.raises(ConversationClosed):
        reopen_contact(contact.uuid, by=samir)


def test_undoing_twice_is_once(anna, phone, typed):
    contact = close(uuid4(), anna, typed(), phone)
    reopen_contact(contact.uuid, by=anna)

    with pytest.raises(ConversationClosed):
        reopen_contact(contact.uuid, by=anna)
    assert Draft.objects.count() == 1


def test_nothing_is_learned_before_undo_is_over(anna, phone, typed):
    close(uuid4(), anna, typed(), phone)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT scheduled_at FROM procrastinate_jobs WHERE task_name = 'contacts.learn_from_contact' ORDER BY id DESC"
        )
        assert cursor.fetchone()[0] > timezone.now() + timedelta(seconds=closing.UNDO_SECONDS)


# --- what it costs ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_close_costs_at_most_eight_statements(anna, phone, typed, passport_lost):
    draft = uuid4()
    save_draft(draft, changes=typed(version=str(passport_lost.uuid)), base=0, by=anna, channel=phone)

    with CaptureQueriesContext(connection) as statements:
        close(draft, anna, {"q.0000000a.outcome": "answered"}, base=1)

    asked = [query["sql"] for query in statements if query["sql"] not in {"BEGIN", "COMMIT"}]
    assert not any("SAVEPOINT" in sql for sql in asked), asked
    assert len(asked) <= 8, asked


def test_ten_questions_cost_as_much_as_one(anna, phone, typed, passport_lost):
    def cost(questions: int) -> int:
        draft = uuid4()
        changes = {
            name: value
            for number in range(questions)
            for name, value in typed(item=f"{number:08x}", version=str(passport_lost.uuid), intake__hoe="x").items()
        }
        save_draft(draft, changes=changes, base=0, by=anna, channel=phone)
        with CaptureQueriesContext(connection) as statements:
            close(draft, anna, {}, base=1)
        return len(statements)

    assert cost(1) == cost(11)


# --- at the same time, and killed between ----------------------------------------------------------


def _all_at_once(number, work):
    """Let the work be done in as many threads at the same moment."""
    start = Barrier(number)

    def run(turn):
        try:
            start.wait()
            return work(turn)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_saved", [True, False])
def test_eight_closes_at_once_are_one(is_saved, anna, phone, typed):
    draft = uuid4()
    if is_saved:
        save_draft(draft, changes=typed(), base=0, by=anna, channel=phone)

    contacts = _all_at_once(8, lambda turn: close(draft, anna, typed(), phone, base=1).pk)

    assert len(set(contacts)) == 1
    assert (Contact.objects.count(), Question.objects.count(), Draft.objects.count()) == (1, 1, 0)
    assert EventRecord.objects.filter(name="ContactClosed").count() == 1


@pytest.mark.parametrize("_time", range(5))  # a race: not every run of it meets
@pytest.mark.django_db(transaction=True)
def test_a_key_saved_during_the_close_leaves_no_draft_behind(anna, phone, typed, _time):
    draft = uuid4()

    def work(turn):
        if turn % 2:
            return close(draft, anna, typed(), phone).pk
        try:
            return save_draft(draft, changes={"q.0000000a.need": "x"}, base=0, by=anna, channel=phone) and None
        except ConversationClosed:
            return None

    _all_at_once(8, work)

    assert (Contact.objects.count(), Draft.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_desks_that_meet_the_same_new_resident_make_one_party(anna, phone, typed):
    changes = typed(resident__phone="06-12345678")

    _all_at_once(6, lambda turn: close(uuid4(), anna, changes, phone).pk)

    assert Contact.objects.count() == 6
    assert (Party.objects.count(), DigitalAddress.objects.count()) == (1, 1)


def test_a_failure_halfway_leaves_the_draft_as_it_was(anna, phone, typed, monkeypatch):
    draft = uuid4()
    save_draft(draft, changes=typed(), base=0, by=anna, channel=phone)
    monkeypatch.setattr(closing, "publish", _fail)

    with pytest.raises(RuntimeError):
        close(draft, anna, {}, base=1)

    assert (Contact.objects.count(), Draft.objects.get().revision) == (0, 1)


def _fail(*_arguments):
    raise RuntimeError


KILLED = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"].update({"NAME": %(NAME)r, "HOST": %(HOST)r, "PORT": %(PORT)r, "USER": %(USER)r})
from vraagbaak.contacts.actions import closing
from vraagbaak.people.models import Agent
closing.publish = lambda *words: os.kill(os.getpid(), signal.SIGKILL)
closing.close_contact(closing.uuid.UUID(sys.argv[1]), by=Agent.objects.get(uuid=sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_server_killed_while_closing_loses_nothing(anna: Agent, phone, typed):
    draft: UUID = uuid4()
    save_draft(draft, changes=typed(), base=0, by=anna, channel=phone)
    code = KILLED % connection.settings_dict

    died = subprocess.run([sys.executable, "-c", code, str(draft), str(anna.uuid)], env=os.environ, check=False)

    assert died.returncode == -signal.SIGKILL
    assert (Contact.objects.count(), Draft.objects.get().content["order"]) == (0, ["0000000a"])
    assert close(draft, anna, {}, base=1).questions.get().words == "ben mijn paspoort kwijt"
