"""Logs of the servers: one line of JSON per event, those of libraries too."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from aiohttp.http_exceptions import HttpProcessingError

LONGEST_EVENT = 500
LONGEST_FACT = 200
LONGEST_TRACEBACK = 4000


class JsonLines(logging.Formatter):
    """Every record as one line of JSON; a traceback is a field of it.

    A line is short, whatever a client sends: each field is cut. What the HTTP parser refuses
    is not repeated: its message holds the head of a request, and so keys and tokens.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts: dict[str, Any] = getattr(record, "facts", {})
        is_head = _holds_a_head(record.exc_info[1] if record.exc_info else None)
        event = "a request is not HTTP" if is_head else record.getMessage()
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _cut(event, LONGEST_EVENT),
            **{name: _cut_fact(value) for name, value in facts.items()},
        }
        if record.exc_info and not is_head:
            # The end says what went wrong.
            traceback = self.formatException(record.exc_info)
            line["traceback"] = traceback[-LONGEST_TRACEBACK:]
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Let every handler of this process write such lines."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines())


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _cut_fact(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return value if len(text) <= LONGEST_FACT else _cut(text, LONGEST_FACT)


def _holds_a_head(exc: BaseException | None) -> bool:
    """Return whether the HTTP parser raised this, or what led to it."""
    while exc is not None:
        if isinstance(exc, HttpProcessingError):
            return True
        exc = exc.__cause__ or exc.__context__
    return False
