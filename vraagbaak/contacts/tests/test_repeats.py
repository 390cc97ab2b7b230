"""A question is a repeat when the same resident or number asked on the same topic within a week."""

from datetime import timedelta

import pytest

from vraagbaak.contacts.actions.corrections import Corrected, correct_question
from vraagbaak.contacts.actions.merging import merge_parties, undo_merge
from vraagbaak.contacts.models import Contact, Party, Question
from vraagbaak.contacts.queries.repeats import topics_asked_before


@pytest.fixture
def ask(anna, phone, passport_lost):
    """Register a question: so many days before now, on the passport unless another topic is given."""
    from django.utils import timezone

    now = timezone.now()

    def ask(*, days=0, party=None, number="", topic=passport_lost.article.topic, marked=True):
        at = now - timedelta(days=days)
        contact = Contact.objects.create(
            channel=phone, agent=anna, party=party, caller_number=number, opened_at=at, closed_at=at
        )
        is_repeat = marked and topic.pk in topics_asked_before(contact)
        return Question.objects.create(
            contact=contact, words="x", outcome="answered", topic=topic, asked_at=at, agent=anna, is_repeat=is_repeat
        )

    return ask


def test_the_same_number_on_the_same_topic_within_a_week_is_a_repeat(ask):
    ask(days=6, number="+31612345678")

    assert ask(number="+31612345678").is_repeat


def test_the_same_resident_from_another_number_is_a_repeat(ask):
    party = Party.objects.create(name="Els")
    ask(days=2, party=party, number="+31612345678")

    assert ask(party=party, number="+31687654321").is_repeat


def test_after_a_week_or_from_nobody_known_it_is_no_repeat(ask):
    ask(days=8, number="+31612345678")
    ask(days=1)

    assert not ask(number="+31612345678").is_repeat
    assert not ask().is_repeat


def test_another_topic_is_no_repeat_until_it_is_corrected(ask, anna, passport_lost):
    other = type(passport_lost.article.topic).objects.create(
        key="ander", name="Ander", sort_key="ander", department=passport_lost.article.topic.department
    )
    ask(days=3, number="+31612345678", topic=other)
    second = ask(days=2, number="+31612345678")
    third = ask(days=1, number="+31612345678", topic=other)
    assert (second.is_repeat, third.is_repeat) == (False, True)

    wanted = Corrected("x", "", "", "answered", "", other, None)
    correct_question(second, wanted, reason="Dit ging over iets anders.", seen=0, by=anna)

    assert Question.objects.get(pk=second.pk).is_repeat


def test_residents_who_turn_out_to_be_one_repeat_themselves_until_they_are_two_again(ask, anna):
    one, two = Party.objects.create(name="Els"), Party.objects.create(name="Elsje")
    ask(days=3, party=one)
    later = ask(days=1, party=two)
    assert not later.is_repeat

    merge = merge_parties(one, two, by=anna)
    assert Question.objects.get(pk=later.pk).is_repeat

    undo_merge(merge, by=anna)
    assert not Question.objects.get(pk=later.pk).is_repeat


def test_who_is_forgotten_keeps_the_figure(ask):
    party = Party.objects.create(name="Els")
    ask(days=3, party=party)
    later = ask(days=1, party=party)
    Contact.objects.update(party=None)

    from vraagbaak.contacts.actions.repeats import mark_repeats

    mark_repeats(Question.objects.all())

    assert Question.objects.get(pk=later.pk).is_repeat


def test_closing_marks_who_calls_again(anna, phone, passport_lost):
    from uuid import uuid4

    from vraagbaak.contacts.actions.closing import close_contact
    from vraagbaak.contacts.actions.drafts import save_draft

    for _call in range(2):
        draft, version = uuid4(), str(passport_lost.uuid)
        typed = {"q.0000000a.words": "paspoort kwijt", "q.0000000a.version": version, "resident.phone": "06 12345678"}
        save_draft(draft, changes=typed, base=0, by=anna, channel=phone)
        close_contact(draft, by=anna, changes={"q.0000000a.outcome": "answered"}, base=1)

    assert list(Question.objects.order_by("asked_at").values_list("is_repeat", flat=True)) == [False, True]
