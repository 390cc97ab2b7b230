"""Intake answers as they are kept with a question: what was asked then, and what the resident said."""

from collections.abc import Mapping, Sequence
from datetime import date

from vraagbaak.contacts.rules.dutch_dates import date_in_words, read_date
from vraagbaak.knowledge.rules.intake import Asked, shown_questions


def answered_intake(
    script: Sequence[Asked], answers: Mapping[str, str], *, on: date | None = None
) -> list[dict[str, str]]:
    """The answers in the order of the script, each with the text of its question.

    An answer to a question that an earlier answer hides is left out; one that is in no script keeps its key.
    A day is kept as the day that was meant `on` the day of the conversation, or as it was said when it names none.
    """
    known = {question.key for question in script}
    asked = [question for question in shown_questions(script, answers) if answers.get(question.key)]
    kept = [
        {"key": question.key, "text": question.text, "answer": _kept(question, answers[question.key], on)}
        for question in asked
    ]
    return kept + [{"key": key, "text": "", "answer": said} for key, said in answers.items() if key not in known]


def _kept(question: Asked, said: str, on: date | None) -> str:
    day = read_date(said, today=on) if on is not None and question.kind == "date" else None
    return date_in_words(day) if day is not None else said
