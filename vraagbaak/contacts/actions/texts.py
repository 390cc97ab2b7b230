"""Channels and texts to insert."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from vraagbaak.contacts.events import ChannelChanged, SharedSnippetChanged
from vraagbaak.contacts.models import Channel, Snippet
from vraagbaak.core.events import announce
from vraagbaak.people.models import Agent


class KeyTaken(Exception):
    """Another one has this key."""


class LastChannel(Exception):
    """The desk needs at least one channel in use."""


@dataclass(frozen=True)
class ChannelDetails:
    """A channel as an administrator sets it."""

    name: str
    symbol: str
    position: int
    is_active: bool


@transaction.atomic
def add_channel(key: str, details: ChannelDetails, *, by: Agent) -> Channel:
    """Add a channel; refused when its key is in use."""
    try:
        with transaction.atomic():
            channel = Channel.objects.create(key=key, **vars(details))
    except IntegrityError as error:
        raise KeyTaken from error
    announce(ChannelChanged(channel=key), by=by.uuid)
    return channel


@transaction.atomic
def change_channel(channel: Channel, details: ChannelDetails, *, by: Agent) -> None:
    """Rename, order, or stop offering a channel; refused for the last one. Contacts keep the channel they had."""
    others = list(Channel.objects.select_for_update().filter(is_active=True).exclude(pk=channel.pk))
    if not details.is_active and not others:
        raise LastChannel
    Channel.objects.filter(pk=channel.pk).update(**vars(details))
    announce(ChannelChanged(channel=channel.key), by=by.uuid)


@transaction.atomic
def keep_snippet(snippet: Snippet, *, key: str, text: str, by: Agent) -> Snippet:
    """Add or change a text to insert; refused when this key is in use already."""
    snippet.key, snippet.text = key, text
    try:
        with transaction.atomic():
            snippet.save()
    except IntegrityError as error:
        raise KeyTaken from error
    _tell(snippet, by)
    return snippet


@transaction.atomic
def remove_snippet(snippet: Snippet, *, by: Agent) -> None:
    """Remove a text to insert."""
    _tell(snippet, by)
    snippet.delete()


def _tell(snippet: Snippet, by: Agent) -> None:
    if snippet.owner_id is None:
        announce(SharedSnippetChanged(snippet=snippet.uuid), by=by.uuid)
