"""Counts of questions, the changes not yet folded into them, goals, saved views and spikes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models import Channel, Mood, Outcome
from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


def _plain_key(to: type[models.Model]) -> "models.ForeignKey[models.Model | None, models.Model | None]":
    """What a count is of. The questions hold that it exists: a second check would only cost time on every question."""
    return models.ForeignKey(
        to, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )


class Change(models.Model):
    """A question that came (+1) or went (-1), written by a trigger on the questions; waits to be folded into counts.

    Figures are the counts and the changes that wait together, so that they are exact at every moment.
    """

    sign = models.SmallIntegerField()
    asked_at = models.DateTimeField()
    topic = _plain_key(Topic)
    department = _plain_key(Department)
    channel = _plain_key(Channel)
    outcome = models.CharField(max_length=16, choices=Outcome)
    mood = models.CharField(max_length=8, choices=Mood, blank=True)
    is_repeat = models.BooleanField()
    seconds = models.IntegerField(null=True, help_text="Handling time of the contact, at its first question only.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sign__in=[-1, 1]), name="change_comes_or_goes")]

    def __str__(self) -> str:
        return f"{self.sign:+d} {self.asked_at:%Y-%m-%d %H:%M}"


class HalfHourCount(models.Model):
    """Questions that were closed in the half hour from `start`, by topic and channel."""

    start = models.DateTimeField()
    topic = _plain_key(Topic)
    channel = _plain_key(Channel)
    questions = models.IntegerField(default=0)
    handled = models.IntegerField(default=0)
    dropped = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start", "topic", "channel"], name="half_hour_is_counted_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["topic", "start"], name="half_hour_by_topic")]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} {self.questions}"


class _Counted(models.Model):
    """What is counted; the columns of `rules.measures.Measures`."""

    start = models.DateField()
    topic = _plain_key(Topic)
    department = _plain_key(Department)
    channel = _plain_key(Channel)
    questions = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    referred = models.IntegerField(default=0)
    callback = models.IntegerField(default=0)
    transferred = models.IntegerField(default=0)
    no_answer = models.IntegerField(default=0)
    dropped = models.IntegerField(default=0)
    happy = models.IntegerField(default=0)
    calm = models.IntegerField(default=0)
    worried = models.IntegerField(default=0)
    sad = models.IntegerField(default=0)
    angry = models.IntegerField(default=0)
    repeats = models.IntegerField(default=0)
    solved = models.IntegerField(default=0)
    timed = models.IntegerField(default=0)
    seconds = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.start} {self.questions}"


class DayCount(_Counted):
    """The questions of a day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start", "topic", "department", "channel"], name="day_is_counted_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["topic", "start"], name="day_by_topic"),
            models.Index(fields=["department", "start"], name="day_by_department"),
        ]


class MonthCount(_Counted):
    """The questions of a month, `start` being its first day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start", "topic", "department", "channel"], name="month_is_counted_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["topic", "start"], name="month_by_topic"),
            models.Index(fields=["department", "start"], name="month_by_department"),
        ]


class Target(Entity):
    """Which share of the questions of a department or a topic the desk should handle itself, from a day on."""

    department = models.ForeignKey(
        Department, verbose_name=_("department"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    share = models.PositiveSmallIntegerField(
        _("goal in percents"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    since = models.DateField(_("holds from"))
    by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "topic", "since"], name="target_is_set_once_a_day", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(share__range=(1, 100)), name="target_is_a_share"),
            models.CheckConstraint(
                condition=Q(department__isnull=True) ^ Q(topic__isnull=True), name="target_is_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} % {self.since}"

    @property
    def of(self) -> Department | Topic:
        """Whose goal it is; the database holds that it is of one of both."""
        whose = self.department or self.topic
        assert whose is not None  # noqa: S101
        return whose


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
    asked_department_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
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
    def state(self) -> State:
        """Whether it goes on, is over or was dismissed."""
        if self.dismissed_at:
            return self.State.DISMISSED
        return self.State.ENDED if self.ended_at else self.State.OPEN
