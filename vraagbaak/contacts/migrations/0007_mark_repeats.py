"""Mark which registered questions were asked before; those of residents who were forgotten cannot be known any more."""

from django.db import migrations

MARK = """
UPDATE contacts_question AS question SET is_repeat = true
FROM contacts_contact AS contact
WHERE contact.id = question.contact_id AND NOT question.is_repeat
  AND (contact.party_id IS NOT NULL OR contact.caller_number <> '')
  AND EXISTS (
    SELECT 1 FROM contacts_contact AS former JOIN contacts_question AS earlier ON earlier.contact_id = former.id
    WHERE (former.party_id = contact.party_id OR (former.caller_number = contact.caller_number AND former.caller_number <> ''))
      AND former.id <> contact.id AND earlier.topic_id = question.topic_id
      AND earlier.asked_at < question.asked_at AND earlier.asked_at >= question.asked_at - interval '7 days')
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0006_question_tells_whether_it_repeats")]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
