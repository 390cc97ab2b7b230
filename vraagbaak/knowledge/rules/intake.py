"""Intake scripts: questions in order, some only after an answer to an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Problem = Literal[
    "no_text", "no_choices", "unknown_condition", "later_condition", "value_never_given", "same_key", "too_many"
]
MOST_QUESTIONS = 20
YES_NO = ("ja", "nee")


@dataclass(frozen=True)
class Asked:
    """One question of a script as it is written down."""

    key: str
    text: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    shown_if_key: str = ""
    shown_if_value: str = ""


def shown_questions(script: Sequence[Asked], answers: Mapping[str, str]) -> list[Asked]:
    """The questions to ask, given the answers so far; one whose condition is itself hidden stays hidden."""
    shown: dict[str, Asked] = {}
    for question in script:
        if not question.shown_if_key or (
            question.shown_if_key in shown and answers.get(question.shown_if_key) == question.shown_if_value
        ):
            shown[question.key] = question
    return list(shown.values())


def problems_of(script: Sequence[Asked]) -> dict[int, Problem]:
    """What is wrong with each question, by its place from 0; empty when the script can be used."""
    found: dict[int, Problem] = {}
    for place, question in enumerate(script):
        problem = "too_many" if place >= MOST_QUESTIONS else _problem(question, script, place)
        if problem is not None:
            found[place] = problem
    return found


def _problem(question: Asked, script: Sequence[Asked], place: int) -> Problem | None:
    if question.key in {other.key for other in script[:place]}:
        return "same_key"
    if not question.text.strip():
        return "no_text"
    if question.kind == "choice" and len(question.choices) < 2:
        return "no_choices"
    return _condition_problem(question, script, place) if question.shown_if_key else None


def _condition_problem(question: Asked, script: Sequence[Asked], place: int) -> Problem | None:
    keys = [other.key for other in script]
    if question.shown_if_key not in keys:
        return "unknown_condition"
    asked_at = keys.index(question.shown_if_key)
    if asked_at >= place:
        return "later_condition"
    options = {"choice": script[asked_at].choices, "yesno": YES_NO}.get(script[asked_at].kind)
    return "value_never_given" if options is not None and question.shown_if_value not in options else None
