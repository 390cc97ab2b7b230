"""Every change to accounts, sign-on and settings."""

from vraagbaak.people.actions.accounts import (
    EmailTaken,
    change_password,
    create_account,
    create_administrator,
    deactivate_agent,
    note_second_factor,
    reactivate_agent,
    remove_second_factors,
    rename_agent,
)
from vraagbaak.people.actions.invitations import (
    AlreadyInvited,
    InvitationGone,
    accept_invitation,
    invite_agent,
    resend_invitation,
    send_invitation,
    withdraw_invitation,
)
from vraagbaak.people.actions.passwords import LinkGone, ask_password_link, reset_password, send_password_link
from vraagbaak.people.actions.policies import (
    change_organisation,
    demand_second_factor,
    make_service_token,
    map_group,
    note_token_used,
    unmap_group,
    withdraw_service_token,
)
from vraagbaak.people.actions.preferences import THEMES, WrongShortcuts, change_preferences
from vraagbaak.people.actions.presence import mark_unseen_away, note_presence, note_presence_seen
from vraagbaak.people.actions.roles import LastAdministrator, change_roles, narrow_role, synchronise_roles
from vraagbaak.people.actions.sessions import (
    begin_session,
    end_session,
    end_sessions,
    follow_session,
    lock_screen,
    note_failed_sign_on,
    note_seen,
    unlock_screen,
)
from vraagbaak.people.actions.sign_on import NotAdmitted, admit_by_single_sign_on
from vraagbaak.people.actions.traces import remove_traces

__all__ = [
    "THEMES",
    "AlreadyInvited",
    "EmailTaken",
    "InvitationGone",
    "LastAdministrator",
    "LinkGone",
    "NotAdmitted",
    "WrongShortcuts",
    "accept_invitation",
    "admit_by_single_sign_on",
    "ask_password_link",
    "begin_session",
    "change_organisation",
    "change_password",
    "change_preferences",
    "change_roles",
    "create_account",
    "create_administrator",
    "deactivate_agent",
    "demand_second_factor",
    "end_session",
    "end_sessions",
    "follow_session",
    "invite_agent",
    "lock_screen",
    "make_service_token",
    "map_group",
    "mark_unseen_away",
    "narrow_role",
    "note_failed_sign_on",
    "note_presence",
    "note_presence_seen",
    "note_second_factor",
    "note_seen",
    "note_token_used",
    "reactivate_agent",
    "remove_second_factors",
    "remove_traces",
    "rename_agent",
    "resend_invitation",
    "reset_password",
    "send_invitation",
    "send_password_link",
    "synchronise_roles",
    "unlock_screen",
    "unmap_group",
    "withdraw_invitation",
    "withdraw_service_token",
]
