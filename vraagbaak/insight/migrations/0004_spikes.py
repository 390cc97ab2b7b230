"""Spikes: what more was asked about than chance explains."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("insight", "0003_saved_views"),
        ("knowledge", "0003_pending_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Spike",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "stems",
                    models.CharField(
                        blank=True, help_text="One or two, which many different people used.", max_length=200
                    ),
                ),
                (
                    "words",
                    models.CharField(blank=True, help_text="How those stems are mostly written.", max_length=200),
                ),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "ended_at",
                    models.DateTimeField(
                        help_text="Of a dismissed one too, so that it is not seen once more.", null=True
                    ),
                ),
                (
                    "observed",
                    models.PositiveIntegerField(help_text="Questions since it began, as they were counted last."),
                ),
                ("expected", models.FloatField(help_text="How many a day like this brings in that time.")),
                ("dismissed_at", models.DateTimeField(null=True)),
                ("asked_department_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("sent_something", models.BooleanField(null=True, verbose_name="something was sent")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="answer")),
                (
                    "asked_department_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="directory.department",
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="knowledge.topic"
                    ),
                ),
            ],
            options={
                "ordering": ["-began_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("topic__isnull", False)),
                        fields=("topic",),
                        name="topic_has_one_spike",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), models.Q(("stems", ""), _negated=True)),
                        fields=("stems",),
                        name="words_have_one_spike",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("topic__isnull", True), ("stems", ""), _connector="XOR"),
                        name="spike_is_of_topic_or_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stems__regex", "[0-9]"), _negated=True), name="spike_has_no_digits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen_at__gte", models.F("began_at"))), name="spike_is_seen_after_it_began"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dismissed_at__isnull", True), ("dismissed_by__isnull", True)),
                            models.Q(("dismissed_at__isnull", False), ("dismissed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="spike_is_dismissed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("sent_something__isnull", True)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("asked_department_at__isnull", False),
                                ("sent_something__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="department_answers_when_asked",
                    ),
                ],
            },
        ),
    ]
