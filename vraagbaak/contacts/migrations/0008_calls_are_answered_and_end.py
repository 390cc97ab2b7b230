import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_mark_repeats")]
    operations = [
        migrations.AddField(
            "draft",
            "talked_seconds",
            models.PositiveIntegerField(null=True, help_text="Until the caller hung up; wrapping up follows."),
        ),
        migrations.AddField("announcedcall", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("announcedcall", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "announcedcall",
            "is_early",
            models.BooleanField(default=False, help_text="It was answered or ended before we heard that it rang."),
        ),
        migrations.RemoveConstraint("announcedcall", "call_rings_once_at_an_agent"),
        migrations.AlterField(
            "announcedcall",
            "agent",
            models.ForeignKey(
                help_text="Empty: it ended wherever it rang.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.agent",
            ),
        ),
        migrations.AlterField(
            "announcedcall", "draft", models.UUIDField(help_text="The conversation that it begins.")
        ),
        migrations.AddConstraint(
            "announcedcall",
            models.UniqueConstraint(
                fields=("token", "call", "agent"), name="call_is_told_once_of_an_agent", nulls_distinct=False
            ),
        ),
    ]
