"""Take a module out of a database: its objects, its once-only steps, what it registered.

Only here is a module dropped, and only when its tables hold no more than its seeds put
there, or with a yes. The tables are locked before they are counted, and so are the kinds of
jobs, so that none is enqueued meanwhile; counting and dropping are one transaction, unless a
rollback cannot run in one. A plan locks nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pglast
import psycopg
from psycopg import sql

from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.identities import seeded_tables
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
    """{table: how many rows are lost, beside those of seeds}."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A table as it is in a new database: how many rows, and what the seeds put there."""

    count: int
    columns: tuple[str, ...] = ()
    seeded: tuple[str, ...] = ()


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
        return Removal([], [], [], {})
    with session(url, say) as ledger:
        way = _way(ledger, names)
        if way is None:
            return Removal([], [], [], {})
        say("make a new database to see which rows are seeds")
        fresh = _fresh_tables(admin_url, url, ledger, way)
        lost: dict[str, int] = {}

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
        rows=lost,
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
        steps=steps_to_undo(ledger, stay),
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
    seeds = _seeded(way.current.items)
    with scratch_database(admin_url, url, "fresh") as scratch, connect(scratch) as conn:
        bring_to(conn, applied, way.current.items)
        found = {}
        for table in _tables(way):
            columns = seeds.get(table, ())
            count = len(_rows(conn, table, ()))
            seeded = tuple(sorted(_rows(conn, table, columns))) if columns else ()
            found[table] = Fresh(count, columns, seeded)
    return found


def _seeded(items: Sequence[Item]) -> dict[str, tuple[str, ...]]:
    return {
        table: columns
        for item in items
        if item.kind == "seeds"
        for table, columns in seeded_tables(item.body).items()
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
) -> dict[str, int]:
    """Return the tables that go with rows that no new database has, and the work in core."""
    found: dict[str, int] = {}
    for table, new in fresh.items():
        if not _stands(conn, table):
            continue
        name = sql.Identifier(*table.split("."))
        if new.columns:
            query = sql.SQL(
                "select count(*) as n from (select {} from {}) as r"
                " where to_jsonb(r)::text <> all (%s)"
            ).format(sql.SQL(", ").join(map(sql.Identifier, new.columns)), name)
            row = conn.execute(query, (list(new.seeded),)).fetchone()
            count = next(iter(_values(row)))
        else:
            row = conn.execute(sql.SQL("select count(*) as n from {}").format(name)).fetchone()
            count = max(0, next(iter(_values(row))) - new.count)
        if count:
            found[table] = count
    for module in way.leaving:
        rows = conn.execute(
            "select table_name, row_count from core.list_module_rows(p_module => %s)", (module,)
        )
        for table, count in map(_values, rows):
            found[table] = found.get(table, 0) + count
    return found


def _stands(conn: psycopg.Connection[Any], table: str) -> bool:
    name = sql.Identifier(*table.split(".")).as_string(conn)
    row = conn.execute("select to_regclass(%s) is not null as it", (name,)).fetchone()
    return bool(_values(row)[0])


def _rows(conn: psycopg.Connection[Any], table: str, columns: tuple[str, ...]) -> list[str]:
    """Return the rows of a table as JSON, of some columns or of all."""
    wanted = sql.SQL(", ").join(map(sql.Identifier, columns)) if columns else sql.SQL("*")
    query = sql.SQL("select to_jsonb(r)::text as row from (select {} from {}) as r").format(
        wanted, sql.Identifier(*table.split("."))
    )
    return [_values(row)[0] for row in conn.execute(query)]


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(row.values()) if isinstance(row, dict) else tuple(row or ())
