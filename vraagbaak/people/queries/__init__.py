"""Every read about accounts, sign-on, presence and the logs."""

from vraagbaak.people.queries.accounts import (
    account_for,
    accounts_for,
    agent_by_reset_link,
    demands_second_factor,
    has_second_factor,
    is_last_factor,
    load_grants,
    names_of,
    second_factors,
)
from vraagbaak.people.queries.invitations import (
    invitation_by_token,
    invitation_for,
    invitation_to_send,
    invitations_for,
)
from vraagbaak.people.queries.logs import (
    LogFilter,
    accesses_for,
    agents_like,
    event_names,
    events_for,
    subjects_like,
)
from vraagbaak.people.queries.policies import (
    group_roles_for,
    policy_rows,
    service_token_for,
    service_tokens_for,
    working_service_token,
)
from vraagbaak.people.queries.preferences import Preferences, preferences, shortcut_rows
from vraagbaak.people.queries.presence import PresentAgent, presence_by_account, presence_of, present_agents
from vraagbaak.people.queries.sessions import OwnSession, own_sessions, session_keys, too_many_failures, too_many_links

__all__ = [
    "LogFilter",
    "OwnSession",
    "Preferences",
    "PresentAgent",
    "accesses_for",
    "account_for",
    "accounts_for",
    "agent_by_reset_link",
    "agents_like",
    "demands_second_factor",
    "event_names",
    "events_for",
    "group_roles_for",
    "has_second_factor",
    "invitation_by_token",
    "invitation_for",
    "invitation_to_send",
    "invitations_for",
    "is_last_factor",
    "load_grants",
    "names_of",
    "own_sessions",
    "policy_rows",
    "preferences",
    "presence_by_account",
    "presence_of",
    "present_agents",
    "second_factors",
    "service_token_for",
    "service_tokens_for",
    "session_keys",
    "shortcut_rows",
    "subjects_like",
    "too_many_failures",
    "too_many_links",
    "working_service_token",
]
