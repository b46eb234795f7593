"""The trace that this thread's work belongs to, as W3C's `traceparent` spells it.

Code that begins the work of a request enters its trace here; connections opened meanwhile
carry it into the database, so events, jobs and audit entries made there belong to it too,
and a sender of HTTP requests passes it on as a header.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_CURRENT: ContextVar[str | None] = ContextVar("traceparent", default=None)
_VALID = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")


def current_traceparent() -> str | None:
    """Return the trace of the work that runs now, if it has one."""
    return _CURRENT.get()


def headers() -> dict[str, str]:
    """Return the trace header of a request to another server."""
    trace = _CURRENT.get()
    return {"traceparent": trace} if trace else {}


@contextmanager
def belongs_to(traceparent: str | None) -> Iterator[None]:
    """Let the block belong to a trace; to none when it is not well formed."""
    valid = traceparent if traceparent and _VALID.fullmatch(traceparent) else None
    token = _CURRENT.set(valid)
    try:
        yield
    finally:
        _CURRENT.reset(token)
