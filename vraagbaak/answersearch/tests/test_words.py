"""Words keep their place in the text and lose their case and accents."""

from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.answersearch.words import fold, grams_of, words_of


def test_a_word_knows_where_it_stands():
    words = words_of("Mijn paspoort!")

    assert [(word.text, word.start, word.end) for word in words] == [("mijn", 0, 4), ("paspoort", 5, 13)]


def test_accents_and_capitals_do_not_matter():
    assert fold("Één") == fold("een") == "een"
    assert fold("Geïnteresseerd") == "geinteresseerd"


def test_a_hyphenated_word_is_found_by_its_parts_and_as_a_whole():
    assert [word.text for word in words_of("ID-kaart")] == ["id", "kaart", "idkaart"]


def test_an_unfinished_word_keeps_its_end_open():
    assert grams_of("pas", unfinished=True) == ("_pas",)
    assert grams_of("pas") == ("_pas", "pas_")


@given(st.text())
def test_every_word_of_any_text_lies_inside_it(text):
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.text
