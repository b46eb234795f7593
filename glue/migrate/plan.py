"""What `up` would run: every statement, the locks it takes, the tables it rewrites.

Measured, not guessed: a scratch database is brought to where the live one stands, the
pending steps run there, and after each statement Postgres itself is asked which locks the
transaction now holds and which relations have new files. Only relations that exist in the
live database are named. Row counts are the live database's own estimate. Attachments are the
exception: their tables are not in the scratch database, so their locks are the documented ones.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pglast
import psycopg
from pglast import ast
from psycopg import sql

from glue import paths
from glue.db import connect, script
from glue.migrate.attached import WITHOUT_TRIGGER
from glue.migrate.guards import refuse_foreign_history, refuse_unchosen, refuse_unread
from glue.migrate.history import Migration, chosen_migrations, read_migrations
from glue.migrate.identities import Identity, made_by
from glue.migrate.ledger import Item, items_of
from glue.migrate.repeatables import Repeatables
from glue.migrate.standing import cut_off, where_it_stands
from glue.migrate.strayed import attached_to, strayed
from glue.schema.build import run_file
from glue.schema.modules import read_modules
from glue.schema.scratch import leave_attachments_out, scratch_database
from glue.schema.sources import REPEATABLE, read_sources, statements

Say = Callable[[str], None]

_LOCKS = """
select format('%I.%I', n.nspname, c.relname) as relation, l.mode
from pg_catalog.pg_locks as l
join pg_catalog.pg_class as c on c.oid = l.relation
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where l.pid = pg_backend_pid() and l.locktype = 'relation' and c.relkind in ('r', 'p', 'm', 'v')
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'rowhouse')
"""
_FILES = """
select format('%I.%I', n.nspname, c.relname) as relation, c.relfilenode
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'm') and n.nspname !~ '^pg_'
"""
_ROWS = """
select format('%I.%I', n.nspname, c.relname) as relation, greatest(c.reltuples, 0)::bigint as rows
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'm', 'v') and n.nspname !~ '^pg_'
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of the plan."""

    origin: str
    statement: str
    locks: list[str] = field(default_factory=list)
    rewrites: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trial:
    """A scratch database that stands where a live one does, and what `up` would run there."""

    conn: psycopg.Connection[Any]
    rows: dict[str, int]
    stands: tuple[Item, ...]
    pending: list[Migration]
    target: tuple[Item, ...]
    attached: dict[Identity, str]
    """{attachment: the table that it is on} in the live database."""
    astray: set[str]

    def run(self) -> list[Step]:
        """Run all of it; return each statement, with what it did."""
        probe = Probe(self.conn, self.rows, self.attached)
        for migration in self.pending:
            _try_migration(probe, migration)
        with self.conn.transaction():
            probe.origin = "repeatables"
            change = Repeatables(probe, self.stands, self.target)  # type: ignore[arg-type]
            for identity in change.gone:
                probe.note_detached(identity)
            change.apply(self.astray)
        return probe.steps


def plan(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> list[Step]:
    """Return what `up` would run on a database, which is only read."""
    with trial(admin_url, url, say, root=root) as found:
        say("run what is pending there")
        return found.run()


@contextmanager
def trial(admin_url: str, url: str, say: Say, *, root: Path = paths.ROOT) -> Iterator[Trial]:
    """Yield a scratch database that stands where a live one does; the live one is only read."""
    modules = read_modules(root)
    with connect(url) as live:
        applied, items = where_it_stands(live)
        begun = cut_off(live)
        rows = {row["relation"]: row["rows"] for row in live.execute(_ROWS).fetchall()}
        target = items_of(read_sources(root, REPEATABLE))
        attached, astray = attached_to(live), strayed(live, target)
    refuse_unread(root, modules)
    refuse_foreign_history(applied.values(), read_migrations(root))
    refuse_unchosen(applied, modules)
    whole = {step: row["body"] for step, row in applied.items() if step not in begun}
    pending = [m for m in chosen_migrations(root) if m.id not in whole]
    with scratch_database(admin_url, url, "plan") as scratch, connect(scratch) as conn:
        say("bring a scratch database to where this one stands")
        bring_to(conn, whole, items)
        yield Trial(conn, rows, items, pending, target, attached, astray)


def bring_to(
    conn: psycopg.Connection[Any], applied: Mapping[str, str], items: tuple[Item, ...]
) -> None:
    """Bring a blank database to a release: {step: its text}, and the repeatable set."""
    leave_attachments_out(conn)
    for migration_id, body in applied.items():
        for statement in statements(migration_id, body):
            run_file(conn, migration_id, statement)
    with conn.transaction():
        Repeatables(conn, (), items).apply()


def _try_migration(probe: "Probe", migration: Migration) -> None:
    probe.origin = migration.id
    if migration.transactional:
        with probe.transaction():
            probe.execute(script(migration.body))
        return
    for statement in migration.statements:
        probe.execute(script(statement))


class Probe:
    """A connection that writes down what each changing statement did.

    Stands in for a psycopg connection where repeatables are applied.
    """

    def __init__(
        self, conn: psycopg.Connection[Any], rows: dict[str, int], attached: dict[Identity, str]
    ) -> None:
        self.conn = conn
        self.rows = rows
        self.attached = attached
        self.origin = ""
        self.steps: list[Step] = []

    def transaction(self) -> Any:
        """Open a transaction, or a savepoint within one."""
        return self.conn.transaction()

    def execute(self, query: sql.Composable | str, parameters: Any = None) -> Any:
        """Run a query; a statement that changes something becomes a step."""
        text = query if isinstance(query, str) else query.as_string()
        if parameters or text.lstrip().startswith(("select", "with", "set local", "\nwith")):
            return self.conn.execute(script(text), parameters)
        result: Any = None
        for statement in statements(self.origin, text):
            result = self._step(statement)
        return result

    def _step(self, statement: str) -> Any:
        held, files = self._locks(), self._files()
        result = self.conn.execute(script(statement))
        taken = sorted(self._locks() - held) or self._documented_locks(statement)
        changed = [name for name, file in self._files().items() if files.get(name, file) != file]
        self._note(statement, taken, changed)
        return result

    def note_detached(self, identity: Identity) -> None:
        """Write down that an attachment goes, if it is one, and is there."""
        if table := self.attached.get(identity):
            self._note(identity.drop, _detaching(identity, table))

    def _note(
        self, statement: str, taken: Sequence[tuple[str, str]], changed: Sequence[str] = ()
    ) -> None:
        self.steps.append(
            Step(
                self.origin,
                statement,
                [f"{mode} on {name}" for name, mode in taken if name in self.rows],
                [f"{name} (about {self.rows[name]} rows)" for name in changed if name in self.rows],
            )
        )

    def _documented_locks(self, statement: str) -> list[tuple[str, str]]:
        """Return the locks of a statement that the scratch database does not take."""
        node = pglast.parse_sql(statement)[0].stmt
        if isinstance(node, ast.IndexStmt) and node.concurrent and node.relation is not None:
            name = f"{node.relation.schemaname}.{node.relation.relname}"
            return [(name, "ShareUpdateExclusiveLock")]
        made = made_by(node)
        if made is None or made.kind != "attachment" or made.name in WITHOUT_TRIGGER:
            return []
        before = self.attached.get(made)
        return [
            *(_detaching(made, before) if before else ()),
            (made.table, "ShareRowExclusiveLock"),
        ]

    def _locks(self) -> set[tuple[str, str]]:
        found = self.conn.execute(_LOCKS).fetchall()
        return {(row["relation"], row["mode"]) for row in found}

    def _files(self) -> dict[str, int]:
        found = self.conn.execute(_FILES).fetchall()
        return {row["relation"]: row["relfilenode"] for row in found}


def _detaching(identity: Identity, table: str) -> list[tuple[str, str]]:
    """Return the lock of the triggers that go."""
    return [] if identity.name in WITHOUT_TRIGGER else [(table, "AccessExclusiveLock")]
