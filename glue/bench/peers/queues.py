"""Job queues beside ours: what enqueues a job, what runs all jobs, and what is left.

Each enqueues by the function that it has in SQL, or by the statement that its client sends. Jobs
do nothing. Each runs them as its makers offer it: a worker of ten jobs at a time, or, where there
is a call for it, by the hundred.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from glue.bench.jobs import ENQUEUE, QUEUE, SETUP
from glue.bench.peers import node
from glue.db import connect, script
from glue.errors import RowhouseError

BATCH = 100
OURS = "rowhouse"
Conn = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Queue:
    """One way to keep jobs; `enqueue` is a statement of PL/pgSQL, `left` counts what is left."""

    name: str
    enqueue: str
    left: str
    tables: str
    work: Callable[[str], "subprocess.Popen[Any]"]


def _ours(url: str) -> Queue:
    with connect(url) as conn:
        conn.execute(SETUP)
    return Queue(
        OURS, ENQUEUE, "select count(*) as n from core.jobs where queue = 'bench'",
        "core.jobs", lambda at: _python("glue", "work", "--url", at, "--queues", QUEUE),
    )  # fmt: skip


def _procrastinate(url: str) -> Queue:
    if importlib.util.find_spec("procrastinate") is None:
        raise RowhouseError("it is not installed: pip install 'rowhouse[peers]'")
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - an extra

    with connect(url) as conn:
        conn.execute(script(SchemaManager.get_schema()))
    job = "row('bench', 'bench', 0, null, null, '{}', null)::procrastinate_job_to_defer_v1"
    return Queue(
        "procrastinate", f"perform procrastinate_defer_jobs_v1(array[{job}]);",
        "select count(*) as n from procrastinate_jobs where status in ('todo', 'doing')",
        "procrastinate_jobs", lambda at: _python("glue.bench.peers.procrastinate_worker", at),
    )  # fmt: skip


def _graphile(url: str) -> Queue:
    _require_npm()
    node.run("graphile.mjs", "prepare", url)
    return Queue(
        "graphile-worker", "perform graphile_worker.add_job('bench', '{}'::json);",
        "select count(*) as n from graphile_worker._private_jobs",
        "graphile_worker._private_jobs", lambda at: node.start("graphile.mjs", "work", at),
    )  # fmt: skip


def _boss(url: str) -> Queue:
    _require_npm()
    insert = node.run("boss.mjs", "prepare", url)
    return Queue(
        "pg-boss", f"execute $boss${insert}$boss$ using '[{{}}]';",
        "select count(*) as n from pgboss.job where name = 'bench' and state < 'completed'",
        "pgboss.job", lambda at: node.start("boss.mjs", "work", at),
    )  # fmt: skip


def _pgmq(url: str, file: Path | None) -> Queue:
    if file is None:
        raise RowhouseError("its file of SQL is not given: --pgmq FILE")
    with connect(url) as conn:
        conn.execute("create schema if not exists pgmq")
        conn.execute(script(installable(file)))
        conn.execute("select pgmq.create('bench')")
    return Queue(
        "pgmq", "perform pgmq.send('bench', '{}'::jsonb);",
        "select count(*) as n from pgmq.q_bench", "pgmq.q_bench",
        lambda at: _python("glue.bench.peers.pgmq_worker", at),
    )  # fmt: skip


def installable(file: Path) -> str:
    """Return the file of an extension as a script: without what only CREATE EXTENSION knows."""
    try:
        text = file.read_text()
    except (OSError, UnicodeDecodeError) as exc:
        raise RowhouseError(f"{file} cannot be read: {exc}") from exc
    lines = (line for line in text.splitlines() if "pg_extension_config_dump(" not in line)
    return "\n".join(lines)


def _require_npm() -> None:
    if not node.is_installed():
        raise RowhouseError("it is not installed: `rowhouse bench peers --install`")
    if node.find_node() is None:
        raise RowhouseError("it needs Node 22.18 or newer")


def _python(module: str, *words: str) -> "subprocess.Popen[Any]":
    return subprocess.Popen(
        [sys.executable, "-m", module, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def prepare_queues(url: str, pgmq: Path | None) -> tuple[list[Queue], dict[str, str]]:
    """Set up ours and each peer that is there; return which are not, and why."""
    found, left_out = [_ours(url)], {}
    makers: dict[str, Callable[[], Queue]] = {
        "procrastinate": lambda: _procrastinate(url),
        "graphile-worker": lambda: _graphile(url),
        "pg-boss": lambda: _boss(url),
        "pgmq": lambda: _pgmq(url, pgmq),
    }
    for name, make in makers.items():
        try:
            found.append(make())
        except (RowhouseError, psycopg.Error) as exc:
            left_out[name] = " ".join(str(exc).split())
    return found, left_out


@contextmanager
def working(queue: Queue, url: str) -> Iterator["subprocess.Popen[Any]"]:
    """Run the worker of a queue until the block is left."""
    child = queue.work(url)
    try:
        yield child
    finally:
        child.terminate()
        child.communicate()
