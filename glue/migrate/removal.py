"""Take a module out of a database: its objects, its once-only steps, what it registered.

Only here is a module dropped, and only when its tables hold no more than its seeds put
there, or with a yes. The tables are locked before they are counted, and so are the kinds of
jobs, so that none is enqueued meanwhile; counting and dropping are one transaction, unless a
rollback cannot run in one. A plan locks nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pglast
import psycopg
from psycopg import sql

from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.identities import seed_keys, seeded_tables
from glue.migrate.ledger import Item, Ledger, has_ledger
from glue.migrate.plan import Say, bring_to
from glue.migrate.run import Patience, Run, WayBack, module_of
from glue.migrate.runner import cut_by, session, steps_to_undo
from glue.schema.modules import CORE, Modules
from glue.schema.scratch import scratch_database
from glue.schema.sources import statements


@dataclass(frozen=True, slots=True)
class Removal:
    """What taking modules out of a database drops."""

    modules: list[str]
    steps: list[str]
    addresses: list[str]
    rows: dict[str, int]
    """{table: how many rows are lost, beside those that are as the seeds have them}."""
    changed_seeds: dict[str, int]
    """{table: how many of these rows are seeds that were changed}."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A table as it is in a new database: how many rows, and what the seeds put there."""

    count: int
    columns: tuple[str, ...] = ()
    seeded: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    seeded_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Rows of a table that no seed wrote, or not so."""

    count: int
    changed_seeds: int = 0

    def __str__(self) -> str:
        """Say how many, and how many of them are seeds."""
        if not self.changed_seeds:
            return str(self.count)
        return f"{self.count}, of these {self.changed_seeds} changed seeds"


NOTHING = Removal([], [], [], {}, {})


def remove_modules(
    admin_url: str,
    url: str,
    names: frozenset[str],
    say: Say,
    *,
    rows: Literal["refuse", "lose", "count"] = "refuse",
) -> Removal:
    """Drop modules from a database; without any of them there, change nothing.

    `rows` says what becomes of rows that no seed wrote; with `count` nothing is changed.
    """
    if not _is_ledgered(url, names):
        return NOTHING
    with session(url, say) as ledger:
        way = _way(ledger, names)
        if way is None:
            return NOTHING
        say("make a new database to see which rows are seeds")
        fresh = _fresh_tables(admin_url, url, ledger, way)
        lost: dict[str, Lost] = {}

        def guard() -> None:
            _lock(ledger.conn, way, fresh)
            lost.clear()
            lost.update(_count(ledger.conn, way, fresh))
            if lost and rows == "refuse":
                raise ConfigError(
                    f"{', '.join(way.leaving)} still has rows: "
                    + ", ".join(f"{table} ({count})" for table, count in lost.items()),
                    "Delete them; or take a backup (`rowhouse db backup FILE`), then repeat"
                    " with --yes.",
                )

        if rows == "count":
            lost |= _count(ledger.conn, way, fresh)
        else:
            Run(ledger, Patience(), say).go_back(way, guard)
    kept = {item.address for item in way.items}
    return Removal(
        modules=sorted(way.leaving),
        steps=[row["id"] for row in way.steps],
        addresses=[i.address for i in way.current.items if i.address not in kept],
        rows={table: rows.count for table, rows in lost.items()},
        changed_seeds={t: rows.changed_seeds for t, rows in lost.items() if rows.changed_seeds},
    )


def _is_ledgered(url: str, names: frozenset[str]) -> bool:
    """Return whether `migrate up` made a database; raise when a module came another way."""
    with connect(url) as conn:
        if has_ledger(conn):
            return True
        rows = conn.execute(
            "select nspname as name from pg_catalog.pg_namespace where nspname = any(%s)",
            (sorted(names - {CORE}),),
        ).fetchall()
    if rows:
        raise ConfigError(
            f"{rows[0]['name']} stands in this database, but `rowhouse migrate up` did not make it",
            "Drop it the way it came: see docs/modules.md.",
        )
    return False


def _way(ledger: Ledger, names: frozenset[str]) -> WayBack | None:
    """Return the way to the current release without some modules; None if none stands."""
    current = ledger.current()
    applied = ledger.applied()
    if current is None or not any(module_of(step) in names for step in applied):
        return None
    stay = frozenset(step for step in applied if module_of(step) not in names)
    modules = Modules({module_of(step): frozenset() for step in applied}, frozenset())
    return WayBack(
        current=current,
        items=tuple(item for item in current.items if modules.of(item.address) not in names),
        stay=stay,
        steps=[row for row in steps_to_undo(ledger, stay) if module_of(row["id"]) in names],
        restores=None,
    )


def _tables(way: WayBack) -> Iterator[str]:
    """Yield each table that the rollbacks drop or cut, once."""
    found = {
        (schema, name): None
        for row in way.steps
        for statement in statements(f"the rollback of {row['id']}", row["rollback"])
        for schema, name in cut_by(pglast.parse_sql(statement)[0].stmt)
    }
    for schema, name in found:
        yield f"{schema}.{name}"


def _fresh_tables(admin_url: str, url: str, ledger: Ledger, way: WayBack) -> dict[str, Fresh]:
    """Return {table: how it is in a new database of the same release}."""
    applied = {step: row["body"] for step, row in ledger.applied().items()}
    seeds, keys = (_of_seeds(way.current.items, read) for read in (seeded_tables, seed_keys))
    with scratch_database(admin_url, url, "fresh") as scratch, connect(scratch) as conn:
        bring_to(conn, applied, way.current.items)
        found = {}
        for table in _tables(way):
            columns = seeds.get(table, ())
            count = len(_rows(conn, table, ()))
            seeded = tuple(sorted(_rows(conn, table, columns))) if columns else ()
            key = keys.get(table, ())
            seeded_keys = tuple(_rows(conn, table, key)) if key else ()
            found[table] = Fresh(count, columns, seeded, key, seeded_keys)
    return found


def _of_seeds(
    items: Sequence[Item], read: Callable[[str], dict[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Return {table: columns} as they are read from each seed file."""
    return {
        table: columns
        for item in items
        if item.kind == "seeds"
        for table, columns in read(item.body).items()
    }


def _lock(conn: psycopg.Connection[Any], way: WayBack, tables: Iterable[str]) -> None:
    """Lock the tables that go; let open transactions that enqueue jobs end, and none begin."""
    if way.leaving:
        conn.execute("lock table core.job_kinds in access exclusive mode")
    for table in tables:
        if _stands(conn, table):
            name = sql.Identifier(*table.split("."))
            conn.execute(sql.SQL("lock table {} in access exclusive mode").format(name))


def _count(
    conn: psycopg.Connection[Any], way: WayBack, fresh: Mapping[str, Fresh]
) -> dict[str, Lost]:
    """Return the tables that go with rows that no new database has, and the work in core."""
    found: dict[str, Lost] = {}
    for table, new in fresh.items():
        if not _stands(conn, table):
            continue
        name = sql.Identifier(*table.split("."))
        if new.columns:
            query = sql.SQL(
                "select count(*) as n, count(*) filter (where ({}) = any (%s)) as changed"
                " from (select * from {}) as t where ({}) <> all (%s)"
            ).format(_as_json(new.keys), name, _as_json(new.columns))
            row = conn.execute(query, (list(new.seeded_keys), list(new.seeded))).fetchone()
            lost = Lost(*_values(row))
        else:
            row = conn.execute(sql.SQL("select count(*) as n from {}").format(name)).fetchone()
            lost = Lost(max(0, next(iter(_values(row))) - new.count))
        if lost.count:
            found[table] = lost
    for module in way.leaving:
        rows = conn.execute(
            "select table_name, row_count from core.list_module_rows(p_module => %s)", (module,)
        )
        for table, count in map(_values, rows):
            before = found.get(table, Lost(0))
            found[table] = Lost(before.count + count, before.changed_seeds)
    return found


def _stands(conn: psycopg.Connection[Any], table: str) -> bool:
    name = sql.Identifier(*table.split(".")).as_string(conn)
    row = conn.execute("select to_regclass(%s) is not null as it", (name,)).fetchone()
    return bool(_values(row)[0])


def _as_json(columns: tuple[str, ...]) -> sql.Composable:
    """Return the expression for some columns of `t` as JSON, as `_rows` writes it; or null."""
    if not columns:
        return sql.SQL("null::text")
    wanted = sql.SQL(", ").join(sql.Identifier("t", column) for column in columns)
    return sql.SQL("select to_jsonb(r)::text from (select {}) as r").format(wanted)


def _rows(conn: psycopg.Connection[Any], table: str, columns: tuple[str, ...]) -> list[str]:
    """Return the rows of a table as JSON, of some columns or of all."""
    wanted = sql.SQL(", ").join(map(sql.Identifier, columns)) if columns else sql.SQL("*")
    query = sql.SQL("select to_jsonb(r)::text as row from (select {} from {}) as r").format(
        wanted, sql.Identifier(*table.split("."))
    )
    return [_values(row)[0] for row in conn.execute(query)]


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(row.values()) if isinstance(row, dict) else tuple(row or ())
