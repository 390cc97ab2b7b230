"""How sure the index is: that the question is answered at all, and that a hit is the answer."""

import numpy as np

from vraagbaak.answersearch.question import Question
from vraagbaak.answersearch.ranking import Measured, Ranked

NO_ANSWER = 0.55  # chance of being answered below which the desk shows "niets gevonden"
GOOD = 0.6  # confidence from which the chip says "past goed", below it "misschien"

# Logistic regressions fitted on 733 answerable and 100 unanswerable questions: per unit of the best score, per unit
# of log(1 + weight of the words), and the constant. Without a language model the word score stands in for the score.
BY_SCORE = (0.532, 1.495, -67.15)
BY_WORDS = (15.18, 2.89, -7.7)


def answerable(question: Question, measured: Measured, ranked: list[Ranked], *, with_meaning: bool) -> float:
    """The chance, 0 to 1, that any article answers the question."""
    if not ranked:
        return 0.0
    said = float(np.log1p(sum(word.weight for word in question.words)))
    evidence = ranked[0].score if with_meaning else float(measured.values[ranked[0].row, 0])
    per_evidence, per_word, constant = BY_SCORE if with_meaning else BY_WORDS
    return round(1 / (1 + float(np.exp(-(per_evidence * evidence + per_word * said + constant)))), 4)


def confidences(ranked: list[Ranked], chance: float) -> list[float]:
    """For each ranked hit the chance that it is the answer: its share of the softmax, times the chance of any.

    The weights of the ranking come from a conditional logit, so that the softmax of the scores is calibrated.
    """
    if not ranked:
        return []
    scores = np.array([item.score for item in ranked])
    shares = np.exp(scores - scores.max())
    return [round(chance * float(share), 4) for share in shares / shares.sum()]
