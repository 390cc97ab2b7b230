"""Screens on the wall may have a token."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_last_administrator_stays"),
    ]

    operations = [
        migrations.AlterField(
            model_name="servicetoken",
            name="scope",
            field=models.CharField(
                choices=[
                    ("telephony", "telephone exchange: announces calls"),
                    ("wallboard", "screen on the wall: shows figures of today"),
                ],
                max_length=24,
                verbose_name="may do",
            ),
        ),
    ]
