"""A misspelt, joined or unfinished word is recognised."""

import pytest

from vraagbaak.answersearch.lookalikes import LookAlikes, edits

KNOWN = ["paspoort", "aanvragen", "aanslag", "belastingaanslag", "identiteitskaart", "bezwaar", "verhuizen", "huis"]


@pytest.fixture
def vocabulary():
    words = LookAlikes()
    for word in KNOWN:
        words.count(word, 1)
    return words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasport", "paspoort"),
        ("bezwaer", "bezwaar"),
        ("verhiuzen", "verhuizen"),
        ("identiteiskaart", "identiteitskaart"),
    ],
)
def test_a_typing_error_is_set_right(vocabulary, typed, meant):
    assert vocabulary.correction(typed) == meant


def test_a_word_like_no_other_is_left_alone(vocabulary):
    assert vocabulary.correction("xylofoon") is None


def test_a_compound_is_found_by_its_part_and_the_part_by_the_compound(vocabulary):
    assert "belastingaanslag" in dict(vocabulary.similar("aanslag", False))
    assert "paspoort" in dict(vocabulary.similar("paspoortaanvraag", False))


def test_an_unfinished_word_finds_what_it_may_become(vocabulary):
    assert "identiteitskaart" in dict(vocabulary.similar("ident", True))


def test_a_word_that_no_article_uses_any_more_is_forgotten(vocabulary):
    vocabulary.count("paspoort", -1)
    vocabulary.changed()

    assert "paspoort" not in vocabulary
    assert vocabulary.correction("pasport") is None


@pytest.mark.parametrize(
    ("first", "second", "count"), [("ab", "ba", 1), ("paspoort", "pasport", 1), ("a", "a", 0), ("kat", "hond", 3)]
)
def test_edits_counts_a_swap_once_and_stops_at_the_most(first, second, count):
    assert edits(first, second, 2) == count
