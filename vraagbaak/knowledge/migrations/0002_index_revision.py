"""The counter behind the revisions of the answer index."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE knowledge_index_revision", "DROP SEQUENCE knowledge_index_revision")
    ]
