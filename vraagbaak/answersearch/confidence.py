"""How sure the index is that a hit answers the question, as a chance between 0 and 1."""

import numpy as np

from vraagbaak.answersearch.ranking import Measured, Ranked

NO_ANSWER = 0.2  # below this the desk shows "niets gevonden"
GOOD = 0.6  # from here the chip says "past goed", else "misschien"


def confidences(measured: Measured, ranked: list[Ranked]) -> list[float]:
    """A chance for each ranked hit, never higher than that of the hit before it."""
    return [float(1 / (1 + np.exp(-(item.score)))) for item in ranked]
