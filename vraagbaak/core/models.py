"""What every app stands on: public ids, the event record, the access log and the organisation itself."""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entity(models.Model):
    """A thing that may be named outside the database: by its UUID, never by its number."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class EventRecord(models.Model):
    """One fact that was announced: audit trail and outbox in one; only ever added to (a trigger holds it)."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    actor = models.UUIDField(null=True, help_text="The account that did it; empty when the system did.")
    origin = models.GenericIPAddressField(null=True, help_text="The address the request came from.")
    trace = models.UUIDField(default=uuid4, help_text="Joins all lines of one request.")
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "happened_at"], name="event_by_name"),
            models.Index(fields=["actor", "happened_at"], name="event_by_actor"),
            models.Index(fields=["trace"], name="event_by_trace"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.happened_at:%Y-%m-%d %H:%M}"


class AccessRecord(models.Model):
    """One time that somebody saw personal data of one person; only ever added to (a trigger holds it)."""

    subject = models.UUIDField(help_text="Whose data was seen.")
    actor = models.UUIDField(null=True, help_text="Who saw it.")
    purpose = models.CharField(max_length=80, help_text="For which task, such as `contact.opened`.")
    trace = models.UUIDField()
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "happened_at"], name="access_by_subject"),
            models.Index(fields=["actor", "happened_at"], name="access_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.happened_at:%Y-%m-%d %H:%M}"


class Organisation(models.Model):
    """The organisation that this installation serves, with what its administrator may set; exactly one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=120, default="Gemeente")
    theme = models.SlugField(_("theme"), default="vraagbaak")
    goal_percent = models.PositiveSmallIntegerField(
        _("goal for handled by the desk"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    lock_minutes = models.PositiveSmallIntegerField(
        _("lock the screen after minutes without a key"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    uses_bsn = models.BooleanField(_("the citizen service number may be recorded"), default=False)
    learned_after_agents = models.PositiveSmallIntegerField(
        _("a literal question is learned after so many agents used it"), default=3, validators=[MinValueValidator(1)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="organisation_is_one"),
            models.CheckConstraint(
                condition=models.Q(goal_percent__range=(1, 100)), name="organisation_goal_is_percent"
            ),
            models.CheckConstraint(condition=models.Q(lock_minutes__range=(1, 240)), name="organisation_locks_in_time"),
        ]

    def __str__(self) -> str:
        return self.name
