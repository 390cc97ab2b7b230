"""What is said beside a field or a cell that is not right yet."""

from django.utils.translation import gettext_lazy as _

PHONE_REFUSED = _("This is no phone number that can be dialled. Example: 0199-450001 or 112.")
POSTCODE_REFUSED = _("This is no postcode. Example: 1999 AB.")
HOURS_REFUSED = _("Write the hours as 9:00-12:30, 13:00-17:00. Leave it empty when it is closed.")
HOURS_OVERLAP = _("These hours overlap, or end before they begin.")
SKILL_TOO_LONG = _("A skill has at most 60 characters. Put a comma between two skills.")
OWN_SUBSTITUTE = _("Nobody can stand in for themselves. Choose somebody else.")
CHOICE_GONE = _("This choice is not there any more. Choose again.")

FILE_REFUSED = {
    "empty": _("This file is empty."),
    "too_big": _("This file is too big. It may be 5 MB."),
    "old_excel": _("This is an old Excel file (.xls). Save it as .xlsx or as CSV."),
    "no_table": _("This is no table. Choose a CSV file or an Excel file (.xlsx)."),
    "unreadable": _("This file cannot be read. Save it again as CSV or .xlsx."),
    "too_many_rows": _("This file has more than 5,000 rows. Split it into parts."),
    "no_rows": _("This file has a header but no rows."),
    "double_column": _("A column stands in this file twice."),
}
