"""The live stream: it tells what one may hear, holds no database connection, and ends with the session."""

import asyncio
import json
from contextlib import aclosing
from functools import wraps

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient
from django.urls import reverse

from vraagbaak.core import views
from vraagbaak.core.live import CHANNEL, REMEMBERED_MS, News, Switchboard, switchboard

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

    async def said(topics, since):
        yield News(topics[0], "hello", 7)

    monkeypatch.setattr(switchboard, "listen", said)
    _, answer = await opened(anna, topic, "draft:unknown")

    told = [line async for line in answer.streaming_content]

    assert told[-1].decode() == f"id: 7\ndata: {json.dumps({'topic': topic, 'message': 'hello'})}\n\n"


@in_one_loop
async def test_the_stream_ends_with_the_session(anna, monkeypatch):
    async def silence(topics, since):
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


@in_one_loop
@pytest.mark.parametrize(
    ("address", "header", "expected"),
    [
        ("5", {}, 5),
        ("5", {"Last-Event-ID": "9"}, 9),
        ("", {}, None),
        ("٣", {}, None),
        ("-1", {}, None),
        ("9" * 40, {}, None),
    ],
)
async def test_a_stream_asks_from_where_it_was(anna, monkeypatch, address, header, expected):
    asked = []

    async def listen(topics, since):
        asked.append(since)
        yield None

    monkeypatch.setattr(switchboard, "listen", listen)
    client, _ = await opened(anna)
    answer = await client.get(reverse("core:live"), {"topic": f"agent:{anna.uuid}", "since": address}, headers=header)
    async for _ in answer.streaming_content:
        pass

    assert asked == [expected]


@in_one_loop
async def test_what_happened_while_the_page_loaded_is_told_after_all(monkeypatch):
    board = Switchboard()
    monkeypatch.setattr(board, "_relay", lambda: asyncio.sleep(0))
    now = 1_000_000
    monkeypatch.setattr("vraagbaak.core.live._now", lambda: now)
    board._tell("agent:1", "before the page began")
    page_began, now = now, now + 200
    for topic in ("agent:1", "agent:2"):
        board._tell(topic, f"for {topic}")

    async with aclosing(board.listen(["agent:1"], page_began)) as heard:
        news = await anext(heard)
        board._tell("agent:1", "next")
        later = await anext(heard)

    assert news.message == "for agent:1"
    assert later.message == "next"
    assert later.heard_at > news.heard_at


@in_one_loop
async def test_only_the_last_minute_is_remembered(monkeypatch):
    board = Switchboard()
    now = 1_000_000
    monkeypatch.setattr("vraagbaak.core.live._now", lambda: now)
    board._tell("agent:1", "old")
    now += REMEMBERED_MS + 1
    board._tell("agent:1", "new")

    assert [news.message for news in board._since(0, ["agent:1"])] == ["new"]
    assert board._since(None, ["agent:1"]) == []


def test_channel_has_a_name_that_postgresql_takes():
    assert CHANNEL.isidentifier()
