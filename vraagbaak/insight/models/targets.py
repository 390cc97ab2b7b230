"""Goals of the desk."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity
from vraagbaak.directory.models import Department
from vraagbaak.knowledge.models import Topic
from vraagbaak.people.models import Agent


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
