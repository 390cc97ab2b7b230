"""What was typed, taken apart: words set right and weighed, and the official terms of everyday phrases."""

from dataclasses import dataclass

from vraagbaak.answersearch.dutch import stem, word_weight
from vraagbaak.answersearch.lookalikes import LookAlikes
from vraagbaak.answersearch.thesaurus import Thesaurus
from vraagbaak.answersearch.words import LONGEST_TEXT, Word, words_of

MOST_WORDS = 60  # of a question that are looked up
MOST_TERMS = 2  # official terms per phrase that join the text whose meaning is taken
MOST_ADDED = 4  # official terms that join it in all
LONG, CHATTER = 12, 0.02  # from a text of more words than this, words this light are left out: that saves time
SHORTEST_WRONG = 5  # letters of a word that is corrected; shorter words have too many neighbours


@dataclass(frozen=True)
class QuestionWord:
    """A typed word as it was probably meant: its stem, how much it says (0 to 1), whether it may still be growing."""

    word: Word
    meant: str
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
    """A question ready to be looked up; `text` is what its meaning is taken of."""

    text: str
    words: tuple[QuestionWord, ...]
    concepts: tuple[Concept, ...]


def read_question(text: str, thesaurus: Thesaurus, vocabulary: LookAlikes, *, partial: bool) -> Question:
    """Take the text apart; with `partial` the last word counts as unfinished unless a space or mark follows it."""
    text = text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")
    words = []
    for word in words_of(text)[:MOST_WORDS]:
        unfinished = partial and word.end == len(text)
        meant = word.text if unfinished else _meant(word.text, thesaurus, vocabulary)
        words.append(QuestionWord(word, meant, stem(meant), word_weight(meant), unfinished))
    found = thesaurus.concepts([word.meant for word in words])
    concepts = tuple(Concept(item.start, item.end, tuple(filter(None, map(_term_stems, item.terms)))) for item in found)
    terms = [term for item in found for term in _used(item.terms, vocabulary)[:MOST_TERMS]]
    return Question(_readable(text, words, terms[:MOST_ADDED]), tuple(words), concepts)


def _used(terms: tuple[str, ...], vocabulary: LookAlikes) -> list[str]:
    """The terms that articles use: others would only blur the meaning."""
    return [term for term in terms if all(word.text in vocabulary for word in words_of(term))]


def _meant(word: str, thesaurus: Thesaurus, vocabulary: LookAlikes) -> str:
    """The word itself when it is known, else the known word that it is a typing error of, else itself."""
    if len(word) < SHORTEST_WRONG or word.isdigit() or word in vocabulary or word in thesaurus.vocabulary:
        return word
    return vocabulary.correction(word) or word


def _term_stems(term: str) -> tuple[str, ...]:
    return tuple(stem(word.text) for word in words_of(term) if word_weight(word.text) > 0.1)


def _readable(text: str, words: list[QuestionWord], terms: list[str]) -> str:
    """The typed text with its typing errors set right and the official terms behind it."""
    untouched = len(text)
    for word in reversed(words):
        chatter = len(words) > LONG and word.weight <= CHATTER
        if (chatter or word.meant != word.word.text) and word.word.end <= untouched:
            text = text[: word.word.start] + ("" if chatter else word.meant) + text[word.word.end :]
            untouched = word.word.start
    line = " ".join(text.split())
    return f"{line} ({', '.join(dict.fromkeys(terms))})" if terms else line
