"""Saved views: one's own, those that colleagues share, and the one behind a link."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from vraagbaak.insight.models import SavedView
from vraagbaak.people.models import Agent


@dataclass(frozen=True)
class Views:
    """The views that somebody can choose from."""

    own: Sequence[SavedView]
    team: Sequence[SavedView]

    @property
    def are_there(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.own or self.team)


def views_for(agent: Agent) -> Views:
    """The own views, and those that colleagues share with the team; one statement."""
    found = list(SavedView.objects.select_related("owner").filter(Q(owner=agent) | Q(is_shared=True)))
    own = [view for view in found if view.owner_id == agent.pk]
    return Views(own, [view for view in found if view.is_shared and view.owner_id != agent.pk])


def view_behind(link: uuid.UUID) -> SavedView | None:
    """The view of a link: who has the link may use the filter, and sees with it what is for their own eyes."""
    return SavedView.objects.filter(uuid=link).first()


def own_view(agent: Agent, view: uuid.UUID) -> SavedView | None:
    """A view to change: only one's own."""
    return SavedView.objects.filter(owner=agent, uuid=view).first()
