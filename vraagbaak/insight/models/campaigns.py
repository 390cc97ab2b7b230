"""Measurements with a department: for some weeks the desk notes what it would need to answer itself."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


class Campaign(Entity):
    """A measurement of a topic with everything below it; what was noted stands with the questions themselves."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        OVER = "over", _("over")

    name = models.CharField(_("name"), max_length=80)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    started_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    listeners = models.ManyToManyField(Agent, related_name="+", help_text="Who sits in as second listener.")
    drafted_at = models.DateTimeField(null=True, help_text="When drafts were made of what it taught.")
    proposal = models.JSONField(
        default=list, help_text="[{question, number}]: what could move to the desk; the words stay with the question."
    )
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    mailed_at = models.DateTimeField(null=True, help_text="When the mail with the proposal left.")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="campaign_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed__isnull=True, answer="")
                | Q(answered_at__isnull=False, agreed__isnull=False, proposed_at__isnull=False),
                name="campaign_answer_is_to_a_proposal",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def state_on(self, day: date) -> "Campaign.State":
        """Whether it is still to come, runs, or is over."""
        if day < self.since:
            return self.State.PLANNED
        return self.State.RUNNING if day <= self.until else self.State.OVER

    @property
    def state(self) -> "Campaign.State":
        """How it stands today."""
        return self.state_on(timezone.localdate())
