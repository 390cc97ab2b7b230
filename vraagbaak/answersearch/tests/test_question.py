"""What was typed is set right and completed with official terms before its meaning is taken."""

import pytest

from vraagbaak.answersearch.lookalikes import LookAlikes
from vraagbaak.answersearch.question import read_question
from vraagbaak.answersearch.thesaurus import Entry, Thesaurus

THESAURUS = Thesaurus([Entry("pas kwijt", ("vermissing", "woord dat niemand gebruikt"), False)])


@pytest.fixture
def vocabulary():
    words = LookAlikes()
    for word in ("paspoort", "vermissing", "verhuizen"):
        words.count(word, 1)
    return words


def test_typing_errors_are_set_right_in_place(vocabulary):
    assert (
        read_question("Mijn pasport, verhiuzen!", THESAURUS, vocabulary, partial=False).text
        == "Mijn paspoort, verhuizen!"
    )


def test_the_word_being_typed_is_left_alone(vocabulary):
    question = read_question("mijn paspo", THESAURUS, vocabulary, partial=True)

    assert question.text == "mijn paspo"
    assert question.words[-1].unfinished


def test_only_official_terms_that_articles_use_are_added(vocabulary):
    assert read_question("me pas kwijt", THESAURUS, vocabulary, partial=False).text == "me pas kwijt (vermissing)"


def test_chatter_is_left_out_of_a_long_story(vocabulary):
    story = "ja hallo goedemiddag ik ben dus het paspoort van de buurman en de vrouw kwijt"

    text = read_question(story, THESAURUS, vocabulary, partial=False).text

    assert "hallo" not in text
    assert "paspoort" in text


def test_a_misspelt_hyphenated_word_is_replaced_once(vocabulary):
    text = read_question("pasport-verhiuzen nu", THESAURUS, vocabulary, partial=False).text

    assert text == "paspoort-verhuizen nu"
