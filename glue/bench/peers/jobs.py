"""Enqueue and drain, ours and the peers in turn."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glue.bench.figures import Figure, Watch
from glue.bench.jobs import CLIENTS, LOOP
from glue.bench.peers.figures import beside
from glue.bench.peers.queues import OURS, Conn, Queue, prepare_queues, working
from glue.db import connect, script
from glue.errors import RowhouseError
from glue.waiting import wait_until

if TYPE_CHECKING:
    import subprocess

CALLS, JOBS, ROUNDS = 1_000, 20_000, 5
PAUSE_SECONDS = 0.02
DRAIN_SECONDS = 600.0


def measure_jobs(
    url: str, scale: float, pgmq: Path | None, watch: Watch
) -> tuple[list[Figure], dict[str, str]]:
    """Measure enqueue and drain; return also which peers were left out, and why."""
    queues, left_out = prepare_queues(url, pgmq)
    calls, jobs = max(20, round(CALLS * scale)), max(200, round(JOBS * scale))
    rounds = max(1, round(ROUNDS * min(1.0, scale)))
    figures: list[Figure] = []
    with connect(url) as conn:
        enqueued = _in_turn(queues, rounds, watch, lambda q: _enqueue(url, conn, q, calls))
        figures += beside("enqueue one by one, 8 sessions", "jobs/s", enqueued, OURS)
        drained = _in_turn(queues, rounds, watch, lambda q: _drain(url, conn, q, jobs))
        figures += beside(f"drain {jobs:,} jobs, one worker", "jobs/s", drained, OURS)
    return figures, left_out


def _in_turn(
    queues: Sequence[Queue], rounds: int, watch: Watch, measured: Callable[[Queue], float]
) -> dict[str, list[float]]:
    """Measure each queue in each round, so that a busy moment of the machine meets all."""
    found: dict[str, list[float]] = {queue.name: [] for queue in queues}
    for number in range(rounds):
        for queue in queues:
            watch(f"jobs: {queue.name}, round {number + 1} of {rounds}")
            found[queue.name].append(measured(queue))
    return found


def _enqueue(url: str, conn: Conn, queue: Queue, calls: int) -> float:
    """Return how many jobs a second sessions enqueue that commit each; then run the jobs."""
    loop = script(LOOP.format(calls=calls, call=queue.enqueue))

    def session(_number: int) -> None:
        with connect(url) as own:
            own.execute(loop)

    with ThreadPoolExecutor(CLIENTS) as pool:
        started = time.perf_counter()
        list(pool.map(session, range(CLIENTS)))
        rate = CLIENTS * calls / (time.perf_counter() - started)
    _run_all(url, conn, queue)
    return rate


def _drain(url: str, conn: Conn, queue: Queue, jobs: int) -> float:
    """Return how many jobs a second one worker runs, from when all were left."""
    conn.execute(
        script(f"do $fill$ begin for i in 1 .. {jobs} loop {queue.enqueue} end loop; end $fill$")
    )
    conn.execute(script(f"vacuum (analyze) {queue.tables}"))
    return _run_all(url, conn, queue)


def _run_all(url: str, conn: Conn, queue: Queue) -> float:
    """Run what is enqueued; return the rate, from when all of it was last seen."""
    ask = script(queue.left)

    def left() -> int:
        return int(conn.execute(ask).fetchall()[0]["n"])

    jobs = left()
    with working(queue, url) as child:
        started = time.perf_counter()
        while left() == jobs:
            started = time.perf_counter()
            if child.poll() is not None and left():
                raise RowhouseError(f"the worker of {queue.name} ended: {_said(child)}")
            time.sleep(PAUSE_SECONDS)
        if not wait_until(lambda: left() == 0, DRAIN_SECONDS):
            raise RowhouseError(f"{queue.name} did not run all jobs")
        return jobs / (time.perf_counter() - started)


def _said(child: "subprocess.Popen[Any]") -> str:
    _, fault = child.communicate()
    return str(fault)[-300:]
