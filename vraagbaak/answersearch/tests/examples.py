"""A handful of articles, and a stand-in for the language model that knows words only."""

import zlib

import numpy as np

from vraagbaak.answersearch import AnalysedArticle, AnswerIndex, ArticleText, analyse_article
from vraagbaak.answersearch.meaning import DIMENSIONS, Encoder, Vector
from vraagbaak.answersearch.words import words_of


class WordEncoder:
    """Every word has a fixed direction; a text points where its words point together.

    As in the real model all texts lie in one narrow cone: the cosine of two unrelated ones is about 0.8.
    """

    def question(self, text: str) -> Vector:
        words = np.zeros(DIMENSIONS, np.float32)
        for word in words_of(text):
            words += np.random.default_rng(zlib.crc32(word.text.encode())).standard_normal(DIMENSIONS)
        total = 2.0 / np.sqrt(DIMENSIONS) + words / max(float(np.linalg.norm(words)), 1e-9)
        return (total / np.linalg.norm(total)).astype(np.float32)

    passage = question


ARTICLES = [
    ArticleText(
        "paspoort-kwijt",
        "Paspoort of identiteitskaart kwijt",
        say="Meld de vermissing bij de balie.",
        explanation="Bent u uw reisdocument verloren of is het gestolen?\nMaak een afspraak en neem een pasfoto mee.",
        questions=("ik ben me pas kwijt wat nu",),
    ),
    ArticleText(
        "paspoort", "Paspoort aanvragen", explanation="Een paspoort vraagt u aan bij de gemeente.", topic="Burgerzaken"
    ),
    ArticleText(
        "verhuizen",
        "Verhuizing doorgeven",
        explanation="Geef uw nieuwe adres binnen vijf dagen door.",
        synonyms=("adreswijziging",),
    ),
    ArticleText(
        "afval", "Grof huisvuil laten ophalen", steps=("Maak een afspraak.", "Zet het voor de deur."), bring=("niets",)
    ),
    ArticleText(
        "belasting", "Bezwaar maken tegen de belastingaanslag", explanation="Bent u het niet eens met de WOZ-waarde?"
    ),
    ArticleText(
        "trouwen", "Trouwen bij de gemeente", explanation="Meld uw huwelijk ten minste twee weken van tevoren."
    ),
]


def analysed(encoder: Encoder | None = None) -> list[AnalysedArticle]:
    return [analyse_article(article, encoder or WordEncoder()) for article in ARTICLES]


def index_of(articles: list[AnalysedArticle], encoder: Encoder | None = None) -> AnswerIndex:
    return AnswerIndex.from_articles(articles, encoder=encoder or WordEncoder())
