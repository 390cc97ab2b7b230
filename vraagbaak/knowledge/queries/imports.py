"""Imports that wait for a word."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from vraagbaak.knowledge.imports import WrongEntry, read_import
from vraagbaak.knowledge.models import PendingImport
from vraagbaak.knowledge.queries.planning import PlannedChange, plan_import
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do."""

    pending: PendingImport
    plan: Sequence[PlannedChange]
    wrong: Sequence[WrongEntry]

    @property
    def new(self) -> list[PlannedChange]:
        return [change for change in self.plan if change.is_new]

    @property
    def changed(self) -> list[PlannedChange]:
        return [change for change in self.plan if not change.is_new and not change.is_same]

    @property
    def same(self) -> list[PlannedChange]:
        return [change for change in self.plan if change.is_same]


def import_preview(agent: Agent, pending: uuid.UUID) -> ImportPreview | None:
    """What the agent's own waiting import would do now; None when it is not there."""
    found = PendingImport.objects.select_related("topic").filter(uuid=pending, added_by=agent).first()
    if found is None:
        return None
    reading = read_import(bytes(found.content), found.form)
    plan = plan_import(reading.articles, source=found.source, topic=found.topic)
    return ImportPreview(found, plan, reading.wrong)
