"""rowhouse work: the worker."""

import contextlib
import logging
import signal
import sys
import threading
from datetime import timedelta

import click

from glue.cli_options import url_option
from glue.config import pooled_of, session_of, settings
from glue.db import refuse_wrong_login, waiting_for_it
from glue.errors import RowhouseError
from glue.sessions import require_session
from glue.worker import telemetry
from glue.worker.canary_target import canary_target
from glue.worker.handlers import load_handlers
from glue.worker.lane import Plan
from glue.worker.observe import log_event
from glue.worker.probe import answers_of, probed
from glue.worker.worker import Worker

LOOK_SECONDS = 1.0


def work(plan: Plan, probe: tuple[str, int] | None = None) -> None:
    """Work until SIGTERM or Ctrl-C; the first drains, the second leaves at once.

    Probes are answered at the host and the port of `probe`.
    """
    worker = Worker(plan)
    with contextlib.ExitStack() as answering:
        if probe is not None:
            port = answering.enter_context(probed(answers_of(worker), *probe))
            log_event("worker answers probes", host=probe[0], port=port)
        _work(worker)


def _work(worker: Worker) -> None:
    over = threading.Event()

    def stop(_signal: int, _frame: object) -> None:
        if worker.process.stopping.is_set():
            sys.exit(1)
        worker.stop()
        over.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    telemetry.start()
    try:
        worker.start()
        while not over.wait(LOOK_SECONDS) and worker.is_whole():
            pass
        is_broken = not over.is_set()
        worker.stop()
        worker.join()
    finally:
        telemetry.stop()
    if is_broken:
        raise RowhouseError("a lane of the worker ended", "Its log says why; start it again.")


@click.command("work")
@url_option
@click.option("--queues", metavar="A,B", help="Only these, in this order.  [default: all]")
@click.option(
    "--concurrency",
    type=click.IntRange(1, 256),
    default=8,
    show_default=True,
    help="How many Python jobs run at a time.",
)
@click.option(
    "--lease",
    type=click.FloatRange(1, 3600),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="After this time without a heartbeat, another worker takes the job.",
)
@click.option(
    "--drain",
    type=click.FloatRange(0, 3600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long running Python jobs may take to end after SIGTERM.",
)
@click.option(
    "--health-host",
    default="127.0.0.1",
    show_default=True,
    metavar="HOST",
    help="The address of --health-port; 0.0.0.0 is every one of this machine.",
)
@click.option(
    "--health-port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Answer /live, /health and /ready here.  [default: nowhere]",
)
def work_command(  # noqa: PLR0913 - one parameter for each option
    *,
    url: str,
    queues: str | None,
    concurrency: int,
    lease: float,
    drain: float,
    health_host: str,
    health_port: int | None,
) -> None:
    r"""Run jobs, consumers of events and schedules, until SIGTERM, which drains.

    Connects as WORKER_DATABASE_URL when that is set (role app_worker is enough). One JSON
    line per event on stderr. A worker that is killed loses nothing: its jobs
    run again when their leases run out.

    A database that is away is waited for. One that refuses the login ends a worker that starts;
    a worker that runs says so in its log and its probes, and tries again.

    Where DATABASE_URL leads through a pooler in transaction mode, one connection to
    DATABASE_URL_SESSION listens, and Python jobs connect there (docs/pooling.md).

    Spans and logs go to OTEL_EXPORTER_OTLP_ENDPOINT, errors to SENTRY_DSN, where these are
    set (extras `otel` and `sentry`).

    With --health-port, /live is 503 when a lane hangs or has ended, and /ready also while the
    database is away and from SIGTERM on.

    With CANARY_URL and CANARY_KEY it measures the time from a commit to a subscriber.

    \b
    Example:
        rowhouse work --queues default,maintenance --concurrency 16
        rowhouse work --health-port 9100
    """
    logging.getLogger("rowhouse.worker").setLevel(logging.INFO)
    # Its errors are those of the canary, which says so itself.
    logging.getLogger("realtime").setLevel(logging.CRITICAL)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter("%(message)s"))
    given = settings().worker_database_url or pooled_of(url)
    around = session_of(given)
    # A database that is away is waited for by the lanes.
    with waiting_for_it():
        require_session(around, "the worker")
    if around != given:
        refuse_wrong_login(given)
    work(
        Plan(
            url=given,
            url_session=around if around != given else None,
            handlers=load_handlers(),
            queues=[name.strip() for name in queues.split(",")] if queues else None,
            concurrency=concurrency,
            lease=timedelta(seconds=lease),
            drain=timedelta(seconds=drain),
            canary=canary_target(settings()),
        ),
        None if health_port is None else (health_host, health_port),
    )
