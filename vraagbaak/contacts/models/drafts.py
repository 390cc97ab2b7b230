"""Open conversations, the calls that began them, and texts to insert."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vraagbaak.contacts.models.contacts import Channel
from vraagbaak.contacts.models.parties import Party
from vraagbaak.core.models import Entity
from vraagbaak.people.models import Agent, ServiceToken


class Draft(Entity):
    """An open conversation as it stands on somebody's screen, saved within a second of the last key."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="drafts")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    caller_number = models.CharField(max_length=16, blank=True)
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    parked_at = models.DateTimeField(null=True)
    parked_seconds = models.PositiveIntegerField(default=0)
    talked_seconds = models.PositiveIntegerField(null=True, help_text="Until the caller hung up; wrapping up follows.")
    bsn_encrypted = models.TextField(blank=True, help_text="Until it closes; a resident who is known has their own.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["agent", "position"], name="draft_by_agent")]

    def __str__(self) -> str:
        return f"{self.uuid}"


class AnnouncedCall(models.Model):
    """A call that the telephone exchange told of, at one agent or at all; said twice, it is one."""

    token = models.ForeignKey(ServiceToken, on_delete=models.CASCADE, related_name="+")
    call = models.CharField(max_length=80, help_text="The exchange's own name of the call.")
    agent = models.ForeignKey(
        Agent, null=True, on_delete=models.CASCADE, related_name="+", help_text="Empty: it ended wherever it rang."
    )
    draft = models.UUIDField(help_text="The conversation that it begins.")
    announced_at = models.DateTimeField()
    is_early = models.BooleanField(default=False, help_text="It was answered or ended before we heard that it rang.")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "call", "agent"], nulls_distinct=False, name="call_is_told_once_of_an_agent"
            ),
        ]
        indexes = [models.Index(fields=["token", "-announced_at"], name="call_by_token")]

    def __str__(self) -> str:
        return self.call


class Snippet(Entity):
    """A piece of text that agents insert by typing a colon and its key; without an owner it is everybody's."""

    key = models.SlugField(_("key"), max_length=30)
    text = models.TextField(_("text"), max_length=2000)
    owner = models.ForeignKey(Agent, null=True, blank=True, on_delete=models.CASCADE, related_name="snippets")

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "owner"], nulls_distinct=False, name="snippet_key_is_used_once")
        ]

    def __str__(self) -> str:
        return self.key
