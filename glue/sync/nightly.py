"""The job that reconciles with the PMS, if there is one."""

from dataclasses import asdict
from typing import Any

from glue.config import settings
from glue.sync.client import Client, PmsBusyError, PmsError
from glue.sync.reconcile import Counts, read_rules, reconcile
from glue.worker.handlers import Job, RetryLaterError


def reconcile_pms(job: Job) -> dict[str, Any]:
    """Run once; when the PMS does not answer, come back later."""
    given = settings()
    if not given.pms_url:
        return {"skipped": "PMS_URL is not set"}
    full = bool(job.payload.get("full", False))
    source = str(job.payload.get("source", "pms"))

    def watch(_step: str, _counts: Counts) -> None:
        if job.stop.is_set():
            raise RetryLaterError("the run has to stop; the next one does what is left")

    with Client(given.pms_url, given.pms_token, read_rules(job.url)) as client:
        try:
            return asdict(reconcile(job.url, source, client, full=full, watch=watch))
        except PmsBusyError as exc:
            raise RetryLaterError(str(exc), exc.after) from exc
        except PmsError as exc:
            raise RetryLaterError(str(exc)) from exc
