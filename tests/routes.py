"""Every route of the product with who may open it: one table per app, and a route that is in none fails a test.

To add a route, add a line to the table of its app:

    "tasks:detail": Route((Role.AGENT, Role.TEAM_LEAD), lambda cast: {"uuid": make_task(owner=cast["anna"]).uuid}),

- The first part names the roles that may open it, `EVERYONE` (who has an account) or `PUBLIC` (no account needed).
- The second part makes the arguments of the address, as something that the roles named may really see. It gets the
  cast by name. Leave it out when the address has no arguments.
- `method="post"` for a route that only takes a form; `sends` is what the form holds.
- `narrowed=True` when a role may see only some objects, so that holding the role does not suffice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from vraagbaak.people.models import Agent, Role

PUBLIC = "public"
EVERYONE = tuple(Role)
ADMINISTRATOR = (Role.ADMINISTRATOR,)
Cast = Mapping[str, Agent]


@dataclass(frozen=True)
class Route:
    """Who may open an address, and how to ask for it."""

    roles: tuple[Role, ...] | str
    arguments: Callable[[Cast], dict[str, Any]] = lambda cast: {}
    method: str = "get"
    sends: Mapping[str, str] = field(default_factory=dict)
    narrowed: bool = False


def _invitation(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import invite_agent

    made = invite_agent(email=f"{uuid4().hex}@nieuwerdam.example", name="Nora Vos", roles=["agent"], by=cast["greet"])
    return {"uuid": made.uuid}


def _group(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import map_group
    from vraagbaak.people.models import GroupRole

    map_group(uuid4().hex, "agent", by=cast["greet"])
    return {"pk": GroupRole.objects.latest("id").pk}


def _token(cast: Cast) -> dict[str, Any]:
    from vraagbaak.people.actions import make_service_token

    return {"uuid": make_service_token(name="Centrale", scope="telephony", by=cast["greet"])[0].uuid}


def _anna(cast: Cast) -> dict[str, Any]:
    return {"uuid": cast["anna"].uuid}


PEOPLE = {
    # Entrance. An absent link, session or passkey is 404 for everybody, so those are asked for as absent.
    "account_login": Route(PUBLIC),
    "account_logout": Route(PUBLIC),
    "account_reauthenticate": Route(EVERYONE),
    "mfa_login_webauthn": Route(PUBLIC),
    "mfa_authenticate": Route(PUBLIC),
    "mfa_reauthenticate": Route(EVERYONE),
    "mfa_reauthenticate_webauthn": Route(EVERYONE),
    "mfa_index": Route(EVERYONE),
    "mfa_activate_totp": Route(EVERYONE),
    "mfa_deactivate_totp": Route((), narrowed=True),
    "mfa_view_recovery_codes": Route((), narrowed=True),
    "mfa_generate_recovery_codes": Route(EVERYONE),
    "mfa_download_recovery_codes": Route((), narrowed=True),
    "mfa_list_webauthn": Route(EVERYONE),
    "mfa_add_webauthn": Route(EVERYONE),
    "mfa_remove_webauthn": Route((), lambda cast: {"pk": 1}, method="post", narrowed=True),
    "openid_connect_login": Route((), lambda cast: {"provider_id": "sso"}, method="post"),
    "openid_connect_callback": Route((), lambda cast: {"provider_id": "sso"}),
    "people:invitation": Route(PUBLIC, lambda cast: {"token": "x" * 43}, narrowed=True),
    "people:forgotten": Route(PUBLIC),
    "people:forgotten_sent": Route(PUBLIC),
    "people:reset": Route(PUBLIC, lambda cast: {"uuid": cast["anna"].uuid, "token": "x-y"}, narrowed=True),
    # Own account and screen.
    "people:account": Route(EVERYONE),
    "people:rename": Route(EVERYONE, method="post", sends={"name": "Iemand"}),
    "people:password": Route((), method="post", narrowed=True),
    "people:preferences": Route(EVERYONE, method="post", sends={"theme": "dark"}),
    "people:end_other_sessions": Route(EVERYONE, method="post"),
    "people:end_session": Route((), lambda cast: {"handle": "f" * 32}, method="post", narrowed=True),
    "people:second_factor": Route(EVERYONE),
    "people:lock": Route(EVERYONE),
    "people:unlock": Route(EVERYONE),
    "people:seen": Route(EVERYONE, method="post"),
    "people:presence": Route(EVERYONE),
    "people:present": Route(EVERYONE),
    # Administration.
    "people:administration": Route((Role.ADMINISTRATOR, Role.PRIVACY_OFFICER), narrowed=True),
    "people:accounts": Route(ADMINISTRATOR),
    "people:account_detail": Route(ADMINISTRATOR, _anna),
    "people:roles": Route(ADMINISTRATOR, _anna, method="post", sends={"roles": "agent"}),
    "people:deactivate": Route(ADMINISTRATOR, _anna, method="post"),
    "people:reactivate": Route(ADMINISTRATOR, _anna, method="post"),
    "people:end_sessions_of": Route(ADMINISTRATOR, _anna, method="post"),
    "people:remove_factors": Route(ADMINISTRATOR, _anna, method="post"),
    "people:invitations": Route(ADMINISTRATOR),
    "people:resend": Route(ADMINISTRATOR, _invitation, method="post"),
    "people:withdraw": Route(ADMINISTRATOR, _invitation, method="post"),
    "people:policies": Route(ADMINISTRATOR),
    "people:groups": Route(ADMINISTRATOR),
    "people:group_remove": Route(ADMINISTRATOR, _group, method="post"),
    "people:tokens": Route(ADMINISTRATOR),
    "people:token_withdraw": Route(ADMINISTRATOR, _token, method="post"),
    "people:organisation": Route(ADMINISTRATOR),
    "people:event_log": Route(ADMINISTRATOR),
    "people:access_log": Route((Role.PRIVACY_OFFICER,)),
}
CORE = {
    "core:live": Route(PUBLIC),
    "core:health": Route(PUBLIC),
    "style": Route(ADMINISTRATOR),
}
DIRECTORY: dict[str, Route] = {}
KNOWLEDGE: dict[str, Route] = {}
CONTACTS: dict[str, Route] = {}
DESK: dict[str, Route] = {}

ROUTES = {**PEOPLE, **CORE, **DIRECTORY, **KNOWLEDGE, **CONTACTS, **DESK}
