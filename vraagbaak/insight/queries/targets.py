"""Which share the desk should handle itself."""

from datetime import date

from vraagbaak.core.queries import organisation
from vraagbaak.insight.models import Target


def goal_for(day: date, *, department: int | None = None, topic: int | None = None) -> int:
    """The goal that holds on a day, in percents: the last that was set for it, else the organisation's."""
    targets = Target.objects.filter(since__lte=day, department=department, topic=topic)
    share = targets.order_by("-since").values_list("share", flat=True).first()
    return organisation().goal_percent if share is None else share


def goals_by_department(day: date) -> dict[int, int]:
    """The goals that were set for departments, as they hold on a day."""
    targets = Target.objects.filter(since__lte=day, department__isnull=False).order_by("since")
    return dict(targets.values_list("department_id", "share"))
