"""Log lines: JSON, with the trace, without personal data."""

import re

import structlog

from vraagbaak.core.trace import current_trace

_TOKEN = re.compile(r"vb_[\w-]{20,}")  # a service token, as people.actions.make_service_token makes them


def _without_tokens(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The address of a screen on the wall holds its token; a line about that address must not."""
    for part in ("event", "exception"):
        if isinstance(line.get(part), str):
            line[part] = _TOKEN.sub("[token]", line[part])
    return line


def _add_trace(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    trace = current_trace()
    line["trace"] = str(trace.id)
    if trace.actor:
        line["actor"] = str(trace.actor)
    return line


def line_formatter() -> structlog.stdlib.ProcessorFormatter:
    """Write every log line as one JSON object."""
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _without_tokens,
            _add_trace,
        ],
    )
