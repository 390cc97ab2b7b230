from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0005_traces_have_a_term")]
    operations = [
        migrations.AddField(
            model_name="question",
            name="is_repeat",
            field=models.BooleanField(
                default=False,
                help_text="Asked before within a week by the same resident or number; stays when they are forgotten.",
            ),
        ),
    ]
