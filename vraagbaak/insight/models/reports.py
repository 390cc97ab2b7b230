"""The monthly reports that were sent."""

from django.db import models
from django.db.models import Q

from vraagbaak.directory.models import Department


class SentReport(models.Model):
    """That a department's report of a month was mailed; once, whatever is killed in between."""

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text="Its first day.")
    sent_at = models.DateTimeField()
    addresses = models.PositiveSmallIntegerField(help_text="How many got it; none when nobody could be mailed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "month"], name="report_is_sent_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="report_is_of_whole_month"),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.month:%Y-%m}"
