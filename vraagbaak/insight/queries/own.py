"""My day: what one agent did today beside the team; shown to that agent and nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from vraagbaak.contacts.models import Mood, Outcome, Question
from vraagbaak.core.moments import midnight
from vraagbaak.insight.queries.figures import Wanted, total_of
from vraagbaak.insight.rules.measures import HANDLED, Measures, percent
from vraagbaak.insight.rules.periods import Period
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class MyDay:
    """Own questions of today with own figures, beside those of everybody together."""

    contacts: int
    questions: int
    share: int | None
    content: int | None
    moods: Sequence[tuple[str, int]]
    latest: Sequence[Question]
    team: Measures
    colleagues: int


def my_day(agent: Agent) -> MyDay:
    """Today of the person who asks; there is no way to ask for somebody else's."""
    today = timezone.localdate()
    mine = Question.objects.filter(contact__agent=agent, contact__closed_at__gte=midnight(today))
    counted = mine.aggregate(
        contacts=Count("contact", distinct=True),
        questions=Count("id"),
        handled=Count("id", filter=Q(outcome__in=HANDLED)),
        counting=Count("id", filter=~Q(outcome=Outcome.DROPPED)),
        content=Count("id", filter=Q(mood__in=(Mood.HAPPY, Mood.CALM))),
        noted=Count("id", filter=~Q(mood="")),
    )
    moods = dict(mine.exclude(mood="").values_list("mood").annotate(number=Count("id")))
    return MyDay(
        contacts=counted["contacts"],
        questions=counted["questions"],
        share=percent(counted["handled"], counted["counting"]),
        content=percent(counted["content"], counted["noted"]),
        moods=[(str(mood.label), moods[mood.value]) for mood in Mood if mood.value in moods],
        latest=list(
            mine.select_related("contact__channel", "topic", "department", "agent").order_by(
                F("asked_at").desc(), "-id"
            )[:20]
        ),
        team=total_of(Wanted(Period(today, today))),
        colleagues=Question.objects.filter(asked_at__gte=midnight(today)).values("agent").distinct().count(),
    )
