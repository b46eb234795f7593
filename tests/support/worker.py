"""A worker process with handlers of the tests': `python tests/support/worker.py URL LEASE`."""

import logging
import random
import sys
import time
from datetime import timedelta

from glue.commands.work import work
from glue.worker.handlers import Job, PermanentError
from glue.worker.lane import Plan


def python_job(job: Job) -> dict[str, int]:
    """Take a moment; some never succeed, some fail at first."""
    time.sleep(random.uniform(0, 0.02))  # noqa: S311 - work of some length
    if job.payload["n"] % 11 == 0:
        raise PermanentError("This one can not be done.")
    if job.payload["n"] % 7 == 0 and job.attempts == 1:
        raise ValueError("At first it fails.")
    return {"n": job.payload["n"]}


if __name__ == "__main__":
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    work(
        Plan(
            url=sys.argv[1],
            handlers={"core.t_python": python_job},
            lease=timedelta(seconds=float(sys.argv[2])),
            poll=timedelta(seconds=1),
        )
    )
