"""Intake answers as they are kept with a question: what was asked then, and what the resident said."""

from collections.abc import Mapping, Sequence

from vraagbaak.knowledge.rules.intake import Asked, shown_questions


def answered_intake(script: Sequence[Asked], answers: Mapping[str, str]) -> list[dict[str, str]]:
    """The answers in the order of the script, each with the text of its question.

    An answer to a question that an earlier answer hides is left out; one that is in no script keeps its key.
    """
    known = {question.key for question in script}
    asked = [question for question in shown_questions(script, answers) if answers.get(question.key)]
    kept = [{"key": question.key, "text": question.text, "answer": answers[question.key]} for question in asked]
    return kept + [{"key": key, "text": "", "answer": said} for key, said in answers.items() if key not in known]
