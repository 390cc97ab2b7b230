"""Everyday phrases lead to official terms."""

import pytest

from vraagbaak.answersearch.thesaurus import Concept, Entry, Thesaurus, ThesaurusError, read_entries, starter_thesaurus

WORDS = Thesaurus([Entry("pas kwijt", ("vermissing reisdocument",), False), Entry("kwijt", ("vermissing",), True)])


def test_the_longest_phrase_wins():
    assert WORDS.concepts(["mijn", "pas", "kwijt"]) == [Concept(1, 3, ("vermissing reisdocument",))]


def test_a_two_way_synonym_works_both_ways():
    assert WORDS.concepts(["vermissing"]) == [Concept(0, 1, ("kwijt",))]
    assert WORDS.concepts(["reisdocument"]) == []


def test_fillers_alone_are_never_a_phrase():
    assert Thesaurus([Entry("is", ("ISDE",), False)]).concepts(["is"]) == []


def test_short_words_must_be_the_same():
    assert Thesaurus([Entry("ADR", ("gevaarlijke stoffen",), False)]).concepts(["adres"]) == []


def test_a_line_of_another_shape_is_named(tmp_path):
    file = tmp_path / "fout.tsv"
    file.write_text("alledaags\tofficieel\tsoort\nvuilnis\tafval\n", "utf-8")

    with pytest.raises(ThesaurusError, match=r"fout\.tsv, regel 2"):
        list(read_entries(file))


def test_the_starter_thesaurus_holds_hundreds_of_phrases():
    assert len(starter_thesaurus()) > 500
