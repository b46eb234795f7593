"""How long `up` would block the readers and writers of each table, measured on a copy.

The plan names the tables that `up` locks. A copy of the whole database, rows included, is
then brought to this release while one reader and one writer of each of these tables come
back as soon as they are answered. What the slowest of their requests took is how long an
app would have waited, also behind a lock that was itself waiting. The live database is
only read.
"""

import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from glue import paths
from glue.backup.restore import dumped_and_restored
from glue.db import connect, database_of, script, with_database
from glue.errors import RowhouseError
from glue.migrate.plan import Say, Step, plan
from glue.migrate.runner import migrate_up

AT_MOST = 20
"""Tables that are watched, the largest first: each takes two connections."""
LIMITS = ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]
PAUSE_SECONDS = 0.002
"""Between two requests of one client."""
_READERS_WAIT = {"AccessExclusiveLock"}
_WRITERS_WAIT = _READERS_WAIT | {"ExclusiveLock", "ShareRowExclusiveLock", "ShareLock"}
_LOCK = re.compile(r"(?P<mode>\w+) on (?P<table>.+)")
_READ = "select from {} limit 1"
# The lock alone: what a write does with rows is not measured.
_WRITE = "lock table {} in row exclusive mode"
_SIZES = """
select format('%%I.%%I', n.nspname, c.relname) as name, c.relkind <> 'm' as is_written
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'm') and format('%%I.%%I', n.nspname, c.relname) = any(%s)
order by pg_total_relation_size(c.oid) desc, 1
"""


@dataclass(frozen=True, slots=True)
class Blocked:
    """How long the slowest reader and writer of a table waited for their answer."""

    table: str
    reads_ms: float
    writes_ms: float | None

    @property
    def longest_ms(self) -> float:
        """Return the longer wait of the two."""
        return max(self.reads_ms, self.writes_ms or 0)


def measure(
    admin_url: str, url: str, say: Say, *, to: int | None = None, root: Path = paths.ROOT
) -> list[Blocked]:
    """Return the waits that `up` would cause, the longest first; empty: it locks no table."""
    locked = _locked(plan(admin_url, url, say, root=root))
    if not locked:
        return []
    with connect(url) as live:
        tables = live.execute(_SIZES, [sorted(locked)]).fetchall()
    if others := [table["name"] for table in tables[AT_MOST:]]:
        say(
            f"{len(others)} tables more are locked, and not watched, since {AT_MOST} are larger:"
            f" {', '.join(others[:5])}{', …' if others[5:] else ''}"
        )
    say("copy the database, and bring the copy to this release under load")
    with dumped_and_restored(admin_url, database_of(url)) as name:
        copy = with_database(url, name)
        with connect(copy) as conn:
            conn.execute("analyze")
        with _load(copy, tables[:AT_MOST]) as clients:
            migrate_up(copy, to=to, root=root, say=say)
    return sorted(_summed(clients), key=lambda it: (-it.longest_ms, it.table))


def refuse_above(found: Sequence[Blocked], budget_ms: float) -> None:
    """Raise where a table is blocked longer than the budget allows."""
    above = [it for it in found if it.longest_ms > budget_ms]
    if above:
        worst = above[0]
        raise RowhouseError(
            f"{worst.table} was blocked for {worst.longest_ms:.1f} ms on a copy, above the budget"
            f" of {budget_ms:g} ms" + (f"; {len(above) - 1} more tables" if above[1:] else ""),
            "Split the change as docs/upgrade.md shows, or raise --lock-budget in a quiet hour.",
        )


def _locked(steps: Iterable[Step]) -> set[str]:
    """Return the tables that a step locks against writers, or against readers too."""
    found = (_LOCK.fullmatch(lock) for step in steps for lock in step.locks)
    return {match["table"] for match in found if match and match["mode"] in _WRITERS_WAIT}


class _Client:
    """Reads or writes one table again and again, as an app does; keeps the longest wait."""

    def __init__(self, url: str, table: str, statement: LiteralString) -> None:
        self.table = table
        self.statement = statement
        self.longest = 0.0
        self._conn: psycopg.Connection[Any] = connect(url, autocommit=False)
        # A limit of the role would cut the wait off that is to be measured.
        self._conn.execute(
            "select set_config(name, '0', false) from unnest(%s::text[]) as name", (LIMITS,)
        )
        self._conn.commit()
        self._query = sql.SQL(statement).format(script(table))
        self._ends = threading.Event()
        self._fault: psycopg.Error | None = None
        self._thread = threading.Thread(target=self._run, name=f"{statement} {table}")

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """End after the current answer; raise where a table was not watched to the end."""
        self._ends.set()
        self._thread.join()
        self._conn.close()
        if self._fault is not None:
            raise RowhouseError(
                f"{self.table} was not watched to the end: {self._fault}",
                "Nothing was changed but a copy: measure again.",
            )

    def _run(self) -> None:
        try:
            while not self._ends.wait(PAUSE_SECONDS):
                self._ask()
        except psycopg.errors.UndefinedTable:
            pass  # The release drops it.
        except psycopg.Error as exc:
            self._fault = exc

    def _ask(self) -> None:
        since = time.monotonic()
        try:
            self._conn.execute(self._query)
            self._conn.commit()
        except psycopg.errors.DeadlockDetected:
            # An app would try again; it has waited all the same.
            self._conn.rollback()
        finally:
            self.longest = max(self.longest, time.monotonic() - since)


@contextmanager
def _load(url: str, tables: Sequence[dict[str, Any]]) -> Iterator[list[_Client]]:
    """Yield clients that read and write tables while the block runs."""
    with ExitStack() as stack:
        clients = [_Client(url, table["name"], _READ) for table in tables]
        clients += [_Client(url, table["name"], _WRITE) for table in tables if table["is_written"]]
        for client in clients:
            client.start()
            stack.callback(client.stop)
        yield clients


def _summed(clients: Sequence[_Client]) -> Iterator[Blocked]:
    waits = {(it.table, it.statement): round(it.longest * 1000, 1) for it in clients}
    for table in {it.table for it in clients}:
        yield Blocked(table, waits[table, _READ], waits.get((table, _WRITE)))
