"""Intake scripts: the questions that uncover the question behind the question."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from vraagbaak.core.events import announce
from vraagbaak.core.live import publish
from vraagbaak.knowledge.events import IntakeWritten
from vraagbaak.knowledge.models import Article, IntakeQuestion, IntakeScript, Topic
from vraagbaak.knowledge.rules.intake import Asked, Problem, problems_of
from vraagbaak.people.models import Agent


class ScriptHasProblems(Exception):
    """What is wrong, by the place of the question from 0."""

    def __init__(self, problems: Mapping[int, Problem]) -> None:
        super().__init__(str(dict(problems)))
        self.problems = dict(problems)


@transaction.atomic
def write_intake(owner: Article | Topic, *, questions: Sequence[Asked], need_hint: str, by: Agent) -> None:
    """Replace the script of an article or topic; without questions it has none. Refused when it cannot be asked."""
    problems = problems_of(questions)
    if problems:
        raise ScriptHasProblems(problems)
    article, topic = (owner, None) if isinstance(owner, Article) else (None, owner)
    if not questions:
        IntakeScript.objects.filter(article=article, topic=topic).delete()
    else:
        script, _ = IntakeScript.objects.update_or_create(
            article=article, topic=topic, defaults={"need_hint": need_hint.strip()}
        )
        script.questions.all().delete()
        IntakeQuestion.objects.bulk_create(
            _question(script, asked, place) for place, asked in enumerate(questions, start=1)
        )
    announce(
        IntakeWritten(
            article=article.uuid if article else None, topic=topic.uuid if topic else None, questions=len(questions)
        ),
        by=by.uuid,
    )
    publish("knowledge", str(owner.uuid))


def _question(script: IntakeScript, asked: Asked, place: int) -> IntakeQuestion:
    return IntakeQuestion(
        script=script,
        position=place,
        key=asked.key,
        text=asked.text.strip(),
        kind=asked.kind,
        choices=list(asked.choices) if asked.kind == IntakeQuestion.Kind.CHOICE else [],
        shown_if_key=asked.shown_if_key,
        shown_if_value=asked.shown_if_value if asked.shown_if_key else "",
    )
