"""Counts of questions, and the changes not yet folded into them."""

from django.db import models
from django.db.models import Q

from vraagbaak.contacts.models import Channel, Mood, Outcome
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic


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
    """Questions that were closed in the half hour from `start`, by topic."""

    start = models.DateTimeField()
    topic = _plain_key(Topic)
    questions = models.IntegerField(default=0)
    handled = models.IntegerField(default=0)
    dropped = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["start", "topic"], name="half_hour_is_counted_once", nulls_distinct=False)
        ]
        indexes = [models.Index(fields=["topic", "start"], name="half_hour_by_topic")]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} {self.questions}"


class _Counted(models.Model):
    """What is counted; the columns of `rules.measures.Measures`."""

    start = models.DateField()
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


class _ByDepartment(_Counted):
    """Over all topics and channels."""

    department = _plain_key(Department)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["start", "department"], name="%(class)s_is_once", nulls_distinct=False)
        ]
        indexes = [models.Index(fields=["department", "start"], name="%(class)s_of_dep")]


class _ByChannel(_Counted):
    """Over all topics."""

    department = _plain_key(Department)
    channel = _plain_key(Channel)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["start", "department", "channel"], name="%(class)s_is_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["department", "start"], name="%(class)s_of_dep")]


class _ByTopic(_Counted):
    """Over all channels."""

    topic = _plain_key(Topic)
    department = _plain_key(Department)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["start", "topic", "department"], name="%(class)s_is_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["topic", "start"], name="%(class)s_of_topic"),
            models.Index(fields=["department", "start"], name="%(class)s_of_dep"),
        ]


class _Whole(_Counted):
    """By all that figures are parted by."""

    topic = _plain_key(Topic)
    department = _plain_key(Department)
    channel = _plain_key(Channel)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["start", "topic", "department", "channel"], name="%(class)s_is_once", nulls_distinct=False
            )
        ]
        indexes = [
            models.Index(fields=["topic", "start"], name="%(class)s_of_topic"),
            models.Index(fields=["department", "start"], name="%(class)s_of_dep"),
        ]


class DayCount(_Whole):
    """The questions of a day."""


class DayDepartmentCount(_ByDepartment):
    """The questions of a day, over all topics and channels."""


class DayChannelCount(_ByChannel):
    """The questions of a day, over all topics."""


class DayTopicCount(_ByTopic):
    """The questions of a day, over all channels."""


class MonthCount(_Whole):
    """The questions of a month, `start` being its first day."""


class MonthDepartmentCount(_ByDepartment):
    """The questions of a month, over all topics and channels."""


class MonthChannelCount(_ByChannel):
    """The questions of a month, over all topics."""


class MonthTopicCount(_ByTopic):
    """The questions of a month, over all channels."""
