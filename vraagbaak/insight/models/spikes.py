"""What is suddenly asked more than chance explains."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


class Spike(Entity):
    """More was asked about a topic, or in the same words under any topics, than chance explains."""

    class State(models.TextChoices):
        OPEN = "open", _("going on")
        ENDED = "ended", _("over")
        DISMISSED = "dismissed", _("not a spike")

    topic = models.ForeignKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    stems = models.CharField(max_length=200, blank=True, help_text="One or two, which many different people used.")
    words = models.CharField(max_length=200, blank=True, help_text="How those stems are mostly written.")
    department = models.ForeignKey(Department, null=True, on_delete=models.SET_NULL, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="Of a dismissed one too, so that it is not seen once more.")
    observed = models.PositiveIntegerField(help_text="Questions since it began, as they were counted last.")
    expected = models.FloatField(help_text="How many a day like this brings in that time.")
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    asked_department_at = models.DateTimeField(null=True)
    asked_department_by = models.ForeignKey(
        Agent, null=True, on_delete=models.PROTECT, related_name="+", help_text="Nobody when it was asked by itself."
    )
    asked_mail_at = models.DateTimeField(null=True, help_text="When the mail left; empty while it waits.")
    answered_at = models.DateTimeField(null=True)
    sent_something = models.BooleanField(_("something was sent"), null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering = ["-began_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(ended_at__isnull=True, topic__isnull=False), name="topic_has_one_spike"
            ),
            models.UniqueConstraint(
                fields=["stems"], condition=Q(ended_at__isnull=True) & ~Q(stems=""), name="words_have_one_spike"
            ),
            models.CheckConstraint(condition=Q(topic__isnull=True) ^ Q(stems=""), name="spike_is_of_topic_or_words"),
            models.CheckConstraint(condition=~Q(stems__regex=r"[0-9]"), name="spike_has_no_digits"),
            models.CheckConstraint(condition=Q(seen_at__gte=F("began_at")), name="spike_is_seen_after_it_began"),
            models.CheckConstraint(
                condition=Q(dismissed_at__isnull=True, dismissed_by__isnull=True)
                | Q(dismissed_at__isnull=False, dismissed_by__isnull=False),
                name="spike_is_dismissed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, sent_something__isnull=True, answer="")
                | Q(answered_at__isnull=False, sent_something__isnull=False, asked_department_at__isnull=False),
                name="department_answers_when_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"

    @property
    def title(self) -> str:
        """What it is about."""
        return self.topic.name if self.topic is not None else self.words

    @property
    def times(self) -> float:
        """How many times as much as usual is asked; half a question counts as the least that is usual."""
        return self.observed / max(self.expected, 0.5)

    @property
    def state(self) -> State:
        """Whether it goes on, is over or was dismissed."""
        if self.dismissed_at:
            return self.State.DISMISSED
        return self.State.ENDED if self.ended_at else self.State.OPEN
