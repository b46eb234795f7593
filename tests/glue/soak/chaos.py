"""What goes wrong during a soak; each returns when every part of the stack answers again."""

import contextlib
import random
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from glue import db
from glue.stack.parts import ProcessRecord
from glue.waiting import wait_until
from tests.glue.soak.stand import Stand

PARTS = ("postgres", "api", "relay", "worker", "gateway")
CLOCK = "clock"
DISK = "disk"
RETURN_SECONDS = 120.0
MOVES = (timedelta(hours=-1), timedelta(seconds=-20), timedelta(seconds=20))
"""Farther ahead, a job that was enqueued then would be due only after the run."""

OTHERS = """
select pg_terminate_backend(a.pid)
from pg_stat_activity as a
where a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
"""
BLOCK = 64 * 1024


class Chaos:
    """Kills parts, moves the clock, fills the disk."""

    def __init__(self, stand: Stand, rng: random.Random) -> None:
        self.stand, self.rng = stand, rng
        self.done: Counter[str] = Counter()
        self.longest = 0.0
        """The longest time until everything answered again."""

    def act(self, what: str) -> None:
        """Do one thing, and wait until it is over."""
        began = time.monotonic()
        if what == CLOCK:
            self._move_clock()
        elif what == DISK:
            self._fill_disk()
        else:
            self._kill(what)
        self.done[what] += 1
        assert wait_until(self.stand.is_up, RETURN_SECONDS), f"{what}\n{self.stand.logs()}"
        self.longest = max(self.longest, time.monotonic() - began)

    def _kill(self, part: str) -> None:
        process = ProcessRecord(self.stand.home, part).process()
        assert process is not None, f"{part}\n{self.stand.logs()}"
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
            process.wait(10)

    def _move_clock(self) -> None:
        """Let the database believe another time for a moment, in every session."""
        moved = datetime.now(UTC) + self.rng.choice(MOVES)
        with db.connect(self.stand.admin_url) as conn:
            name = sql.Identifier(conn.info.dbname)
            conn.execute(
                sql.SQL("alter database {} set rowhouse.clock = {}").format(
                    name, sql.Literal(moved.isoformat())
                )
            )
            conn.execute(OTHERS)
            time.sleep(self.rng.uniform(0.5, 2))
            conn.execute(sql.SQL("alter database {} reset rowhouse.clock").format(name))
            conn.execute(OTHERS)

    def _fill_disk(self) -> None:
        """Fill the file system; kill a part there; free it some time after a write has failed."""
        filler = self.stand.home / "filler"
        try:
            fill(filler)
            assert wait_until(self._is_hurt, 60), "a full disk disturbed nothing"
            self._kill(self.rng.choice(PARTS))
            # Long enough for the supervisor to try, and to fail; what is freed is taken.
            end = time.monotonic() + self.rng.uniform(1, 3)
            while time.monotonic() < end:
                fill(filler)
                time.sleep(0.01)
        finally:
            filler.unlink(missing_ok=True)

    def _is_hurt(self) -> bool:
        """Return whether the database cannot take a megabyte."""
        fill(self.stand.home / "filler")
        try:
            with db.connect(self.stand.admin_url) as conn, conn.transaction(force_rollback=True):
                conn.execute("create table core.t_much as select repeat('x', 1000) as x"
                             " from generate_series(1, 1000)")  # fmt: skip
        except psycopg.Error:
            return True
        return False


def fill(file: Path) -> None:
    """Write until nothing more fits, in big blocks and then in small ones."""
    with file.open("ab", buffering=0) as filler:
        for size in (16 * BLOCK, BLOCK, 4096):
            with contextlib.suppress(OSError):
                while filler.write(bytes(size)) == size:
                    pass
