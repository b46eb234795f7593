"""The job of a feed."""

from datetime import timedelta
from typing import Any

from glue.feeds.running import BusyError, Options, Progress, PutOffError, StoppedError, run_feed
from glue.feeds.source import FeedError, KeyMissingError, Source
from glue.worker.handlers import Job, RetryLaterError


def run_job(job: Job, kind: type[Source]) -> dict[str, Any]:
    """Run a feed once; what cannot go on now comes back later, at its page."""

    def watch(_: Progress) -> None:
        if job.stop.is_set():
            raise StoppedError("the run has to stop")

    options = Options(full=bool(job.payload.get("full", False)), watch=watch)
    try:
        done = run_feed(job.url, kind, options)
    except (KeyMissingError, BusyError) as exc:
        return {"skipped": str(exc)}
    except PutOffError as exc:
        raise RetryLaterError(str(exc), exc.after + timedelta(seconds=1)) from None
    except FeedError as exc:
        raise RetryLaterError(str(exc)) from None
    return {"run_id": done.run_id, "kind": done.kind, **done.counts}
