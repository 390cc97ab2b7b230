"""Live updates: what is published in a transaction reaches the open screens right after its commit."""

import asyncio
import json
import logging
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, NamedTuple

import psycopg
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "vraagbaak_live"
HEARTBEAT_SECONDS = 15
REMEMBERED_MS, MOST_REMEMBERED = 60_000, 5_000

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


class News(NamedTuple):
    """One message, and when this process heard it: milliseconds since 1970, never the same twice."""

    topic: str
    message: str
    heard_at: int


class Switchboard:
    """One LISTEN connection for each server process, shared by all streams in it.

    It remembers a minute of news, so that what happens while a page loads or finds its way back is told after all.
    """

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[News]]] = defaultdict(set)
        self._recent: deque[News] = deque(maxlen=MOST_REMEMBERED)
        self._task: asyncio.Task[None] | None = None

    async def listen(self, topics: list[str], since: int | None = None) -> AsyncIterator[News | None]:
        """Give the news since that moment, then all that comes; None as a heartbeat when nothing came."""
        queue: asyncio.Queue[News] = asyncio.Queue(maxsize=200)
        for news in self._since(since, topics):
            queue.put_nowait(news)
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

    def _since(self, since: int | None, topics: list[str]) -> list[News]:
        """What a stream missed, as far as it is remembered; the last 100."""
        if since is None:
            return []
        since = max(since, _now() - REMEMBERED_MS)
        return [news for news in self._recent if news.heard_at > since and news.topic in topics][-100:]

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
        last = self._recent[-1].heard_at if self._recent else 0
        news = News(topic, message, max(_now(), last + 1))
        self._recent.append(news)
        for queue in self._queues.get(topic, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait(news)

    def _tell_all(self, message: str) -> None:
        for topic in list(self._queues):
            self._tell(topic, message)


def _now() -> int:
    return int(time.time() * 1000)


def _conninfo() -> str:
    parts = connection.settings_dict
    given = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return psycopg.conninfo.make_conninfo(**{key: str(parts[name]) for key, name in given.items() if parts[name]})


switchboard = Switchboard()
