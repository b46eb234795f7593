"""What the worker reports of its work: one JSON line per event, on a logger.

Every Python job runs inside `observe(job)`, every batch of SQL jobs or events is reported
to `observe_batch`; both become spans where glue.worker.telemetry has somewhere to send them.
"""

import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from glue.trace import current_traceparent
from glue.worker import telemetry
from glue.worker.handlers import Job

LOG = logging.getLogger("rowhouse.worker")


def log_event(event: str, *, level: int = logging.INFO, **facts: Any) -> None:
    """Log one event with its facts as one line of JSON, without the call stack of SQL."""
    if not LOG.isEnabledFor(level):
        return
    if "error" in facts:
        facts["error"] = str(facts["error"]).split("\nCONTEXT:")[0]
    trace = current_traceparent()
    if trace:
        facts.setdefault("traceparent", trace)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"at": at, "level": logging.getLevelName(level).lower(), "event": event, **facts}
    LOG.log(level, "%s", json.dumps(line, default=str, ensure_ascii=False))
    telemetry.note_log(level, event, facts)


@contextmanager
def observe(job: Job) -> Iterator[None]:
    """Surround one run of a Python job; an error passes through."""
    facts: dict[str, Any] = {"job": job.id, "kind": job.kind, "attempt": job.attempts}
    more = {"queue": job.queue, "waited_ms": _waited_ms(job)}
    started = time.perf_counter()
    with telemetry.span(job.kind, job.traceparent, facts | more):
        try:
            yield
        except BaseException as exc:
            spent = round((time.perf_counter() - started) * 1000, 1)
            log_event("job failed", level=logging.WARNING, **facts, ms=spent, error=_told(exc))
            raise
        spent = round((time.perf_counter() - started) * 1000, 1)
        log_event("job done", **facts, ms=spent)


def _told(error: BaseException) -> str:
    """Return an error for the log: short, and whatever its own code does."""
    try:
        return repr(error)[:500]
    except Exception:  # noqa: BLE001 - the error's own code
        return type(error).__name__


def _waited_ms(job: Job) -> int:
    return round((job.started_at - job.enqueued_at).total_seconds() * 1000)


def observe_batch(
    what: str, *, done: int, failed: int, seconds: float, traceparents: Sequence[str] = ()
) -> None:
    """Report a batch that ran inside the database: `sql jobs`, or `events`."""
    level = logging.WARNING if failed else logging.INFO
    telemetry.note_batch(what, seconds, {"done": done, "failed": failed}, traceparents)
    log_event(f"{what} done", level=level, done=done, failed=failed, ms=round(seconds * 1000, 1))
