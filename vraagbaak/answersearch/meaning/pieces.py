"""Cutting text into the model's word pieces: a SentencePiece unigram model, solved with Viterbi (Kudo 2018)."""

import unicodedata

import numpy as np
from numpy.typing import NDArray

SPACE = "▁"  # how SentencePiece writes the start of a word
UNKNOWN_PENALTY = 10.0  # below the worst piece, as SentencePiece does


class PieceCutter:
    """Turns text into piece numbers; the same text always gives the same pieces."""

    def __init__(self, pieces: list[str], scores: NDArray[np.float32], unknown: int) -> None:
        values = scores.tolist()
        self._pieces = {
            piece: (number, values[number]) for number, piece in enumerate(pieces) if piece and number != unknown
        }
        self._unknown = unknown
        self._unknown_score = min(values) - UNKNOWN_PENALTY
        self._longest = max(map(len, pieces))

    def cut(self, text: str) -> list[int]:
        """The most probable pieces of the text, by number."""
        line = SPACE + SPACE.join(unicodedata.normalize("NFKC", text).split())
        best = [0.0] + [-1e30] * len(line)
        came_from = [(0, self._unknown)] * (len(line) + 1)
        for start in range(len(line)):
            self._extend(line, start, best, came_from)
        return self._walk_back(len(line), came_from)

    def _extend(self, line: str, start: int, best: list[float], came_from: list[tuple[int, int]]) -> None:
        base, find = best[start], self._pieces.get
        for end in range(start + 1, min(start + self._longest, len(line)) + 1):
            found = find(line[start:end])
            if found is not None and base + found[1] > best[end]:
                best[end] = base + found[1]
                came_from[end] = (start, found[0])
        if base + self._unknown_score > best[start + 1]:
            best[start + 1] = base + self._unknown_score
            came_from[start + 1] = (start, self._unknown)

    def _walk_back(self, at: int, came_from: list[tuple[int, int]]) -> list[int]:
        numbers = []
        while at > 0:
            at, number = came_from[at]
            numbers.append(number)
        return numbers[::-1]
