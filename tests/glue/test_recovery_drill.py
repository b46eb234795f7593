"""Drill: the data directory is lost while clients write, and comes back to a chosen second.

Each writer keeps a log of what the server acknowledged, which is compared with what comes back.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import psutil
import psycopg
import pytest

from glue import db
from glue.backup.physical import work
from glue.backup.physical.recovery import Target
from glue.schema.invariants import verify
from tests.glue.archived_clusters import Archived, archived_cluster, one, running, say

pytestmark = pytest.mark.each_engine

WRITERS = 3


@dataclass
class Log:
    """What one writer was told: the number of its last row, and when it was committed."""

    acknowledged: list[datetime] = field(default_factory=list)


@contextmanager
def writers(url: str) -> Iterator[list[Log]]:
    """Let clients write, each row with an event, until the block or the server ends."""
    is_over = threading.Event()
    logs = [Log() for _ in range(WRITERS)]

    def write(number: int) -> None:
        log = logs[number]
        try:
            with db.connect(url) as conn:
                while not is_over.is_set():
                    with conn.transaction():
                        conn.execute(
                            "insert into core.t_written (writer, n) values (%s, %s)",
                            (number, len(log.acknowledged) + 1),
                        )
                        conn.execute(
                            "select core.emit('core.thing.made', 'core:thing', %s, '{}')",
                            (str(number),),
                        )
                    row = conn.execute("select clock_timestamp() as at").fetchone()
                    log.acknowledged.append((row or {})["at"])
        except psycopg.OperationalError:
            return

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield logs
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def lose(live: Archived) -> datetime:
    """Remove the data directory under a server that works, as a disk that dies."""
    at = datetime.fromisoformat(str(live.ask("select clock_timestamp()")))
    data, pid = live.server.data, live.server.pid
    shutil.rmtree(data, ignore_errors=True)
    processes = [psutil.Process(pid or 0), *psutil.Process(pid or 0).children(recursive=True)]
    for process in processes:
        process.kill()
    psutil.wait_procs(processes, timeout=20)
    shutil.rmtree(data, ignore_errors=True)
    assert not data.exists()
    return at


def written(url: str) -> dict[int, list[int]]:
    """Return what came back of each writer, in order."""
    with db.connect(url) as conn:
        rows = conn.execute("select writer, n from core.t_written order by writer, n").fetchall()
    return {
        number: [row["n"] for row in rows if row["writer"] == number] for number in range(WRITERS)
    }


def restore(live: Archived, name: str, target: Target) -> tuple[Path, float]:
    begun = time.monotonic()
    done = work.restore_into(live.source, target, live.folder / name, say, goes_on=False)
    return done.data, time.monotonic() - begun


@pytest.mark.parametrize(
    ("seconds", "ballast", "pushes"),
    [
        (2, 10_000, 1),
        # Nothing but `archive_timeout` closes a segment, as in a quiet hour.
        pytest.param(75, 3_000_000, 0, marks=[pytest.mark.slow, pytest.mark.once]),
    ],
)
def test_a_lost_disk_costs_what_was_not_archived_and_no_more(
    seconds: int, ballast: int, pushes: int, record_property: Callable[[str, object], None]
) -> None:
    with archived_cluster() as live:
        live.run("create table core.t_written (writer int, n int, primary key (writer, n))")
        live.run(
            "create table core.t_orders as"
            f" select n as id, md5(n::text) as note from generate_series(1, {ballast}) as n"
        )
        begun = time.monotonic()
        outcome = work.back_up(live.url, live.repository, live.key, 7, say)
        took = time.monotonic() - begun
        pause = threading.Event()
        with writers(live.url) as logs:
            pause.wait(seconds)
            before = datetime.fromisoformat(str(live.ask("select clock_timestamp()")))
            pause.wait(0.2)
            live.run("delete from core.t_orders where true")
            pause.wait(seconds)
            covered_at = datetime.fromisoformat(str(live.ask("select clock_timestamp()")))
            for _ in range(pushes):
                live.push()
            lost_at = lose(live)

        # All that was archived: a prefix of what each writer was told, and no more than that
        # since the last segment is missing.
        data, latest_took = restore(live, "latest", Target())
        with running(live, data) as url:
            back = written(url)
            assert one(url, "select count(*) from core.t_orders") == 0
        last = []
        for number, log in enumerate(logs):
            # One that was committed and not acknowledged may be there too.
            assert back[number] == list(range(1, len(back[number]) + 1))
            assert len(back[number]) <= len(log.acknowledged) + 1
            known = sum(1 for at in log.acknowledged if at <= covered_at)
            assert not pushes or len(back[number]) >= known
            last.append(log.acknowledged[min(len(back[number]), len(log.acknowledged)) - 1])
        rpo = (lost_at - max(last)).total_seconds()

        # The second before the delete: everything until then, and nothing after it.
        begun = time.monotonic()
        data, _ = restore(live, "before", Target(before))
        with running(live, data) as url:
            rto = time.monotonic() - begun
            assert one(url, "select count(*) from core.t_orders") == ballast
            back = written(url)
            for number, log in enumerate(logs):
                known = sum(1 for at in log.acknowledged if at <= before)
                assert len(back[number]) in {known, known + 1}
            begun = time.monotonic()
            verdicts = verify(url, module=None, timeout_seconds=120)
            verifying = time.monotonic() - begun
        assert [v.name for v in verdicts if v.state == "error"] == []
    backup = outcome.backup
    record_property(
        "figure",
        f"recovery drill: cluster {backup.cluster_bytes / 2**20:.0f} MiB, "
        f"backup {backup.backup_bytes / 2**20:.1f} MiB in {backup.seconds:.1f} s "
        f"({took:.1f} s with the check), {sum(len(log.acknowledged) for log in logs)} writes, "
        f"RPO {rpo:.2f} s, RTO {rto:.1f} s to a second (latest {latest_took:.1f} s), "
        f"verify {verifying:.1f} s",
    )
