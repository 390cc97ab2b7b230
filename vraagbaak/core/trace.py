"""Who is doing what right now: the trace, actor and origin that every log line and record of one request share."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Trace:
    """One request, command or job as the logs know it."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    actor: uuid.UUID | None = None
    origin: str | None = None
    began: float = field(default_factory=time.time)


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current_trace() -> Trace:
    """Give the trace of this request, or a new one where nobody began it."""
    trace = _current.get()
    if trace is None:
        trace = Trace()
        _current.set(trace)
    return trace


@contextmanager
def begin_trace(*, actor: uuid.UUID | None = None, origin: str | None = None) -> Iterator[Trace]:
    """Let everything inside share one trace."""
    trace = Trace(actor=actor, origin=origin)
    token = _current.set(trace)
    try:
        yield trace
    finally:
        _current.reset(token)


def name_actor(actor: uuid.UUID | None) -> None:
    """Say who it is, once that is known."""
    _current.set(replace(current_trace(), actor=actor))
