"""What of Rowhouse works on a cluster: migrations, API, relay and worker."""

import sys
from concurrent.futures import ThreadPoolExecutor

from glue.ha.cluster import Say
from glue.ha.layout import Layout
from glue.http.signing import publish
from glue.postgres.server import SUPERUSER, set_passwords
from glue.schema.build import apply_stand_in
from glue.stack.parts import ChildPart, ProcessRecord
from glue.stack.stack import START_SECONDS, Stack

PARTS = ("gateway", "functions", "relay", "api")


def prepare(layout: Layout, say: Say) -> None:
    """Bring the database up to this release, through HAProxy."""
    from glue.migrate.runner import migrate_up  # noqa: PLC0415 - a parser, slow to load

    admin = layout.url(SUPERUSER)
    publish(layout.state)
    say("applying the stand-in")
    apply_stand_in(admin)
    set_passwords(admin, layout.state)
    say("migrating")
    migrate_up(layout.url("postgres"))
    # A first release made the role of the worker.
    set_passwords(admin, layout.state)


def start(layout: Layout, say: Say) -> Stack:
    """Start API, relay and gateway under a supervisor, and a worker."""
    stack = Stack(layout.home)
    if not stack.is_up():
        stack.choose_ports(None)
        stack.choose_api()
        stack.choose_graphql(is_wanted=False)
        say("starting the API")
        stack.detach(environment(layout))
    worker = worker_part(layout)
    if worker.record.process() is None:
        worker.start(0)
    return stack


def environment(layout: Layout) -> dict[str, str]:
    """Return how each part reaches the database."""
    return {
        "ROWHOUSE_HOME": str(layout.home),
        "DATABASE_URL": layout.url("postgres", port="pooled"),
        # What listens or locks needs a session.
        "DATABASE_URL_SESSION": layout.url("postgres"),
        "DATABASE_ADMIN_URL": layout.url(SUPERUSER),
        "RELAY_DATABASE_URL": layout.url("rowhouse_relay"),
        "WORKER_DATABASE_URL": layout.url("app_worker", port="pooled"),
        "WORKER_DATABASE_URL_SESSION": layout.url("app_worker"),
    }


def worker_part(layout: Layout) -> ChildPart:
    """Return the worker."""
    command = (sys.executable, "-m", "glue", "work", "--drain", "5")
    return ChildPart(layout.home, "worker", command, environment=environment(layout))


def stop(layout: Layout) -> bool:
    """Stop what `start` started; False when nothing ran."""
    with ThreadPoolExecutor() as threads:
        # The supervisor first, or it would start again what is stopped.
        first = [ProcessRecord(layout.home, part) for part in ("supervisor", "worker")]
        stopped = list(threads.map(lambda record: record.stop(START_SECONDS), first))
        others = [ProcessRecord(layout.home, part) for part in PARTS]
        return any([*stopped, *threads.map(ProcessRecord.stop, others)])
