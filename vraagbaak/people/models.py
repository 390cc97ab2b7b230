"""Accounts, their roles and presence, invitations, and what sign-on demands."""

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vraagbaak.core.models import Entity


class Role(models.TextChoices):
    """What somebody may do here; a person can hold several."""

    AGENT = "agent", _("KCC agent")
    LIAISON = "liaison", _("liaison")
    SPECIALIST = "specialist", _("specialist")
    EDITOR = "editor", _("knowledge editor")
    TEAM_LEAD = "team_lead", _("team lead")
    PLANNER = "planner", _("planner")
    COACH = "coach", _("coach")
    TRAINEE = "trainee", _("trainee")
    HOST = "host", _("host")
    ADMINISTRATOR = "administrator", _("administrator")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")


class AgentManager(BaseUserManager["Agent"]):
    """Finds accounts by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Agent":
        return self.get(email__iexact=username)


class Agent(Entity, AbstractBaseUser):
    """Somebody with an account; called agent after the KCC agent, whatever the role."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("may sign on"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    preferences = models.JSONField(default=dict, blank=True, help_text="Own choices: shortcuts, colour scheme.")

    objects: ClassVar[AgentManager] = AgentManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="agent_email_is_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1] if len(words) > 1 else self.name[:2]).upper()

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held, read once for each request."""
        return frozenset(grant.role for grant in self.grants.all())

    def has_role(self, *roles: str) -> bool:
        """Whether any of these roles is held."""
        return self.is_active and not self.roles.isdisjoint(roles)


class RoleGrant(models.Model):
    """A role that somebody holds; when narrowed, only for the departments that `directory` ties to it."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    is_narrowed = models.BooleanField(_("only for some departments"), default=False)
    from_group = models.BooleanField(
        default=False, help_text="Given by a group of the identity provider, and taken back when that group is left."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "role"], name="role_is_granted_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_grant_names_role"),
        ]

    def __str__(self) -> str:
        return f"{self.agent} {self.role}"


class RolePolicy(models.Model):
    """What sign-on demands of everyone who holds a role."""

    role = models.CharField(_("role"), max_length=24, choices=Role, unique=True)
    requires_mfa = models.BooleanField(_("second factor required"), default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_policy_names_role")]

    def __str__(self) -> str:
        return self.role


class GroupRole(models.Model):
    """A group of the identity provider whose members get a role here at sign-on."""

    group = models.CharField(_("group at the identity provider"), max_length=200)
    role = models.CharField(_("role"), max_length=24, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "role"], name="group_gives_role_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="group_role_names_role"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by their state."""

    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn; it may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def valid(self, now: datetime) -> "InvitationQuerySet":
        """Can still be accepted."""
        return self.open().filter(expires_at__gt=now)


InvitationManager = models.Manager.from_queryset(InvitationQuerySet)


class Invitation(Entity):
    """An invitation to make an account: works once, expires, and can be withdrawn."""

    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120)
    roles = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True, null=True, help_text="Empty until it is sent.")
    invited_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="invitations_sent")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.OneToOneField(Agent, null=True, on_delete=models.SET_NULL, related_name="invitation")
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_is_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def has_expired(self) -> bool:
        """Whether it can no longer be accepted because it was left too long."""
        return self.expires_at <= timezone.now()

    @property
    def role_names(self) -> list[str]:
        """The roles it gives, as people read them."""
        return [str(Role(role).label) for role in self.roles]


class Presence(models.Model):
    """Whether somebody can be reached now."""

    class State(models.TextChoices):
        AVAILABLE = "available", _("available")
        IN_CONVERSATION = "in_conversation", _("in conversation")
        BREAK = "break", _("on a break")
        AWAY = "away", _("away")

    agent = models.OneToOneField(Agent, primary_key=True, on_delete=models.CASCADE, related_name="presence")
    state = models.CharField(max_length=20, choices=State, default=State.AWAY)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["available", "in_conversation", "break", "away"]),
                name="presence_state_is_known",
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="presence_by_seen")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.state}"


SETTABLE = (Presence.State.AVAILABLE, Presence.State.BREAK, Presence.State.AWAY)


class ServiceToken(Entity):
    """A token for another system, such as the telephone exchange; only its hash is kept."""

    class Scope(models.TextChoices):
        TELEPHONY = "telephony", _("telephone exchange: announces calls")
        WALLBOARD = "wallboard", _("screen on the wall: shows figures of today")

    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("may do"), max_length=24, choices=Scope)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
