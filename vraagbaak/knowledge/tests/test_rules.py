"""Lives, costs, dates, files and intake: plain arithmetic."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.core.worktime import Calendar
from vraagbaak.knowledge.rules.costs import Cost, costs_on, read_costs, write_costs
from vraagbaak.knowledge.rules.dates import check_due, link_expires, must_remind
from vraagbaak.knowledge.rules.files import DOCX, JPEG, ODT, PDF, PNG, kind_of_file, safe_name
from vraagbaak.knowledge.rules.intake import Asked, problems_of, shown_questions
from vraagbaak.knowledge.rules.life import TRANSITIONS, demand_of, heaviest, may_become
from vraagbaak.knowledge.rules.texts import lines_of, words_of

OFFICE = Calendar(week={day: ((time(9), time(17)),) for day in range(1, 6)})
weights = st.lists(st.sampled_from(["typo", "change", "major"]))


class TestLife:
    def test_every_state_that_can_follow_is_itself_a_state(self):
        assert {state for following in TRANSITIONS.values() for state in following} <= set(TRANSITIONS)

    def test_a_draft_never_expires(self):
        assert not may_become("draft", "expired")

    def test_nothing_leaves_the_archive_but_as_a_draft(self):
        assert TRANSITIONS["archived"] == {"draft"}

    @given(weights, st.sampled_from(["typo", "change", "major"]))
    def test_a_further_edit_never_lightens_the_demand(self, before, added):
        lighter, heavier = (demand_of("qa", found, was_published=True) for found in (before, [*before, added]))

        assert heavier.needs_check >= lighter.needs_check
        assert heavier.tells_owner >= lighter.tells_owner

    def test_a_first_text_is_checked_however_small_it_is_called(self):
        assert demand_of("product", ["typo"], was_published=False).needs_check

    def test_the_desk_publishes_its_own_work_instructions(self):
        assert demand_of("work_instruction", ["major"], was_published=False).publishes_at_once

    def test_no_edit_weighs_as_a_typing_error(self):
        assert heaviest([]) == "typo"


class TestCosts:
    passport = (
        Cost("Paspoort", Decimal("86.85"), date(2026, 1, 1)),
        Cost("Paspoort", Decimal("88.95"), date(2027, 1, 1)),
    )

    def test_this_years_amount_holds_and_next_years_is_upcoming(self):
        lines = costs_on(self.passport, date(2026, 11, 23))

        assert [(line.amount, line.is_upcoming) for line in lines] == [
            (Decimal("86.85"), False),
            (Decimal("88.95"), True),
        ]

    def test_the_new_amount_holds_on_its_own_day(self):
        assert [line.amount for line in costs_on(self.passport, date(2027, 1, 1))] == [Decimal("88.95")]

    def test_before_the_first_date_only_the_upcoming_amount_is_known(self):
        assert [line.is_upcoming for line in costs_on(self.passport, date(2025, 12, 31))] == [True]

    def test_an_amount_without_a_date_always_held(self):
        assert costs_on([Cost("Uittreksel", Decimal(15))], date(1990, 1, 1))[0].amount == 15

    @given(
        st.lists(st.builds(Cost, st.sampled_from("ab"), st.decimals(0, 999, places=2), st.dates()), max_size=8),
        st.dates(),
    )
    def test_each_thing_has_at_most_one_amount_that_holds(self, costs, day):
        held = [line.what for line in costs_on(costs, day) if not line.is_upcoming]

        assert len(held) == len(set(held))

    @given(
        st.lists(
            st.builds(Cost, st.text(max_size=9), st.decimals(0, 999, places=2), st.none() | st.dates()), max_size=5
        )
    )
    def test_costs_come_back_as_they_were_written(self, costs):
        assert read_costs(write_costs(costs)) == costs

    @pytest.mark.parametrize(
        "row",
        [
            {},
            {"what": "x"},
            {"what": "x", "amount": "veel"},
            {"what": "x", "amount": "NaN"},
            {"what": "x", "amount": "1", "from": "ooit"},
        ],
    )
    def test_what_makes_no_sense_is_left_out(self, row):
        assert read_costs([row]) == []


class TestDates:
    def test_an_owner_gets_five_working_days_around_christmas(self):
        assert check_due(date(2026, 12, 22), OFFICE) == date(2026, 12, 30)

    def test_an_owner_gets_five_working_days_around_kings_day(self):
        assert check_due(date(2026, 4, 24), OFFICE) == date(2026, 5, 4)

    def test_the_link_outlives_a_late_due_date(self):
        assert link_expires(datetime(2026, 11, 1), date(2027, 1, 1)).date() == date(2027, 1, 15)

    def test_a_reminder_goes_out_a_week_ahead_and_once(self):
        review = date(2026, 12, 8)

        assert not must_remind(review, None, date(2026, 11, 30))
        assert must_remind(review, None, date(2026, 12, 1))
        assert not must_remind(review, review, date(2026, 12, 2))

    def test_another_review_date_is_reminded_of_again(self):
        assert must_remind(date(2027, 12, 8), date(2026, 12, 8), date(2027, 12, 3))


class TestFiles:
    def _archive(self, **files):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in files.items():
                archive.writestr(name.replace("__", "/"), content)
        return stream.getvalue()

    @pytest.mark.parametrize(
        ("start", "kind"), [(b"%PDF-1.7", PDF), (b"\x89PNG\r\n\x1a\nx", PNG), (b"\xff\xd8\xff\xe0", JPEG)]
    )
    def test_a_file_is_what_its_content_says(self, start, kind):
        assert kind_of_file(start) == kind

    def test_word_and_opendocument_are_known(self):
        assert kind_of_file(self._archive(**{"[Content_Types].xml": "x", "word__document.xml": "x"})) == DOCX
        assert kind_of_file(self._archive(mimetype=ODT)) == ODT

    def test_macros_are_refused(self):
        files = {"[Content_Types].xml": "x", "word__document.xml": "x", "word__vbaProject.bin": "x"}

        assert kind_of_file(self._archive(**files)) is None

    @pytest.mark.parametrize("content", [b"", b"<html>", b"<svg onload=x>", b"MZ", b"PK\x03\x04broken", b"GIF89a"])
    def test_anything_else_is_refused(self, content):
        assert kind_of_file(content) is None

    @given(st.text(max_size=300))
    def test_a_name_never_holds_a_path_and_ends_as_its_content(self, name):
        safe = safe_name(name, PDF)

        assert safe.endswith(".pdf")
        assert not set('/\\"\r\n\0') & set(safe)
        assert len(safe) <= 130

    def test_a_name_that_lies_gets_its_true_ending(self):
        assert safe_name("../../tarieven.html", PDF) == "tarieven.pdf"


class TestIntake:
    how = Asked("hoe", "Kwijt of gestolen?", "choice", ("Kwijt", "Gestolen"))
    report = Asked("aangifte", "Aangifte gedaan?", "yesno", (), "hoe", "Gestolen")
    number = Asked("nummer", "Welk nummer?", "text", (), "aangifte", "ja")

    def test_a_question_waits_for_its_answer(self):
        assert [asked.key for asked in shown_questions([self.how, self.report], {})] == ["hoe"]
        assert [asked.key for asked in shown_questions([self.how, self.report], {"hoe": "Gestolen"})] == [
            "hoe",
            "aangifte",
        ]

    def test_what_hangs_on_a_hidden_question_stays_hidden(self):
        script = [self.how, self.report, self.number]

        assert [asked.key for asked in shown_questions(script, {"hoe": "Kwijt", "aangifte": "ja"})] == ["hoe"]

    @pytest.mark.parametrize(
        ("script", "problem"),
        [
            ([Asked("a", " ")], "no_text"),
            ([Asked("a", "Wat?", "choice", ("één",))], "no_choices"),
            ([Asked("a", "Wat?", shown_if_key="b")], "unknown_condition"),
            ([Asked("a", "Wat?", shown_if_key="b"), Asked("b", "Wie?")], "later_condition"),
            (
                [Asked("a", "Mag het?", "yesno"), Asked("b", "Wie?", shown_if_key="a", shown_if_value="misschien")],
                "value_never_given",
            ),
        ],
    )
    def test_a_script_that_cannot_be_asked_is_named(self, script, problem):
        assert problem in problems_of(script).values()

    def test_a_good_script_has_no_problems(self):
        assert problems_of([self.how, self.report, self.number]) == {}


class TestTyping:
    def test_a_list_loses_its_marks_and_blank_lines(self):
        assert lines_of("- pasfoto\n\n• pas \n oud paspoort") == ("pasfoto", "pas", "oud paspoort")

    def test_synonyms_are_kept_once(self):
        assert words_of("pas, id\npas,, ") == ("pas", "id")
