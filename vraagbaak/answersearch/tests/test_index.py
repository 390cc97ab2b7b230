"""The index finds answers, keeps up with changes, and does not care in which order they came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vraagbaak.answersearch import AnalysedArticle, AnswerIndex, analyse_question
from vraagbaak.answersearch.meaning import load_encoder
from vraagbaak.answersearch.tests.examples import ARTICLES, WordEncoder, analysed, index_of

QUESTIONS = [
    "paspoort kwijt",
    "ik wil verhuizen",
    "grofvuil",
    "bezwaar aanslag",
    "trouwen",
    "adreswijzging",
    "xyzzy",
    "pas",
]


@pytest.fixture(scope="module")
def index():
    return index_of(analysed(load_encoder()), load_encoder())


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ("paspoort kwijt", "paspoort-kwijt"),
        ("passport aanvragen", "paspoort"),
        ("paspoortaanvraag", "paspoort"),
        ("ik ga verhuizen", "verhuizen"),
        ("adreswijzging", "verhuizen"),
        ("verhui", "verhuizen"),
        ("bezwaar woz", "belasting"),
        ("huwelijk", "trouwen"),
    ],
)
def test_the_right_answer_comes_first(index, typed, article):
    assert index.search(typed)[0].article == article


def test_words_of_the_title_are_highlighted_where_they_stand(index):
    hit = next(hit for hit in index.search("pasport kwijt", partial=False) if hit.article == "paspoort-kwijt")

    assert [hit.title[start:end] for start, end in hit.spans] == ["Paspoort", "kwijt"]


def test_only_allowed_articles_are_shown(index):
    assert [hit.article for hit in index.search("paspoort", allowed={"verhuizen"})] == ["verhuizen"]
    assert index.search("paspoort", allowed=set()) == []


def test_confidence_is_a_chance_that_falls_down_the_list(index):
    sure = [hit.confidence for hit in index.search("paspoort kwijt")]

    assert all(0 <= value <= 1 for value in sure)
    assert sure == sorted(sure, reverse=True)


def test_nothing_typed_finds_nothing_and_says_so(index):
    for text in ("", " ", "?", "a", "\0", "🙂"):
        assert index.search(text) == []
        assert index.is_no_answer(index.search(text))


def test_an_empty_index_finds_nothing():
    assert AnswerIndex.from_articles([], encoder=WordEncoder()).search("paspoort") == []


def test_every_beginning_of_a_sentence_can_be_searched(index):
    sentence = "ik ben mijn paspoort kwijtgeraakt, wat nu?"

    for length in range(2, len(sentence) + 1):
        assert index.search(sentence[:length])


def test_a_learned_question_leads_to_its_article_and_is_shown(index):
    learned = analyse_question("q1", "trouwen", "mogen we een feestje op het bordes geven", load_encoder())
    changed = index_of(analysed(load_encoder()), load_encoder())
    changed.apply(questions=[learned])

    hit = changed.search("kan er een feestje op het bordes")[0]

    assert (hit.article, hit.learned_question) == ("trouwen", learned.text)
    assert hit.score > next(h.score for h in index.search("kan er een feestje op het bordes") if h.article == "trouwen")


def test_a_forgotten_question_leaves_no_trace():
    changed = index_of(analysed())
    learned = [analyse_question(f"q{at}", "afval", text, WordEncoder()) for at, text in enumerate(QUESTIONS)]
    changed.apply(questions=learned)
    changed.apply(forgotten=[question.id for question in learned])

    assert results(changed) == results(index_of(analysed()))


def test_a_removed_article_is_gone_and_returns_with_what_was_learned():
    changed = index_of(analysed())
    changed.apply(questions=[analyse_question("q1", "afval", "bankstel weg", WordEncoder())])
    before = results(changed)

    changed.apply(removals=["afval", "never-there"])
    assert "afval" not in {hit.article for hit in changed.search("grof huisvuil", limit=10)}

    changed.apply([article for article in analysed() if article.id == "afval"])
    assert results(changed) == before


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(len(ARTICLES))), cut=st.integers(0, len(ARTICLES)))
def test_the_order_of_changes_cannot_be_seen(order, cut):
    articles = analysed()
    changed = index_of([AnalysedArticle(a.id, "Oud", {"title": {"oud": 1}}, a.title_vector) for a in articles[:cut]])
    for at in order:
        changed.apply([articles[at]])

    assert results(changed) == results(index_of(articles))


def test_the_stored_form_reads_back_the_same():
    for article in analysed():
        assert AnalysedArticle.from_json(article.to_json()) == article


def test_a_stored_form_of_another_version_is_refused():
    with pytest.raises(ValueError, match="analysed form 0"):
        AnalysedArticle.from_json(analysed()[0].to_json().replace('"version":1', '"version":0'))


def test_words_alone_are_enough_when_there_is_no_language_model():
    index = AnswerIndex()
    index.apply(analysed())

    assert index.search("paspoort kwijt")[0].article == "paspoort-kwijt"
    assert index.is_no_answer(index.search("xylofoon bespelen"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.booleans())
def test_no_text_breaks_the_search(text, partial):
    for hit in INDEX.search(text, partial=partial):
        assert all(0 <= start < end <= len(hit.title) for start, end in hit.spans)


def test_a_very_long_text_and_half_a_character_do_no_harm(index):
    assert index.search("paspoort kwijt " * 5000)[0].article == "paspoort-kwijt"
    assert index.search("paspoort kwijt \ud83d")[0].article == "paspoort-kwijt"


def results(index):
    return [[(hit.article, hit.score, hit.confidence) for hit in index.search(text, limit=10)] for text in QUESTIONS]


INDEX = index_of(analysed())
