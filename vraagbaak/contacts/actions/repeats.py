"""Keeping the mark of a repeated question right when what it follows from changes."""

from django.db.models import Case, QuerySet, Value, When

from vraagbaak.contacts.models import Question
from vraagbaak.contacts.queries.repeats import wrongly_marked


def mark_repeats(questions: QuerySet[Question]) -> None:
    """Mark anew which of these questions were asked before; what nobody can be tied to any more keeps its mark."""
    wrong = list(wrongly_marked(questions).values_list("pk", flat=True))
    turned = Case(When(is_repeat=True, then=Value(False)), default=Value(True))
    Question.objects.filter(pk__in=wrong).update(is_repeat=turned)
