"""What is said beside a field or a cell that is not right yet."""

from django.utils.translation import gettext_lazy as _

PHONE_REFUSED = _("This is no phone number that can be dialled. Example: 0199-450001 or 112.")
POSTCODE_REFUSED = _("This is no postcode. Example: 1999 AB.")
HOURS_REFUSED = _("Write the hours as 9:00-12:30, 13:00-17:00. Leave it empty when it is closed.")
HOURS_OVERLAP = _("These hours overlap, or end before they begin.")
SKILL_TOO_LONG = _("A skill has at most 60 characters. Put a comma between two skills.")
OWN_SUBSTITUTE = _("Nobody can stand in for themselves. Choose somebody else.")
CHOICE_GONE = _("This choice is not there any more. Choose again.")
