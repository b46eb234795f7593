"""Each part of a stack as `rowhouse status` shows it."""

import socket
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg

from glue.config import database_url, is_local
from glue.db import connect
from glue.stack.parts import ProcessRecord
from glue.stack.stack import Stack, answers

SILENCE_SECONDS = 30
"""As long as three signs of life that did not come; core.worker_silence warns then, too."""

_SIGN = """
select extract(epoch from core.now() - max(seen_at))::float8 as seconds
from core.workers
where host = %s and pid = %s
having count(*) > 0
"""


@dataclass(frozen=True, slots=True)
class PartStatus:
    """One part as `rowhouse status` shows it."""

    part: str
    status: str
    pid: int | None
    port: int | None
    uptime_seconds: int | None
    restarts: int | None
    reachable: bool


def status_of(stack: Stack) -> list[PartStatus]:
    """Look at each part; the worker is ours with our own server only."""
    port = stack.state.get
    is_serving = stack.is_known() and stack.api().is_healthy()
    found = [
        _status(stack, "supervisor", None, reachable=stack.is_up()),
        _status(stack, "postgres", _postgres_port(stack), reachable=_database_answers(stack)),
        _status(stack, "api", port("api_port"), reachable=is_serving),
    ]
    if is_local():
        found.append(
            _status(stack, "worker", None, reachable=worker_works(stack.home, stack.server.url()))
        )
    if ProcessRecord(stack.home, "relay").read():
        found.append(_status(stack, "relay", port("relay_port"), reachable=stack.relay_answers()))
    if ProcessRecord(stack.home, "functions").read():
        root = f"http://127.0.0.1:{port('functions_port')}/"
        is_serving = answers(root, HTTPStatus.NOT_FOUND)
        found.append(_status(stack, "functions", port("functions_port"), reachable=is_serving))
    if ProcessRecord(stack.home, "graphql").read():
        answering = stack.graphql_answers()
        found.append(_status(stack, "graphql", port("graphql_port"), reachable=answering))
    is_serving = stack.is_known() and stack.gateway_answers()
    found.append(_status(stack, "gateway", port("gateway_port"), reachable=is_serving))
    return found


def _postgres_port(stack: Stack) -> int | None:
    return (stack.server.port if is_local() else urlsplit(database_url()).port) or None


def _database_answers(stack: Stack) -> bool:
    if _postgres_port(stack) is None:
        return False
    try:
        with psycopg.connect(stack.database.url(), connect_timeout=3):
            return True
    except psycopg.Error:
        return False


def worker_works(home: Path, url: str) -> bool:
    """Return whether the worker runs and gives signs of life; a new one has a moment for it."""
    process = ProcessRecord(home, "worker").process()
    if process is None:
        return False
    try:
        with connect(url) as conn:
            row = conn.execute(_SIGN, (socket.gethostname(), process.pid)).fetchone()
    except psycopg.Error:
        # Without a database, or in one without the table, there is no sign to look for.
        return True
    age = row["seconds"] if row else time.time() - process.create_time()
    return bool(age < SILENCE_SECONDS)


def _status(stack: Stack, part: str, port: int | None, *, reachable: bool) -> PartStatus:
    record = ProcessRecord(stack.home, part)
    process = record.process()
    pid = process.pid if process else None
    if part == "postgres":
        pid = stack.server.pid if is_local() else None
    uptime = int(time.time() - psutil.Process(pid).create_time()) if pid else None
    restarts = record.read().get("restarts") if process else None
    status = "up" if reachable else "unreachable" if pid else "down"
    return PartStatus(part, status, pid, port, uptime, restarts, reachable)
