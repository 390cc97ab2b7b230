"""Which words of a title to highlight for a question."""

from vraagbaak.answersearch.dutch import stem
from vraagbaak.answersearch.lookalikes import LookAlikes
from vraagbaak.answersearch.question import Question
from vraagbaak.answersearch.words import words_of

Span = tuple[int, int]


def title_spans(title: str, question: Question, vocabulary: LookAlikes) -> tuple[Span, ...]:
    """Character ranges [start, end) of the title's words that the question asks for, in order, never overlapping."""
    wanted = _wanted_stems(question, vocabulary)
    spans: list[Span] = []
    for word in sorted(words_of(title), key=lambda word: (word.start, -word.end)):
        if stem(word.text) in wanted and (not spans or word.start >= spans[-1][1]):
            spans.append((word.start, word.end))
    return tuple(spans)


def _wanted_stems(question: Question, vocabulary: LookAlikes) -> set[str]:
    wanted = {term for concept in question.concepts for stems in concept.terms for term in stems}
    for word in question.words:
        if word.weight > 0.2:
            wanted.add(word.stem)
            wanted.update(stem(known) for known, _ in vocabulary.similar(word.meant, word.unfinished))
    return wanted
