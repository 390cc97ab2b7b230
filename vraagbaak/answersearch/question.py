"""What was typed, taken apart: weighted words, their look-alikes, and the official terms of everyday phrases."""

from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.answersearch.dutch import stem, word_weight
from vraagbaak.answersearch.thesaurus import Thesaurus
from vraagbaak.answersearch.words import LONGEST_TEXT, Word, words_of

MOST_WORDS = 60


@dataclass(frozen=True)
class QuestionWord:
    """A typed word: its stem, how much it says (0 to 1), and whether it may still be growing."""

    word: Word
    stem: str
    weight: float
    unfinished: bool


@dataclass(frozen=True)
class Concept:
    """Official terms, each a run of stems, that the words [start, end) of the question stand for."""

    start: int
    end: int
    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """A question ready to be looked up."""

    text: str
    words: tuple[QuestionWord, ...]
    concepts: tuple[Concept, ...]


def read_question(text: str, thesaurus: Thesaurus, *, partial: bool) -> Question:
    """Take the text apart; with `partial` the last word counts as unfinished unless a space or mark follows it."""
    text = " ".join(text[:LONGEST_TEXT].replace("\0", " ").split(" ")).encode("utf-8", "replace").decode("utf-8")
    found = words_of(text)[:MOST_WORDS]
    words = tuple(
        QuestionWord(word, stem(word.text), word_weight(word.text), partial and word.end == len(text)) for word in found
    )
    stems = [word.stem for word in words]
    concepts = tuple(
        Concept(match.start, match.end, tuple(filter(None, map(_term_stems, match.terms))))
        for match in thesaurus.matches(stems)
    )
    return Question(" ".join(text.split()), words, concepts)


def _term_stems(term: str) -> tuple[str, ...]:
    return tuple(stem(word.text) for word in words_of(term) if word_weight(word.text) > 0.1)


def stems_in(words: Sequence[QuestionWord]) -> set[str]:
    """The stems of words that say something."""
    return {word.stem for word in words if word.weight > 0.1}
