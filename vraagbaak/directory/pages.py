"""The pages of the directory that the menu, the administration index and an account's page lead to."""

from django.utils.translation import gettext_lazy as _

from vraagbaak.core.navigation import LOOK_UP, add_entry
from vraagbaak.directory.queries import reach_of
from vraagbaak.people.access import EVERYONE
from vraagbaak.people.extensions import add_account_part, add_administration_page
from vraagbaak.people.models import Role

add_entry(_("Guide"), "directory:index", *EVERYONE, group=LOOK_UP, order=20)
add_administration_page(
    "directory:manage", _("Guide"), _("Departments, people, locations and opening hours."), Role.ADMINISTRATOR
)
add_account_part("directory/_account_reach.html", reach_of)
