"""Log lines: JSON, with the trace, without personal data."""

import structlog

from vraagbaak.core.trace import current_trace


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
            _add_trace,
        ],
    )
