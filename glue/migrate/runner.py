"""Up and down: one runner at a time, locks waited for briefly and retried, progress kept.

Lock order: the session's advisory lock `rowhouse.migrate` first (a second runner waits
there, then finds nothing to do), then whatever the statements take. A step that can run
in a transaction is one transaction together with its mark in the ledger: a crash leaves
the database before it or after it. A step marked `-- transactional: false` runs statement
by statement, each followed by a mark of its own: the next run goes on at the statement
that was cut off, and an index left INVALID is dropped and built again.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pglast
import psycopg
import yoyo
from pglast import ast
from psycopg import sql

from glue import paths
from glue.db import use_known_styles
from glue.errors import ConfigError, RowhouseError
from glue.migrate.guards import (
    refuse_foreign_history,
    refuse_newer,
    refuse_unchosen,
    refuse_unread,
)
from glue.migrate.history import Migration, read_migrations
from glue.migrate.in_the_way import Change, refuse_what_is_in_the_way
from glue.migrate.ledger import Ledger, Release, ensure_ledger, has_ledger, items_of
from glue.migrate.run import Outcome, Patience, Run, Say, WayBack
from glue.migrate.standing import recorded_public, standing_version, where_it_stands
from glue.schema.modules import read_modules
from glue.schema.order import FIRST_OWN
from glue.schema.prepare import refuse_unprepared
from glue.schema.public import read_public
from glue.schema.scratch import leave_attachments_out
from glue.schema.sources import REPEATABLE, read_sources, statements
from glue.sessions import require_session

log = logging.getLogger(__name__)

Guard = Callable[[psycopg.Connection[Any]], None]

SHOWN = 10
_LIMITS = [
    "statement_timeout",
    "transaction_timeout",
    "idle_in_transaction_session_timeout",
    "idle_session_timeout",
]


@contextmanager
def session(url: str, say: Say, guard: Guard = lambda _: None) -> Iterator[Ledger]:
    """Yield the ledger of a database, alone: other runners wait until this one is done.

    `guard` may raise while nothing is changed, not even a ledger made.
    """
    parts = urlsplit(url)
    if not parts.hostname or not parts.username:
        raise ConfigError(f"{parts.scheme}: the URL needs a user and a host", "")
    with psycopg.connect(url, autocommit=True, application_name="rowhouse migrate") as first:
        require_session(url, "a migration")
        _lift_limits(first)
        if not has_ledger(first):
            refuse_unprepared(first)
        _take_turn(first, say)
        guard(first)
        ensure_ledger(first)
        query = f"{parts.query}&schema=rowhouse" if parts.query else "schema=rowhouse"
        backend = yoyo.get_backend(
            urlunsplit(parts._replace(scheme="postgresql+psycopg", query=query))
        )
        try:
            backend.ensure_internal_schema_updated()
            leave_attachments_out(backend.connection)
            use_known_styles(backend.connection)
            _lift_limits(backend.connection)
            yield Ledger(backend)
        finally:
            backend.connection.close()


def _lift_limits(conn: psycopg.Connection[Any]) -> None:
    """Let a run take its time, and keep its turn: a role may have limits for what apps ask.

    How long it waits for a lock is bounded by its patience.
    """
    conn.execute(
        "select set_config(name, '0', false) from pg_catalog.pg_settings where name = any(%s)",
        (_LIMITS,),
    )


def _take_turn(conn: psycopg.Connection[Any], say: Say) -> None:
    taken = conn.execute("select pg_try_advisory_lock(hashtext('rowhouse.migrate'))").fetchone()
    if taken is None or not taken[0]:
        say("another runner is at work on this database; waiting for it")
        # A role's limit is for what apps lock; the other runner may take its time.
        conn.execute("set lock_timeout = 0")
        conn.execute("select pg_advisory_lock(hashtext('rowhouse.migrate'))")
        conn.execute("reset lock_timeout")


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
    refuse_unread(root, modules)
    every = read_migrations(root)
    migrations = [m for m in every if modules.of_migration(m.id) in modules.chosen]
    wanted = migrations if to is None else _until(migrations, to)
    target = items_of(read_sources(root, REPEATABLE)) if wanted == migrations else ()
    public = read_public(root)

    def guard(conn: psycopg.Connection[Any]) -> None:
        refuse_newer(standing_version(conn))
        applied, items = where_it_stands(conn)
        refuse_foreign_history(applied.values(), every)
        refuse_unchosen(applied, modules)
        pending = [migration for migration in wanted if migration.id not in applied]
        refuse_what_is_in_the_way(conn, Change(applied, items, pending, target))

    with session(url, say, guard) as ledger:
        run = Run(ledger, patience or Patience(), say)
        done = run.apply_pending(wanted)
        if wanted != migrations:
            say(
                f"stopped at {to:04}: functions, views, triggers, policies and seeds belong to"
                f" {migrations[-1].number:04} and were left as they are"
            )
            return Outcome(done)
        outcome = run.apply_set(target, frozenset(m.id for m in migrations))
        if outcome.release is not None and public not in (None, recorded_public(ledger.conn)):
            ledger.note_public(outcome.release, public)
        return replace(outcome, migrations=done)


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
        current = ledger.current() or ledger.begun()
        if current is None or (current.is_empty and not ledger.is_begun()):
            raise RowhouseError("this database has no release to go back from")
        target = _before(ledger, current) if to is None else ledger.release_at(current, to)
        if to is None and (target is None or target.is_empty):
            raise ConfigError(
                "this is the first release of this database: going back would empty it",
                "If that is meant, `rowhouse migrate down --to 0`.",
            )
        if to and (target is None or to != target.number(own=to >= FIRST_OWN)):
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
        if not lose_data:
            _refuse_losses(ledger.conn, way)

        def guard() -> None:
            if not lose_data:
                _refuse_losses(ledger.conn, way, locks=True)

        return Run(ledger, patience or Patience(), say).go_back(way, guard)


def _before(ledger: Ledger, current: Release) -> Release | None:
    """Return where one step back leads: from an `up` that was cut off, to where it began."""
    is_half_way = bool(ledger.applied().keys() - current.steps or ledger.half_made())
    if is_half_way and current.steps <= ledger.whole():
        return current
    return ledger.release_before(current)


def steps_to_undo(ledger: Ledger, stay: Collection[str]) -> list[dict[str, Any]]:
    """Return the steps that do not stay, the last first: half made ones, and those that stand."""
    standing = [row for row in reversed(ledger.applied().values()) if row["id"] not in stay]
    return [*reversed(ledger.half_made()), *standing]


# -- small questions ------------------------------------------------------------


def _until(migrations: list[Migration], number: int) -> list[Migration]:
    """Return the steps to the one with this number."""
    numbers = [migration.number for migration in migrations]
    if number not in numbers:
        raise ConfigError(f"there is no migration {number:04}", "See `rowhouse migrate status`.")
    return migrations[: numbers.index(number) + 1]


def _first(losses: Sequence[str]) -> list[str]:
    """Return what a person reads of a list."""
    rest = len(losses) - SHOWN
    return [*losses[:SHOWN], *([f"and {rest} tables more"] if rest > 0 else [])]


def _refuse_losses(conn: psycopg.Connection[Any], way: WayBack, *, locks: bool = False) -> None:
    """Raise where going back would lose rows; with locks, none comes before it is over."""
    losses = [loss for row in way.steps for loss in _losses(conn, row, locks=locks)]
    if losses:
        raise ConfigError(
            "going back cannot keep data:\n  " + "\n  ".join(_first(losses)),
            "Take a backup (`rowhouse db backup FILE`), then repeat with --yes.",
        )


def _losses(conn: psycopg.Connection[Any], row: dict[str, Any], *, locks: bool) -> Iterator[str]:
    """Yield a sentence for each table with rows that a rollback drops or cuts."""
    for statement in statements(f"the rollback of {row['id']}", row["rollback"]):
        for schema, name in cut_by(pglast.parse_sql(statement)[0].stmt):
            table = sql.Identifier(schema, name)
            if conn.execute("select to_regclass(%s)", (table.as_string(conn),)).fetchone() == (
                None,
            ):
                continue
            if locks:
                conn.execute(sql.SQL("lock table {} in access exclusive mode").format(table))
            found = conn.execute(sql.SQL("select count(*) from {}").format(table)).fetchone()
            if found and found[0]:
                rows = f"{found[0]} row{'' if found[0] == 1 else 's'}"
                yield f"{row['id']} would lose data of {schema}.{name} ({rows})"


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
