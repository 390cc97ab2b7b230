"""Gaps in what we know: alike questions to which the desk has no answer, until it has."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models import Question
from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Article, Feedback, SearchEntry, Topic
from vraagbaak.people.models import Agent


class Gap(Entity):
    """Alike questions that the desk could not handle; its words are those of its signs, and are kept nowhere else."""

    class State(models.TextChoices):
        OPEN = "open", _("no answer yet")
        ASKED = "asked", _("asked")
        CLOSED = "closed", _("filled")
        DISMISSED = "dismissed", _("no gap")

    stems = models.CharField(max_length=300, help_text="What several people said alike.")
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    department = models.ForeignKey(Department, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    article = models.ForeignKey(
        Article, null=True, on_delete=models.SET_NULL, related_name="+", help_text="What should answer it from now on."
    )
    named_at = models.DateTimeField(null=True, help_text="Since when that article should answer it.")
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(_("answer before"), null=True)
    mailed_at = models.DateTimeField(null=True, help_text="When the mail to the department left.")
    closed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(asked_at__isnull=False, due_on__isnull=False, article__isnull=False),
                name="asked_gap_has_due_date_and_article",
            ),
            models.CheckConstraint(
                condition=Q(state="closed") ^ Q(closed_at__isnull=True), name="closed_gap_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uuid}"

    @property
    def answered_from(self) -> datetime | None:
        """Since when the desk has the answer; none while it has not."""
        out = self.article.published if self.article else None
        if out is None or out.published_at is None or self.named_at is None:
            return None
        return max(out.published_at, self.named_at)


class GapSign(models.Model):
    """One thing from which a gap was gathered, or by which it is seen whether it is closed."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="signs")
    question = models.OneToOneField(Question, null=True, on_delete=models.CASCADE, related_name="+")
    search = models.OneToOneField(SearchEntry, null=True, on_delete=models.CASCADE, related_name="+")
    remark = models.OneToOneField(Feedback, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, search__isnull=True, remark__isnull=True)
                | Q(question__isnull=True, search__isnull=False, remark__isnull=True)
                | Q(question__isnull=True, search__isnull=True, remark__isnull=False),
                name="gap_sign_is_of_one_thing",
            )
        ]
        indexes = [models.Index(fields=["gap", "-at"], name="gap_signs_by_time")]

    def __str__(self) -> str:
        return f"{self.gap_id} {self.at:%Y-%m-%d}"
