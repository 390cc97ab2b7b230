"""The live stream: it tells what one may hear, holds no database connection, and ends with the session."""

import json
from contextlib import aclosing
from functools import wraps

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient
from django.urls import reverse

from vraagbaak.core import views
from vraagbaak.core.live import CHANNEL, switchboard

pytestmark = pytest.mark.django_db


def in_one_loop(test):
    """Run an async test where the sync code in it shares the test's own thread and connection."""

    @wraps(test)
    def run(*args: object, **fixtures: object) -> None:
        async_to_sync(test)(*args, **fixtures)

    return run


async def opened(agent: object, *topics: str):
    client = AsyncClient()
    await sync_to_async(client.force_login)(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, await client.get(reverse("core:live"), {"topic": list(topics)})


@in_one_loop
async def test_a_topic_of_somebody_else_is_not_heard(anna, samir):
    _, answer = await opened(anna, f"agent:{samir.uuid}")

    assert answer.status_code == 204


@in_one_loop
async def test_a_stranger_hears_nothing(anna):
    answer = await AsyncClient().get(reverse("core:live"), {"topic": [f"agent:{anna.uuid}"]})

    assert answer.status_code == 204


@in_one_loop
async def test_what_is_said_on_the_own_topic_is_told(anna, monkeypatch):
    topic = f"agent:{anna.uuid}"

    async def said(topics):
        yield topics[0], "hello"

    monkeypatch.setattr(switchboard, "listen", said)
    _, answer = await opened(anna, topic, "draft:unknown")

    told = [line async for line in answer.streaming_content]

    assert told[-1].decode() == f"data: {json.dumps({'topic': topic, 'message': 'hello'})}\n\n"


@in_one_loop
async def test_the_stream_ends_with_the_session(anna, monkeypatch):
    async def silence(topics):
        while True:
            yield None

    monkeypatch.setattr(switchboard, "listen", silence)
    monkeypatch.setattr(views, "SESSION_SECONDS", 0)
    client, answer = await opened(anna, f"agent:{anna.uuid}")

    async with aclosing(aiter(answer.streaming_content)) as lines:
        assert b"retry" in await anext(lines)
        assert b"alive" in await anext(lines)
        await client.alogout()
        rest = [line async for line in lines]

    assert rest == []


def test_channel_has_a_name_that_postgresql_takes():
    assert CHANNEL.isidentifier()
