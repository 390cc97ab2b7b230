"""Live updates: what is published in a transaction reaches the open screens right after its commit."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "vraagbaak_live"
HEARTBEAT_SECONDS = 15

Gatekeeper = Callable[[Any, str], bool]
_gatekeepers: dict[str, Gatekeeper] = {}


def let_listen(kind: str, gatekeeper: Gatekeeper) -> None:
    """Name who may listen to the topics of a kind, such as `agent:<uuid>`; without one nobody may."""
    _gatekeepers[kind] = gatekeeper


def may_listen(agent: Any, topic: str) -> bool:
    """Whether this agent may hear this topic (`kind` or `kind:key`)."""
    kind, _, key = topic.partition(":")
    gatekeeper = _gatekeepers.get(kind)
    return gatekeeper is not None and gatekeeper(agent, key)


def publish(topic: str, message: str = "changed") -> None:
    """Tell all who listen to the topic, at commit; a short word or an id, never personal data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps([topic, message])])


class Switchboard:
    """One LISTEN connection for each server process, shared by all streams in it."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[tuple[str, str]]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    async def listen(self, topics: list[str]) -> AsyncIterator[tuple[str, str] | None]:
        """Give each (topic, message) as it comes; None as a heartbeat when nothing came."""
        queue: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=200)
        for topic in topics:
            self._queues[topic].add(queue)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._relay())
        try:
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield None
        finally:
            for topic in topics:
                self._queues[topic].discard(queue)
                if not self._queues[topic]:
                    del self._queues[topic]

    async def _relay(self) -> None:
        """Pass on what PostgreSQL notifies; after a lost connection, say `resync` to everyone."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_conninfo(), autocommit=True) as listener:
                    await listener.execute(f"LISTEN {CHANNEL}")
                    self._tell_all("resync")
                    async for notice in listener.notifies():
                        topic, message = json.loads(notice.payload)
                        self._tell(topic, message)
            except psycopg.Error as error:
                log.warning("live updates lost the database, trying again: %s", type(error).__name__)
                await asyncio.sleep(1)

    def _tell(self, topic: str, message: str) -> None:
        for queue in self._queues.get(topic, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait((topic, message))

    def _tell_all(self, message: str) -> None:
        for topic in list(self._queues):
            self._tell(topic, message)


def _conninfo() -> str:
    parts = connection.settings_dict
    given = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return psycopg.conninfo.make_conninfo(**{key: str(parts[name]) for key, name in given.items() if parts[name]})


switchboard = Switchboard()
