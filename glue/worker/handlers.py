"""What a Python job is, and which function does which kind.

A handler may run more than once for one job (a killed worker's jobs are done again), so
what it does must bear that; `job.id` is the same each time, `job.token` grows.
"""

import importlib
import importlib.util
import inspect
import pkgutil
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import read_modules


@dataclass(frozen=True, slots=True)
class Job:
    """One leased job, as its handler sees it."""

    id: int
    kind: str
    queue: str
    payload: dict[str, Any]
    token: int
    attempts: int
    max_attempts: int
    concurrency_key: str | None
    actor: UUID | None
    traceparent: str | None
    enqueued_at: datetime
    started_at: datetime
    worker: UUID
    url: str = field(repr=False)
    """The database, as the worker's role."""
    stop: threading.Event = field(default_factory=threading.Event, repr=False, compare=False)
    """Set when the job was cancelled, its lease lost, or the worker drains: end soon."""


class RetryLaterError(Exception):
    """The attempt failed; `after` is when another makes sense, if that is known.

    Given, it also pauses the kind's provider for as long: that is what Retry-After asks.
    """

    def __init__(self, message: str, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class PermanentError(Exception):
    """The job can never succeed: to the dead letter at once."""


JOBS = "glue.jobs"
Handler = Callable[[Job], Any]
HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register a function for a kind; what it returns is kept as the job's result (JSON)."""

    def register(function: Handler) -> Handler:
        refuse_lazy(kind, function)
        if HANDLERS.setdefault(kind, function) is not function:
            raise ValueError(f"two handlers for {kind}")
        return function

    return register


def refuse_lazy(kind: str, function: Handler) -> None:
    """Refuse what does nothing when it is called: coroutine functions and generators."""
    for callee in (function, getattr(function, "func", None), type(function).__call__):
        if (
            inspect.iscoroutinefunction(callee)
            or inspect.isasyncgenfunction(callee)
            or inspect.isgeneratorfunction(callee)
        ):
            raise ConfigError(
                f"the handler of {kind} is a coroutine function or a generator",
                "Write it as a plain function; call asyncio.run(...) in it where it needs that.",
            )


def load_handlers() -> dict[str, Handler]:
    """Import the handlers of every chosen module from glue.jobs; return them by kind.

    A project has those of its own modules in `jobs/`.
    """
    modules = read_modules()
    # By name: the handlers import this module.
    for module in pkgutil.iter_modules(importlib.import_module(JOBS).__path__):
        if module.name in modules.needs and module.name not in modules.chosen:
            continue
        importlib.import_module(f"{JOBS}.{module.name}")
    for file in sorted((paths.ROOT / "jobs").glob("*.py")) if paths.is_project(paths.ROOT) else ():
        if file.stem in modules.chosen:
            _import_file(file)
    return HANDLERS


def _import_file(file: Path) -> None:
    """Import the handlers of a module of a project: `jobs/<module>.py`."""
    name = f"rowhouse_jobs_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if name in sys.modules or spec is None or spec.loader is None:
        return
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
