"""Hold in the database that an installation that has an administrator keeps one."""

from django.db import migrations

ADD = """
CREATE FUNCTION people_keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'people_agent' AND NOT EXISTS (
        SELECT 1 FROM people_rolegrant WHERE agent_id = OLD.id AND role = 'administrator'
    ) THEN
        RETURN NULL;
    END IF;
    -- One at a time, so that two administrators cannot take each other away at the same moment.
    PERFORM pg_advisory_xact_lock(hashtext('last_administrator_stays'));
    IF NOT EXISTS (
        SELECT 1 FROM people_rolegrant JOIN people_agent ON people_agent.id = people_rolegrant.agent_id
        WHERE people_rolegrant.role = 'administrator' AND people_agent.is_active
    ) THEN
        RAISE EXCEPTION 'the last administrator stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'last_administrator_stays';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER last_administrator_stays_granted
    AFTER DELETE OR UPDATE OF role ON people_rolegrant DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.role = 'administrator') EXECUTE FUNCTION people_keep_an_administrator();

CREATE CONSTRAINT TRIGGER last_administrator_stays_active
    AFTER UPDATE OF is_active ON people_agent DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active) EXECUTE FUNCTION people_keep_an_administrator();
"""
REMOVE = """
DROP TRIGGER last_administrator_stays_active ON people_agent;
DROP TRIGGER last_administrator_stays_granted ON people_rolegrant;
DROP FUNCTION people_keep_an_administrator();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
