"""What the worker tells about its work: one JSON line per event, on a logger.

The one place that spans and exporters hang on: every Python job runs inside
`observe(job)`, every batch of SQL jobs or events is reported to `observe_batch`.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from glue.worker.handlers import Job

LOG = logging.getLogger("rowhouse.worker")


def tell(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts as one line of JSON."""
    if LOG.isEnabledFor(level):
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": logging.getLevelName(level).lower(), "event": event, **facts}
        LOG.log(level, "%s", json.dumps(line, default=str, ensure_ascii=False))


@contextmanager
def observe(job: Job) -> Iterator[None]:
    """Surround one run of a Python job; an error passes through."""
    facts: dict[str, Any] = {"job": job.id, "kind": job.kind, "attempt": job.attempts}
    if job.traceparent:
        facts["traceparent"] = job.traceparent
    started = time.perf_counter()
    try:
        yield
    except Exception as exc:
        spent = round((time.perf_counter() - started) * 1000, 1)
        tell("job failed", level=logging.WARNING, **facts, ms=spent, error=repr(exc))
        raise
    spent = round((time.perf_counter() - started) * 1000, 1)
    tell("job done", **facts, ms=spent)


def observe_batch(what: str, *, done: int, failed: int, seconds: float) -> None:
    """Report a batch that ran inside the database: `sql jobs`, or `events`."""
    level = logging.WARNING if failed else logging.INFO
    tell(f"{what} done", level=level, done=done, failed=failed, ms=round(seconds * 1000, 1))
