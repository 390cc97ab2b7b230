"""Which share the desk should handle itself: the organisation's goal, and those of departments and topics."""

from collections.abc import Sequence
from datetime import date

from vraagbaak.insight.models import Target


def goals_by_department(day: date) -> dict[int, int]:
    """The goals that were set for departments, as they hold on a day."""
    targets = Target.objects.filter(since__lte=day, department__isnull=False).order_by("since")
    return dict(targets.values_list("department_id", "share"))


def goals_by_topic(day: date) -> dict[int, int]:
    """The goals that were set for topics, as they hold on a day."""
    targets = Target.objects.filter(since__lte=day, topic__isnull=False).order_by("since")
    return dict(targets.values_list("topic_id", "share"))


def all_targets() -> Sequence[Target]:
    """Every goal that was set, newest first."""
    return list(Target.objects.select_related("department", "topic", "by").order_by("-since", "-id"))
