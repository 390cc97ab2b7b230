from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0004_channels'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='retentionreport',
            name='retention_report_names_kind',
        ),
        migrations.RemoveConstraint(
            model_name='retentionterm',
            name='retention_term_names_kind',
        ),
        migrations.AlterField(
            model_name='retentionreport',
            name='kind',
            field=models.CharField(choices=[('contact_text', 'words and answers of contacts'), ('party', 'names and addresses of residents'), ('access_log', 'access log'), ('event_record', 'event log'), ('search_entry', 'searches at the desk'), ('draft', 'conversations that were never closed'), ('trace', 'ended sessions, old invitations, failed sign-ons and mail that was not sent')], max_length=16),
        ),
        migrations.AlterField(
            model_name='retentionterm',
            name='kind',
            field=models.CharField(choices=[('contact_text', 'words and answers of contacts'), ('party', 'names and addresses of residents'), ('access_log', 'access log'), ('event_record', 'event log'), ('search_entry', 'searches at the desk'), ('draft', 'conversations that were never closed'), ('trace', 'ended sessions, old invitations, failed sign-ons and mail that was not sent')], max_length=16, unique=True),
        ),
        migrations.AddConstraint(
            model_name='retentionreport',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['contact_text', 'party', 'access_log', 'event_record', 'search_entry', 'draft', 'trace'])), name='retention_report_names_kind'),
        ),
        migrations.AddConstraint(
            model_name='retentionterm',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['contact_text', 'party', 'access_log', 'event_record', 'search_entry', 'draft', 'trace'])), name='retention_term_names_kind'),
        ),
    ]
