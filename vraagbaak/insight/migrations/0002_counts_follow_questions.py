"""Triggers on the questions write every change of what is counted, whoever made it and however, and tell live screens."""

from django.db import migrations

SIGNATURE = "insight_seconds(timestamptz, timestamptz, integer, integer)"
SECONDS = """
CREATE FUNCTION insight_seconds(opened timestamptz, closed timestamptz, parked integer, wrap_up integer)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT greatest(0, round(extract(epoch FROM closed - opened))::integer - parked - wrap_up)
$$
"""
OF_CONTACT = "insight_seconds(contact.opened_at, contact.closed_at, contact.parked_seconds, contact.wrap_up_seconds)"

COLUMNS = "sign, asked_at, topic_id, department_id, channel_id, outcome, mood, is_repeat, seconds"


def write(sign, question, contact, where=""):
    return f"""INSERT INTO insight_change ({COLUMNS})
        SELECT {sign}, question.asked_at, question.topic_id, question.department_id, contact.channel_id,
               question.outcome, question.mood, question.is_repeat,
               CASE WHEN question.position = 1 THEN {OF_CONTACT} END
        FROM {question} AS question JOIN {contact} AS contact ON contact.id = question.contact_id {where};"""


COUNTED = "{0}.asked_at, {0}.topic_id, {0}.department_id, {0}.outcome, {0}.mood, {0}.is_repeat, {0}.position, {0}.contact_id"
TAKEN = "{0}.channel_id, {0}.opened_at, {0}.closed_at, {0}.parked_seconds, {0}.wrap_up_seconds"


QUESTION_WHERE = (
    "WHERE question.id IN (SELECT come.id FROM come JOIN gone ON gone.id = come.id WHERE "
    f"({COUNTED.format('gone')}) IS DISTINCT FROM ({COUNTED.format('come')}))"
)
CONTACT_WHERE = (
    "WHERE contact.id IN (SELECT come.id FROM come JOIN gone ON gone.id = come.id WHERE "
    f"({TAKEN.format('gone')}) IS DISTINCT FROM ({TAKEN.format('come')}))"
)


TELL = """IF FOUND THEN PERFORM pg_notify('vraagbaak_live', '["insight", "changed"]'); END IF;"""


def trigger(name, table, when, tables, body):
    forward = f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} {TELL} RETURN NULL; END $$;
        CREATE TRIGGER {name} AFTER {when} ON {table} REFERENCING {tables}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""
    return migrations.RunSQL(forward, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("contacts", "0007_mark_repeats")]
    operations = [
        migrations.RunSQL(SECONDS, f"DROP FUNCTION {SIGNATURE}"),
        trigger(
            "insight_question_came", "contacts_question", "INSERT", "NEW TABLE AS come",
            write(1, "come", "contacts_contact"),
        ),
        trigger(
            "insight_question_went", "contacts_question", "DELETE", "OLD TABLE AS gone",
            write(-1, "gone", "contacts_contact"),
        ),
        trigger(
            "insight_question_changed", "contacts_question", "UPDATE", "OLD TABLE AS gone NEW TABLE AS come",
            write(-1, "gone", "contacts_contact", QUESTION_WHERE)
            + write(1, "come", "contacts_contact", QUESTION_WHERE),
        ),
        trigger(
            "insight_contact_changed", "contacts_contact", "UPDATE", "OLD TABLE AS gone NEW TABLE AS come",
            write(-1, "contacts_question", "gone", CONTACT_WHERE)
            + write(1, "contacts_question", "come", CONTACT_WHERE),
        ),
    ]
