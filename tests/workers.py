"""A worker in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from glue.worker.handlers import Handler
from glue.worker.lane import Plan
from glue.worker.worker import Worker


@contextmanager
def working(
    url: str, handlers: dict[str, Handler] | None = None, **plan: object
) -> Iterator[Worker]:
    """Let a worker with these handlers work."""
    options = {"lease": timedelta(seconds=2), "poll": timedelta(seconds=20), **plan}
    worker = Worker(Plan(url=url, handlers=handlers or {}, **options))  # type: ignore[arg-type]
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()
        worker.join()
