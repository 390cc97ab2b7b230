"""What happened to accounts, sign-on and settings."""

import uuid
from dataclasses import dataclass

from vraagbaak.core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class AgentInvited(DomainEvent):
    """Somebody may make an account."""

    invitation: uuid.UUID
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InvitationSent(DomainEvent):
    """The mail with the link went out; an earlier link stopped working."""

    invitation: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(DomainEvent):
    """The link works no more."""

    invitation: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(DomainEvent):
    """The invited person made the account."""

    invitation: uuid.UUID
    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AgentCreated(DomainEvent):
    """An account was made: by `invitation`, `command` or `single_sign_on`."""

    agent: uuid.UUID
    way: str


@dataclass(frozen=True, kw_only=True)
class RolesChanged(DomainEvent):
    """Somebody holds other roles now; `way` is `hand` or `groups`."""

    agent: uuid.UUID
    was: tuple[str, ...]
    now: tuple[str, ...]
    way: str


@dataclass(frozen=True, kw_only=True)
class RoleNarrowed(DomainEvent):
    """A role holds for some departments only, or for all of them again."""

    agent: uuid.UUID
    role: str
    is_narrowed: bool


@dataclass(frozen=True, kw_only=True)
class AgentDeactivated(DomainEvent):
    """Somebody may no longer sign on; all sessions were ended."""

    agent: uuid.UUID
    sessions: int


@dataclass(frozen=True, kw_only=True)
class AgentReactivated(DomainEvent):
    """Somebody may sign on again."""

    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class AgentRenamed(DomainEvent):
    """Somebody goes by another name."""

    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(DomainEvent):
    """A new password; `way` is `own` or `link`. Other sessions were ended."""

    agent: uuid.UUID
    way: str


@dataclass(frozen=True, kw_only=True)
class PasswordLinkAsked(DomainEvent):
    """Somebody asked for a link to set a new password; whether the account exists is not told here."""


@dataclass(frozen=True, kw_only=True)
class PasswordLinkSent(DomainEvent):
    """The mail with the link went out."""

    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SignedOn(DomainEvent):
    """Somebody signed on; `methods` such as `password`, `totp`, `webauthn`, `single_sign_on`."""

    agent: uuid.UUID
    methods: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SignOnFailed(DomainEvent):
    """A sign-on was refused; `agent` is empty when no account was meant. Never what was typed."""

    reason: str
    agent: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class SignedOff(DomainEvent):
    """Somebody signed off."""

    agent: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(DomainEvent):
    """Sessions were ended from elsewhere."""

    agent: uuid.UUID
    sessions: int


@dataclass(frozen=True, kw_only=True)
class ScreenLocked(DomainEvent):
    """A screen was locked: by `hand` or because it was `idle`."""

    agent: uuid.UUID
    way: str


@dataclass(frozen=True, kw_only=True)
class ScreenUnlocked(DomainEvent):
    """A locked screen was opened again, by `password`, `webauthn` or `single_sign_on`."""

    agent: uuid.UUID
    way: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorAdded(DomainEvent):
    """Somebody has another second factor: `totp`, `webauthn` or `recovery_codes`."""

    agent: uuid.UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(DomainEvent):
    """A second factor was taken away."""

    agent: uuid.UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class RolePolicyChanged(DomainEvent):
    """What sign-on demands of a role was changed."""

    role: str
    requires_mfa: bool


@dataclass(frozen=True, kw_only=True)
class GroupMapped(DomainEvent):
    """A group of the identity provider gives a role from now on."""

    group: str
    role: str


@dataclass(frozen=True, kw_only=True)
class GroupUnmapped(DomainEvent):
    """A group of the identity provider gives a role no more."""

    group: str
    role: str


@dataclass(frozen=True, kw_only=True)
class ServiceTokenMade(DomainEvent):
    """Another system may do something here."""

    token: uuid.UUID
    scope: str


@dataclass(frozen=True, kw_only=True)
class ServiceTokenWithdrawn(DomainEvent):
    """Another system may do it no more."""

    token: uuid.UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationChanged(DomainEvent):
    """The administrator changed settings; `fields` names them, never their values."""

    fields: tuple[str, ...]
