"""The one figure that the desk sees all day: which share of the questions it handles itself."""

from datetime import datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from vraagbaak.contacts.models import Outcome, Question
from vraagbaak.contacts.rules.figures import share_handled

HANDLED = (Outcome.ANSWERED, Outcome.DONE, Outcome.REFERRED)


def share_handled_today() -> int | None:
    """The share of today's questions that the desk handled itself, in whole percents; None while there are none."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    counted = Question.objects.filter(asked_at__gte=midnight).aggregate(
        handled=Count("id", filter=Q(outcome__in=HANDLED)), counting=Count("id", filter=~Q(outcome=Outcome.DROPPED))
    )
    return share_handled(counted["handled"], counted["counting"])
