"""The pages of people that the administration index links to, and what its events are called in the log."""

from django.utils.translation import gettext_lazy as _

from vraagbaak.core.navigation import MANAGE, add_entry
from vraagbaak.people import events
from vraagbaak.people.extensions import add_administration_page, add_event_labels
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
    _("Administration"),
    "people:administration",
    Role.ADMINISTRATOR,
    Role.PRIVACY_OFFICER,
    Role.TEAM_LEAD,
    group=MANAGE,
    order=90,
)

add_event_labels(
    {
        events.AgentInvited: _("Invited somebody"),
        events.InvitationSent: _("Invitation sent"),
        events.InvitationWithdrawn: _("Invitation withdrawn"),
        events.InvitationAccepted: _("Invitation accepted"),
        events.AgentCreated: _("Account made"),
        events.RolesChanged: _("Roles changed"),
        events.RoleNarrowed: _("Role narrowed or widened"),
        events.AgentDeactivated: _("Account closed"),
        events.AgentReactivated: _("Account opened again"),
        events.AgentRenamed: _("Name changed"),
        events.PasswordChanged: _("Password changed"),
        events.PasswordLinkAsked: _("Password link asked for"),
        events.PasswordLinkSent: _("Password link sent"),
        events.SignedOn: _("Signed on"),
        events.SignOnFailed: _("Sign-on failed"),
        events.SignedOff: _("Signed off"),
        events.SessionsEnded: _("Sessions ended"),
        events.ScreenLocked: _("Screen locked"),
        events.ScreenUnlocked: _("Screen unlocked"),
        events.SecondFactorAdded: _("Second step added"),
        events.SecondFactorRemoved: _("Second step removed"),
        events.RolePolicyChanged: _("Second step demanded or not"),
        events.GroupMapped: _("Group gives a role"),
        events.GroupUnmapped: _("Group gives a role no more"),
        events.ServiceTokenMade: _("Token made"),
        events.ServiceTokenWithdrawn: _("Token withdrawn"),
        events.OrganisationChanged: _("Settings changed"),
    }
)
