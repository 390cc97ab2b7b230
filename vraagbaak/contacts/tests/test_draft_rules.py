"""Merging what several people type in one conversation."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.contacts.rules.drafts import (
    MAX_QUESTIONS,
    DraftContent,
    is_field,
    label_of,
    limit_of,
    merge,
    new_question_id,
    overlay,
    without_question,
)
from vraagbaak.contacts.rules.intake import answered_intake
from vraagbaak.knowledge.rules.intake import Asked

QUESTIONS = [f"{number:08x}" for number in range(MAX_QUESTIONS + 4)]
PARTS = ["words", "need", "answer", "outcome", "mood", "version", "topic", "department", "intake.wanneer"]
fields = st.one_of(
    st.sampled_from(["resident.name", "resident.phone", "resident.email", "resident.address", "resident.bsn", "x"]),
    st.builds("q.{}.{}".format, st.sampled_from(QUESTIONS), st.sampled_from(PARTS)),
)
values = st.one_of(st.text("ab \0é<=", max_size=9), st.just("a" * 9000))
changes = st.dictionaries(fields, values, max_size=12)
few_changes = st.dictionaries(
    st.builds("q.{}.{}".format, st.sampled_from(QUESTIONS[:3]), st.sampled_from(PARTS)),
    st.text("ab", max_size=3),
    max_size=8,
)


@given(changes, changes, st.integers(0, 3))
def test_what_was_typed_is_kept_or_reported(first, second, base):
    begun = merge(DraftContent(), first, base=0, revision=2, by="anna").content

    merged = merge(begun, second, base=base, revision=3, by="samir")

    told = {conflict.field for conflict in merged.conflicts} | {*merged.too_long, *merged.no_room}
    for name, value in second.items():
        if is_field(name) and name not in told:
            assert merged.content.value(name) == value.replace("\0", "")


@given(changes, changes)
def test_nobody_elses_text_goes_without_being_seen(first, second):
    begun = merge(DraftContent(), first, base=0, revision=2, by="anna").content

    merged = merge(begun, second, base=1, revision=3, by="samir")

    for name, typed in begun.fields.items():
        assert merged.content.fields[name] == typed
    for conflict in merged.conflicts:
        assert conflict.theirs == begun.value(conflict.field)
        assert conflict.by == "anna"


@given(few_changes, few_changes)
def test_the_order_of_two_people_does_not_matter_where_they_do_not_meet(annas, samirs):
    samirs = {name: value for name, value in samirs.items() if name not in annas}

    anna_first = merge(
        merge(DraftContent(), annas, base=0, revision=1, by="anna").content, samirs, base=0, revision=2, by="samir"
    )
    samir_first = merge(
        merge(DraftContent(), samirs, base=0, revision=1, by="samir").content, annas, base=0, revision=2, by="anna"
    )

    assert not anna_first.conflicts
    assert not samir_first.conflicts
    assert _texts(anna_first.content) == _texts(samir_first.content)
    assert set(anna_first.content.order) == set(samir_first.content.order)


@given(changes, changes)
def test_saving_the_same_keys_twice_is_once(first, second):
    content = merge(DraftContent(), first, base=0, revision=1, by="anna").content
    once = merge(content, second, base=1, revision=2, by="anna")

    twice = merge(once.content, second, base=1, revision=3, by="anna")

    assert twice.content == once.content
    assert not twice.conflicts


@given(changes)
def test_what_is_written_is_read_back(typed):
    content = merge(DraftContent(), typed, base=0, revision=1, by="anna").content

    assert DraftContent.read(content.write()) == content
    assert [question.id for question in content.questions()] == list(content.order) or not content.order


@given(changes)
def test_a_conversation_has_no_more_questions_than_it_may(typed):
    content = merge(DraftContent(), typed, base=0, revision=1, by="anna").content

    assert len(content.order) <= MAX_QUESTIONS
    assert all(len(kept.value) <= limit_of(name) for name, kept in content.fields.items())


def test_a_question_too_many_is_reported_and_not_lost_in_silence():
    full = {f"q.{item}.words": "vraag" for item in QUESTIONS[:MAX_QUESTIONS]}
    content = merge(DraftContent(), full, base=0, revision=1, by="anna").content

    merged = merge(content, {f"q.{QUESTIONS[-1]}.words": "nog een"}, base=1, revision=2, by="anna")

    assert merged.no_room == (f"q.{QUESTIONS[-1]}.words",)


def test_both_typing_the_same_is_no_conflict():
    content = merge(DraftContent(), {"resident.name": "Jansen"}, base=0, revision=1, by="anna").content

    assert not merge(content, {"resident.name": "Jansen"}, base=0, revision=2, by="samir").conflicts


@given(few_changes, few_changes)
def test_a_screen_shows_what_could_not_be_kept(kept, typed):
    content = merge(DraftContent(), kept, base=0, revision=1, by="anna").content

    shown = overlay(content, typed)

    assert all(shown.value(name) == value for name, value in typed.items())


@given(few_changes)
def test_removing_a_question_leaves_the_others(typed):
    content = merge(DraftContent(), typed, base=0, revision=1, by="anna").content

    left = without_question(content, QUESTIONS[0])

    assert QUESTIONS[0] not in left.order
    assert {name for name in content.fields if QUESTIONS[0] not in name} == set(left.fields)


def test_a_tab_is_known_by_whole_words():
    content = DraftContent()
    content = merge(
        content, {"q.0000000a.words": "ik ben mijn paspoort kwijtgeraakt in de bus"}, base=0, revision=1, by="a"
    ).content

    assert label_of(content.questions()) == "ik ben mijn paspoort …"


def test_a_new_question_can_be_named():
    assert is_field(f"q.{new_question_id()}.words")


def test_intake_answers_keep_the_question_as_it_was_asked():
    script = [
        Asked("hoe", "Gestolen of verloren?"),
        Asked("waar", "Waar?", shown_if_key="hoe", shown_if_value="gestolen"),
    ]

    kept = answered_intake(script, {"waar": "in de bus", "hoe": "verloren", "oud": "ja"})

    assert kept == [
        {"key": "hoe", "text": "Gestolen of verloren?", "answer": "verloren"},
        {"key": "oud", "text": "", "answer": "ja"},
    ]


def _texts(content: DraftContent) -> dict[str, str]:
    return {name: typed.value for name, typed in content.fields.items()}


def test_a_day_is_kept_as_the_day_that_was_meant():
    script = [Asked("wanneer", "Wanneer vertrekt u?", "date"), Asked("hoe", "Hoe?")]
    said = {"wanneer": "volgende week vrijdag", "hoe": "morgen"}

    kept = answered_intake(script, said, on=date(2026, 11, 25))

    assert [line["answer"] for line in kept] == ["vrijdag 4 december 2026", "morgen"]
    assert answered_intake(script, {"wanneer": "zodra het kan"}, on=date(2026, 11, 25))[0]["answer"] == "zodra het kan"
