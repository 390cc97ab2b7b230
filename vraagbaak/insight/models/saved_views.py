"""Filters over the literal questions, kept under a name."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.people.models import Agent


class SavedView(Entity):
    """A filter over the literal questions under a name, to come back to and to share by its link."""

    owner = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    is_shared = models.BooleanField(_("the team sees it"), default=False)
    filters = models.JSONField(default=dict, help_text="{filter: value} as they stand in an address.")
    words = models.CharField(max_length=200, blank=True, help_text="What is searched for; never what names somebody.")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "owner", name="view_name_is_used_once_by_owner"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
