"""The readable difference of two texts."""

from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.knowledge.rules.differences import Stretch, changed_fields, folded, word_difference

texts = st.text(alphabet="ab cé\n.,", max_size=60)


def test_a_changed_word_stands_beside_what_it_replaces():
    assert word_difference("Het kost 10 euro.", "Het kost 12 euro.") == (
        Stretch("same", "Het kost "),
        Stretch("gone", "10"),
        Stretch("new", "12"),
        Stretch("same", " euro."),
    )


def test_a_rewritten_sentence_is_one_change():
    found = word_difference("Kom morgen vroeg terug.", "Bel ons eerst terug.")

    assert found == (Stretch("gone", "Kom morgen vroeg"), Stretch("new", "Bel ons eerst"), Stretch("same", " terug."))


@given(texts, texts)
def test_both_texts_can_be_read_back(was, now):
    found = word_difference(was, now)

    assert "".join(stretch.text for stretch in found if stretch.change != "new") == was
    assert "".join(stretch.text for stretch in found if stretch.change != "gone") == now


def test_only_fields_that_differ_are_named():
    found = changed_fields([("title", "Paspoort"), ("say", "Kom langs")], [("title", "Paspoort"), ("say", "Bel ons")])

    assert [difference.field for difference in found] == ["say"]


def test_a_long_text_is_compared_in_time():
    was = "woord " * 30_000

    assert word_difference(was, was + "erbij")[-1].change == "new"


def test_lines_that_stayed_are_left_out_but_for_those_beside_a_change():
    found = folded(word_difference("een\ntwee\ndrie\nvier\nvijf", "een\ntwee\ndrie\nvier\nzes"))

    assert found == (
        Stretch("skipped", "een\ntwee\ndrie\n"),
        Stretch("same", "vier\n"),
        Stretch("gone", "vijf"),
        Stretch("new", "zes"),
    )


@given(texts, texts)
def test_folding_loses_nothing(was, now):
    found = word_difference(was, now)

    assert "".join(stretch.text for stretch in folded(found)) == "".join(stretch.text for stretch in found)
