"""The event record and the access log can only be added to, whoever asks."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

TABLES = ("core_eventrecord", "core_accessrecord")
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('vraagbaak.retention', true) = 'on' AND TG_OP <> 'UPDATE' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'log_is_append_only' USING ERRCODE = 'check_violation';
END $$
"""


def _triggers() -> list[migrations.RunSQL]:
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_change();"
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();",
            f"DROP TRIGGER {table}_append_only ON {table}; DROP TRIGGER {table}_no_truncate ON {table};",
        )
        for table in TABLES
    ]


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(REFUSE, "DROP FUNCTION refuse_change()"),
        *_triggers(),
    ]
