"""Setting which share of the questions the desk should handle itself."""

import uuid
from datetime import date

from django.db import IntegrityError, transaction

from vraagbaak.core.events import announce
from vraagbaak.directory.models import Department
from vraagbaak.insight.events import TargetChanged
from vraagbaak.insight.models import Target
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


class TargetTaken(Exception):
    """There is a goal of this department or topic from that very day already."""


@transaction.atomic
def set_target(*, of: Department | Topic, share: int, since: date, by: Agent) -> Target:
    """Let a goal hold from a day on; refused when one was set from that day."""
    whose = {"department": of} if isinstance(of, Department) else {"topic": of}
    try:
        with transaction.atomic():
            target = Target.objects.create(**whose, share=share, since=since, by=by)
    except IntegrityError as error:
        raise TargetTaken from error
    announce(TargetChanged(of=of.uuid, share=share, since=since), by=by.uuid)
    return target


@transaction.atomic
def remove_target(target: uuid.UUID, *, by: Agent) -> None:
    """Let the goal before it hold again; a second time does nothing."""
    held = (
        Target.objects.select_for_update(of=("self",)).select_related("department", "topic").filter(uuid=target).first()
    )
    if held is None:
        return
    held.delete()
    announce(TargetChanged(of=held.of.uuid, share=None, since=held.since), by=by.uuid)
