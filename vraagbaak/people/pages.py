"""The pages of people that the administration index links to."""

from django.utils.translation import gettext_lazy as _

from vraagbaak.core.navigation import MANAGE, add_entry
from vraagbaak.people.extensions import add_administration_page
from vraagbaak.people.models import Role

_ADMINISTRATOR = (Role.ADMINISTRATOR,)

add_administration_page("people:accounts", _("Accounts"), _("Who may sign on, and with which roles."), *_ADMINISTRATOR)
add_administration_page(
    "people:invitations", _("Invitations"), _("Let new colleagues make an account."), *_ADMINISTRATOR
)
add_administration_page(
    "people:policies", _("Second step"), _("For which roles a password alone is not enough."), *_ADMINISTRATOR
)
add_administration_page(
    "people:groups", _("Groups"), _("Which groups of the sign-on service give which roles."), *_ADMINISTRATOR
)
add_administration_page(
    "people:tokens", _("Connections"), _("Tokens for other systems, such as the telephone exchange."), *_ADMINISTRATOR
)
add_administration_page(
    "people:organisation", _("Organisation"), _("Name, colours, goal and lock time."), *_ADMINISTRATOR
)
add_administration_page("people:event_log", _("Event log"), _("What was done, by whom and when."), *_ADMINISTRATOR)
add_administration_page("people:access_log", _("Access log"), _("Who saw whose data."), Role.PRIVACY_OFFICER)
add_administration_page("style", _("Style"), _("Every part of the screens in one page."), *_ADMINISTRATOR)

add_entry(
    _("Administration"), "people:administration", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, group=MANAGE, order=90
)
