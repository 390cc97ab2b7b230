from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_calls_are_answered_and_end")]
    operations = [
        migrations.AddField(
            "draft",
            "bsn_encrypted",
            models.TextField(blank=True, default="", help_text="Until it closes; a resident who is known has their own."),
            preserve_default=False,
        ),
    ]
