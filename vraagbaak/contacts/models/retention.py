"""How long each kind of record is kept, and what was removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionKind(models.TextChoices):
    """What has a term of its own."""

    CONTACT_TEXT = "contact_text", _("words and answers of contacts")
    PARTY = "party", _("names and addresses of residents")
    ACCESS_LOG = "access_log", _("access log")
    EVENT_RECORD = "event_record", _("event log")
    SEARCH_ENTRY = "search_entry", _("searches at the desk")
    DRAFT = "draft", _("conversations that were never closed")
    TRACE = "trace", _("ended sessions, old invitations, failed sign-ons and mail that was not sent")


class RetentionTerm(models.Model):
    """A term that an administrator set; a kind without a row has the default term."""

    kind = models.CharField(max_length=16, choices=RetentionKind, unique=True)
    months = models.PositiveSmallIntegerField(_("months"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RetentionKind.values), name="retention_term_names_kind"),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, 240)), name="retention_term_is_one_to_240_months"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.months}"


class RetentionReport(models.Model):
    """What one night removed of one kind; a second run of that night adds to it."""

    kind = models.CharField(max_length=16, choices=RetentionKind)
    night = models.DateField()
    before = models.DateTimeField(help_text="What was older than this was removed.")
    removed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ["-night", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=RetentionKind.values), name="retention_report_names_kind"
            ),
            models.UniqueConstraint(fields=["kind", "night"], name="retention_is_reported_once_a_night"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.night}"
