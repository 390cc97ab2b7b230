"""What a department may write to the contact centre."""

from vraagbaak.core.personal import find_personal_data


class AnswerNamesSomebody(ValueError):
    """The answer holds a number or an address of a person."""


def refuse_names(answer: str) -> None:
    """Refuse (AnswerNamesSomebody) an answer by which a resident could be known, since every desk reads it."""
    if find_personal_data(answer):
        raise AnswerNamesSomebody
