"""Answer search: which article answers what a resident says. Plain Python, no Django; the knowledge app calls it."""

from vraagbaak.answersearch.analysis import (
    AnalysedArticle,
    AnalysedQuestion,
    ArticleText,
    analyse_article,
    analyse_question,
)
from vraagbaak.answersearch.index import AnswerIndex, Hit

__all__ = [
    "AnalysedArticle",
    "AnalysedQuestion",
    "AnswerIndex",
    "ArticleText",
    "Hit",
    "analyse_article",
    "analyse_question",
]
