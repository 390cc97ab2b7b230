"""Nobody can be reached again under a name that was removed: the database refuses an address of such a party."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_address_of_pseudonymised_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'contacts_digitaladdress' THEN
        IF EXISTS (SELECT 1 FROM contacts_party WHERE id = NEW.party_id AND pseudonymised_at IS NOT NULL) THEN
            RAISE EXCEPTION 'pseudonymised_party_has_no_address' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.pseudonymised_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM contacts_digitaladdress WHERE party_id = NEW.id) THEN
        RAISE EXCEPTION 'pseudonymised_party_has_no_address' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER address_is_of_known_party BEFORE INSERT OR UPDATE ON contacts_digitaladdress
    FOR EACH ROW EXECUTE FUNCTION refuse_address_of_pseudonymised_party();
CREATE TRIGGER pseudonymised_party_has_no_address BEFORE INSERT OR UPDATE OF pseudonymised_at ON contacts_party
    FOR EACH ROW EXECUTE FUNCTION refuse_address_of_pseudonymised_party();
"""
UNDO = """
DROP TRIGGER address_is_of_known_party ON contacts_digitaladdress;
DROP TRIGGER pseudonymised_party_has_no_address ON contacts_party;
DROP FUNCTION refuse_address_of_pseudonymised_party();
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_corrections_merges_calls_and_retention")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
