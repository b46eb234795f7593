"""One run: once-only steps and the repeatable set, applied or taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pglast
import psycopg
import tenacity
from pglast import ast
from psycopg import errors, sql

from glue.errors import RowhouseError
from glue.migrate.alone import Alone, leaves_a_part, rest_of
from glue.migrate.history import Migration
from glue.migrate.ledger import Item, Ledger, Release
from glue.migrate.repeatables import Repeatables
from glue.migrate.strayed import strayed
from glue.schema.build import run_file
from glue.schema.modules import CORE
from glue.schema.sources import statements

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a statement waits for its locks, and how often it is tried.

    A waiting `alter table` makes every later reader of that table wait behind it: so it
    waits briefly, gives way, and comes back after a random pause that doubles each time.
    """

    lock_timeout_ms: int = 2_000
    concurrent_lock_timeout_ms: int = 600_000
    attempts: int = 8
    longest_pause_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did."""

    migrations: list[str] = field(default_factory=list)
    repeatables: list[str] = field(default_factory=list)
    release: int | None = None
    dropped: list[str] = field(default_factory=list)
    """The addresses whose objects are gone."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """From the current release to one with less, over these steps."""

    current: Release
    items: tuple[Item, ...]
    """The repeatable set that it leads to."""
    stay: frozenset[str]
    """The once-only steps that stand then."""
    steps: list[dict[str, Any]]
    """Those that are taken back, the last first."""
    restores: int | None
    """The older release that it leads to."""

    @property
    def leaving(self) -> list[str]:
        """The modules of which no step stays; not core, whose tables go with all that they hold."""
        stay = {module_of(step) for step in self.stay}
        found = dict.fromkeys(module_of(row["id"]) for row in self.steps)
        return [module for module in found if module not in {*stay, CORE}] if CORE in stay else []

    @property
    def leaves_core(self) -> bool:
        """Whether no step of core stays."""
        core = {row["id"] for row in self.steps if module_of(row["id"]) == CORE}
        return bool(core) and CORE not in {module_of(step) for step in self.stay}


@dataclass(frozen=True, slots=True)
class Run:
    """One runner at work on one database."""

    ledger: Ledger
    patience: Patience
    say: Say

    @property
    def conn(self) -> psycopg.Connection[Any]:
        """The connection that everything runs on."""
        return self.ledger.conn

    def apply_pending(self, wanted: Sequence[Migration]) -> list[str]:
        """Apply the steps that do not stand, or not whole; return their ids."""
        applied, cut_off = self.ledger.applied(), self.ledger.unfinished()
        pending = [it for it in wanted if it.id not in applied or it.id in cut_off]
        for migration in pending:
            self.say(f"apply {migration.id}")
            if migration.transactional and migration.id not in cut_off:
                self._in_one_transaction(migration)
                continue
            step = Alone(migration.id, "up", migration.statements, migration.rollback)
            self._one_by_one(step)
            with self.conn.transaction():
                self.ledger.finish(migration.id)
                if migration.id not in applied:
                    self.ledger.mark(migration)
        return [migration.id for migration in pending]

    def apply_set(self, target: tuple[Item, ...], steps: frozenset[str]) -> Outcome:
        """Bring the repeatables to the target; what it did has no once-only steps."""
        current = self.ledger.current()
        before = current.items if current else ()
        astray = strayed(self.conn, target)
        known = current.id if current and current.steps == steps and _same(before, target) else None
        if known is not None and not astray:
            return Outcome(release=known)
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                applied = Repeatables(self.conn, before, target).apply(astray)
                release = known or self.ledger.record(steps, target)
                self.conn.execute("notify pgrst, 'reload schema'")
        return Outcome(repeatables=applied, release=release, dropped=gone(before, target))

    def go_back(self, way: WayBack, guard: Callable[[], None] = lambda: None) -> Outcome:
        """Drop what the older release has not, run the rollbacks, apply the older texts.

        `guard` may raise before anything is dropped, in the same transaction.
        One transaction when every rollback can run in one. Otherwise the drops are one, each
        rollback is one or, where it cannot be, each of its statements, and the texts are one;
        a run that was cut off goes on where it stopped, and an `up` instead brings back what
        was dropped.
        """
        whole = all(row["transactional"] for row in way.steps)
        self._refuse_what_cannot_turn(way)
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                guard()
                if way.leaves_core:
                    self._leave_database()
                for module in way.leaving:
                    self.conn.execute("select core.delete_module_rows(p_module => %s)", (module,))
                change = Repeatables(self.conn, way.current.items, way.items)
                change.drop_what_is_gone()
                change.drop_what_changed(("triggers", "policies"))
                if whole:
                    for row in way.steps:
                        self._take_back(row)
                    return self._finish_down(change, way)
                left = [item for item in way.current.items if item in way.items]
                here = way.current
                self.ledger.record(here.steps, left, here.restores or here.id, version_of=here.id)
        for row in way.steps:
            if row["transactional"]:
                for attempt in self._attempts():
                    with attempt, self.conn.transaction():
                        self._set_timeouts()
                        self._take_back(row)
                continue
            self.say(f"take back {row['id']}")
            self._one_by_one(_way_back(row))
            with self.conn.transaction():
                self.ledger.finish(row["id"])
                self.ledger.unmark(row["id"])
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                outcome = self._finish_down(Repeatables(self.conn, left, way.items), way)
        return outcome

    def _leave_database(self) -> None:
        """Undo what core made outside our schemas: it cannot when its functions are gone.

        An `up` that was cut off has made no function for it, and nothing to undo.
        """
        known = "select where to_regprocedure('core.leave_database()') is not null"
        if self.conn.execute(known).rowcount:
            self.conn.execute("select core.leave_database()")

    def _take_back(self, row: dict[str, Any]) -> None:
        self.say(f"take back {row['id']}")
        run_file(self.conn, f"{row['id']}.rollback.sql", row["rollback"])
        self.ledger.unmark(row["id"])

    def _refuse_what_cannot_turn(self, way: WayBack) -> None:
        cut_off = self.ledger.unfinished()
        for row in way.steps:
            if row["id"] in cut_off:
                rest_of(_way_back(row), cut_off[row["id"]])

    def _finish_down(self, change: Repeatables, way: WayBack) -> Outcome:
        applied = change.apply()
        standing = way.restores or way.current.id
        release = self.ledger.record(way.stay, way.items, way.restores, version_of=standing)
        self.conn.execute("notify pgrst, 'reload schema'")
        dropped = gone(way.current.items, way.items)
        return Outcome([row["id"] for row in way.steps], applied, release, dropped)

    def _in_one_transaction(self, migration: Migration) -> None:
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                run_file(self.conn, f"migrations/{migration.id}.sql", migration.body)
                self.ledger.mark(migration)

    def _one_by_one(self, step: Alone) -> None:
        rest = rest_of(step, self.ledger.unfinished().get(step.migration_id))
        # What stands half done when the first statement is cut off is known to the other way, too.
        if rest.turns or step.direction == "up" or leaves_a_part(rest.statements):
            self.ledger.advance(step, rest.done, turns=rest.turns)
        for number, statement in enumerate(rest.statements, rest.done + 1):
            try:
                for attempt in self._attempts():
                    with attempt:
                        self._run_alone(statement)
            except (RowhouseError, psycopg.Error) as exc:
                total = len(step.statements)
                raise RowhouseError(
                    f"{step.migration_id}: statement {number} of {total} failed: {exc}",
                    f"The {number - 1} before it stand. Mend the cause; the next run goes on here.",
                ) from exc
            if not rest.turns:
                self.ledger.advance(step, number)

    def _run_alone(self, statement: str) -> None:
        """Run a statement outside a transaction, mending what an earlier try left behind."""
        wait = self.patience.concurrent_lock_timeout_ms
        self.conn.execute(sql.SQL("set lock_timeout = {}").format(wait))
        self.conn.execute("set search_path = ''")
        try:
            node = pglast.parse_sql(statement)[0].stmt
            if isinstance(node, ast.IndexStmt) and node.concurrent:
                state = _index_state(self.conn, node)
                if state == "valid":
                    return
                if state == "invalid":
                    name = sql.Identifier(node.relation.schemaname, node.idxname)
                    self.conn.execute(sql.SQL("drop index concurrently {}").format(name))
            run_file(self.conn, "statement", statement)
        finally:
            self.conn.execute("reset lock_timeout")
            self.conn.execute("set search_path = rowhouse")

    def _set_timeouts(self) -> None:
        wait = self.patience.lock_timeout_ms
        self.conn.execute(sql.SQL("set local lock_timeout = {}").format(wait))
        self.conn.execute("set local search_path = ''")

    def _attempts(self) -> tenacity.Retrying:
        """Retry with exponential backoff and full jitter, when a lock was in the way."""
        patience = self.patience
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(_is_busy),
            stop=tenacity.stop_after_attempt(patience.attempts),
            wait=tenacity.wait_random_exponential(
                multiplier=0.2, max=patience.longest_pause_seconds
            ),
            before_sleep=lambda state: self.say(
                f"a lock is taken: attempt {state.attempt_number} of {patience.attempts}"
                f" gave way, the next follows in {state.upcoming_sleep:.1f} s"
            ),
            reraise=True,
        )


def _way_back(row: dict[str, Any]) -> Alone:
    back = statements(f"the rollback of {row['id']}", row["rollback"])
    return Alone(row["id"], "down", back, row["rollback"])


def gone(before: Sequence[Item], after: Sequence[Item]) -> list[str]:
    """Return the addresses that a set has no more."""
    return sorted({item.address for item in before} - {item.address for item in after})


def _same(one: Sequence[Item], two: Sequence[Item]) -> bool:
    return {(i.address, i.sha256) for i in one} == {(i.address, i.sha256) for i in two}


def _is_busy(exc: BaseException) -> bool:
    """Return whether another session was in the way: worth another try."""
    cause = exc.__cause__ if isinstance(exc, RowhouseError) else exc
    return isinstance(cause, errors.LockNotAvailable | errors.DeadlockDetected)


def _index_state(conn: psycopg.Connection[Any], node: Any) -> str:
    row = conn.execute(
        "select case when i.indisvalid then 'valid' else 'invalid' end"
        " from pg_catalog.pg_index as i join pg_catalog.pg_class as c on c.oid = i.indexrelid"
        " where c.relname = %s and c.relnamespace = to_regnamespace(%s)",
        (node.idxname, node.relation.schemaname),
    ).fetchone()
    return str(row[0]) if row else "absent"


def module_of(migration_id: str) -> str:
    """Return the module that the name of a step has."""
    return migration_id.split(".")[1]
