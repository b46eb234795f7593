"""Up and down: one runner at a time, locks waited for briefly and retried, progress kept.

Lock order: the session's advisory lock `rowhouse.migrate` first (a second runner waits
there, then finds nothing to do), then whatever the statements take. A step that can run
in a transaction is one transaction together with its mark in the ledger: a crash leaves
the database before it or after it. A step marked `-- transactional: false` runs statement
by statement, each followed by a mark of its own: the next run goes on at the statement
that was cut off, and an index left INVALID is dropped and built again.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pglast
import psycopg
import tenacity
import yoyo
from pglast import ast
from psycopg import errors, sql

from glue import paths
from glue.errors import ConfigError, DriftError, RowhouseError
from glue.migrate.history import Migration, read_migrations
from glue.migrate.ledger import Item, Ledger, Release, ensure_ledger, has_ledger, items_of
from glue.migrate.repeatables import Repeatables
from glue.schema.build import run_file
from glue.schema.modules import CORE, Modules, read_modules
from glue.schema.prepare import refuse_unprepared
from glue.schema.sources import REPEATABLE, read_sources, statements

log = logging.getLogger(__name__)

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


@contextmanager
def session(url: str, say: Say) -> Iterator[Ledger]:
    """Yield the ledger of a database, alone: other runners wait until this one is done."""
    parts = urlsplit(url)
    if not parts.hostname or not parts.username:
        raise ConfigError(f"{parts.scheme}: the URL needs a user and a host", "")
    with psycopg.connect(url, autocommit=True, application_name="rowhouse migrate") as first:
        if not has_ledger(first):
            refuse_unprepared(first)
        _take_turn(first, say)
        ensure_ledger(first)
        query = f"{parts.query}&schema=rowhouse" if parts.query else "schema=rowhouse"
        backend = yoyo.get_backend(
            urlunsplit(parts._replace(scheme="postgresql+psycopg", query=query))
        )
        try:
            backend.ensure_internal_schema_updated()
            yield Ledger(backend)
        finally:
            backend.connection.close()


def _take_turn(conn: psycopg.Connection[Any], say: Say) -> None:
    taken = conn.execute("select pg_try_advisory_lock(hashtext('rowhouse.migrate'))").fetchone()
    if taken is None or not taken[0]:
        say("another runner is at work on this database; waiting for it")
        conn.execute("select pg_advisory_lock(hashtext('rowhouse.migrate'))")


# -- what callers ask -----------------------------------------------------------


def migrate_up(
    url: str,
    *,
    to: int | None = None,
    root: Path = paths.ROOT,
    patience: Patience | None = None,
    say: Say = log.info,
) -> Outcome:
    """Bring a database to the release of `root`; with `to`, to that step and no further."""
    modules = read_modules(root)
    every = read_migrations(root / "migrations")
    migrations = [m for m in every if modules.of_migration(m.id) in modules.chosen]
    if to is not None and to not in {m.number for m in migrations}:
        raise ConfigError(f"there is no migration {to:04}", "See `rowhouse migrate status`.")
    wanted = [m for m in migrations if to is None or m.number <= to]
    with session(url, say) as ledger:
        run = Run(ledger, patience or Patience(), say)
        refuse_foreign_history(ledger, every)
        refuse_unchosen(ledger.applied(), modules)
        done = run.apply_pending(wanted)
        if wanted != migrations:
            say(
                f"stopped at {to:04}: functions, views, triggers, policies and seeds belong to"
                f" {migrations[-1].number:04} and were left as they are"
            )
            return Outcome(done)
        target = items_of(read_sources(root, REPEATABLE))
        applied, release = run.apply_set(target, frozenset(m.id for m in migrations))
        return Outcome(done, applied, release)


def migrate_down(
    url: str,
    *,
    to: int | None = None,
    lose_data: bool = False,
    patience: Patience | None = None,
    say: Say = log.info,
) -> Outcome:
    """Take a database back to the release before, or to the one that stood at step `to`.

    Everything that is needed is in the ledger: the texts of the older release and the
    rollbacks of the steps since. `lose_data` permits rollbacks that drop rows.
    """
    with session(url, say) as ledger:
        current = ledger.current()
        if current is None or current.is_empty:
            raise RowhouseError("this database has no release to go back from")
        target = ledger.release_before(current) if to is None else ledger.release_at(current, to)
        if to is not None and to not in (0, target.number if target else 0):
            raise ConfigError(
                f"no release of this database stood at {to:04}",
                "See `rowhouse migrate status` for those that did.",
            )
        way = WayBack(
            current=current,
            items=target.items if target else (),
            stay=target.steps if target else frozenset(),
            steps=steps_to_undo(ledger, target.steps if target else ()),
            restores=(target.restores or target.id) if target else None,
        )
        losses = [loss for row in way.steps for loss in _losses(ledger.conn, row)]
        if losses and not lose_data:
            raise ConfigError(
                "going back can not keep data: " + "; ".join(losses),
                "Take a backup (`rowhouse db backup FILE`), then repeat with --yes.",
            )
        run = Run(ledger, patience or Patience(), say)
        return run.go_back(way)


def steps_to_undo(ledger: Ledger, stay: Collection[str]) -> list[dict[str, Any]]:
    """Return the applied steps that do not stay, the last first."""
    return [row for row in reversed(ledger.applied().values()) if row["id"] not in stay]


def refuse_foreign_history(ledger: Ledger, migrations: Sequence[Migration]) -> None:
    """Raise when what stands in the database is not what lies in the folder."""
    known = {m.id: m for m in migrations}
    for row in ledger.applied().values():
        if row["id"] not in known:
            raise DriftError(
                f"{row['id']} was applied to this database, but its file is gone",
                "Check out the release that has it, or take it back with that release first.",
            )
        if row["sha256"] != known[row["id"]].sha256:
            raise DriftError(
                f"{row['id']} was applied to this database with another text",
                "Put the change into a new migration; a throw-away database can be made anew"
                " with `rowhouse db reset --yes`.",
            )


def refuse_unchosen(applied: Iterable[str], modules: Modules) -> None:
    """Raise when a module stands in the database that is not chosen: `up` drops none."""
    for step in applied:
        if (module := modules.of_migration(step)) not in modules.chosen:
            raise DriftError(
                f"the module {module} stands in this database, but is not chosen",
                f"`rowhouse module remove {module}` drops it, `rowhouse module add {module}`"
                " chooses it again.",
            )


# -- one run --------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Alone:
    """The statements of a step that can not run in a transaction."""

    migration_id: str
    direction: str
    statements: Sequence[str]


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
        """Apply the steps that do not stand yet; return their ids."""
        applied = self.ledger.applied()
        pending = [migration for migration in wanted if migration.id not in applied]
        for migration in pending:
            self.say(f"apply {migration.id}")
            if migration.transactional:
                self._in_one_transaction(migration)
                continue
            self._one_by_one(Alone(migration.id, "up", migration.statements))
            with self.conn.transaction():
                self.ledger.finish(migration.id)
                self.ledger.mark(migration)
        return [migration.id for migration in pending]

    def apply_set(
        self, target: tuple[Item, ...], steps: frozenset[str]
    ) -> tuple[list[str], int | None]:
        """Bring the repeatables to the target; return the addresses applied and the release."""
        current = self.ledger.current()
        before = current.items if current else ()
        if current and current.steps == steps and _same(before, target):
            return [], current.id
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                applied = Repeatables(self.conn, before, target).apply()
                release = self.ledger.record(steps, target)
                self.conn.execute("notify pgrst, 'reload schema'")
        return applied, release

    def go_back(self, way: WayBack, guard: Callable[[], None] = lambda: None) -> Outcome:
        """Drop what the older release has not, run the rollbacks, apply the older texts.

        `guard` may raise before anything is dropped, in the same transaction.
        One transaction when every rollback can run in one. Otherwise the drops are one,
        each statement of a rollback is alone, the texts are one; a run that was cut off
        goes on where it stopped, and an `up` instead brings back what was dropped.
        """
        whole = all(row["transactional"] for row in way.steps)
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                guard()
                for module in way.leaving:
                    self.conn.execute("select core.delete_module_rows(p_module => %s)", (module,))
                change = Repeatables(self.conn, way.current.items, way.items)
                change.drop_what_is_gone()
                change.drop_what_changed(("triggers", "policies"))
                if whole:
                    for row in way.steps:
                        self.say(f"take back {row['id']}")
                        run_file(self.conn, f"{row['id']}.rollback.sql", row["rollback"])
                        self.ledger.unmark(row["id"])
                    return self._finish_down(change, way)
                left = [item for item in way.current.items if item in way.items]
                here = way.current
                self.ledger.record(here.steps, left, here.restores or here.id)
        for row in way.steps:
            self.say(f"take back {row['id']}")
            back = statements(f"the rollback of {row['id']}", row["rollback"])
            self._one_by_one(Alone(row["id"], "down", back))
            with self.conn.transaction():
                self.ledger.finish(row["id"])
                self.ledger.unmark(row["id"])
        with self.conn.transaction():
            return self._finish_down(Repeatables(self.conn, left, way.items), way)

    def _finish_down(self, change: Repeatables, way: WayBack) -> Outcome:
        applied = change.apply()
        release = self.ledger.record(way.stay, way.items, way.restores)
        self.conn.execute("notify pgrst, 'reload schema'")
        return Outcome([row["id"] for row in way.steps], applied, release)

    def _in_one_transaction(self, migration: Migration) -> None:
        for attempt in self._attempts():
            with attempt, self.conn.transaction():
                self._set_timeouts()
                run_file(self.conn, f"migrations/{migration.id}.sql", migration.body)
                self.ledger.mark(migration)

    def _one_by_one(self, step: Alone) -> None:
        for number, statement in enumerate(step.statements, 1):
            if number <= self.ledger.progress(step.migration_id):
                continue
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
            self.ledger.advance(step.migration_id, step.direction, number)

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


# -- small questions ------------------------------------------------------------


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


def _losses(conn: psycopg.Connection[Any], row: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for each table with rows that a rollback drops or cuts."""
    for statement in statements(f"the rollback of {row['id']}", row["rollback"]):
        for schema, name in cut_by(pglast.parse_sql(statement)[0].stmt):
            table = sql.Identifier(schema, name)
            if conn.execute("select to_regclass(%s)", (table.as_string(conn),)).fetchone() == (
                None,
            ):
                continue
            found = conn.execute(sql.SQL("select count(*) from {}").format(table)).fetchone()
            if found and found[0]:
                yield f"{row['id']} cuts {schema}.{name} ({found[0]} rows)"


def cut_by(node: Any) -> list[tuple[str, str]]:
    """Return (schema, name) of each table that a statement of a rollback takes rows from."""
    match node:
        case ast.DropStmt() if node.removeType.name == "OBJECT_TABLE":
            return [(name[0].sval, name[-1].sval) for name in node.objects]
        case ast.AlterTableStmt():
            cuts = any(cmd.subtype.name == "AT_DropColumn" for cmd in node.cmds)
            return [(node.relation.schemaname, node.relation.relname)] if cuts else []
        case ast.TruncateStmt():
            return [(r.schemaname, r.relname) for r in node.relations]
        case ast.DeleteStmt():
            return [(node.relation.schemaname, node.relation.relname)]
    return []
