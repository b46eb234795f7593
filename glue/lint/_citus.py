"""Whether the tables fit Citus, as `deploy/citus/tables.toml` would spread them.

Each table is distributed by a column, a reference table (whole on each node), or local to the
coordinator. A constraint of a distributed table is checked within one shard, so its columns must
have the key. What does not fit is listed in that file with the reason, and nothing else is.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue import paths
from glue.lint._catalog import OURS

FILE = paths.SHIPPED / "deploy" / "citus" / "tables.toml"
REMEDY = "Change the table, or the plan in deploy/citus/tables.toml; or list it there, with why"

_TABLES = """
select
    format('%s.%s', o.nspname, c.relname) as name,
    array(
        select a.attname::text
        from pg_catalog.pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ) as columns
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition
order by 1
"""
_INDEXES = """
select
    format('%s.%s', o.nspname, c.relname) as name,
    x.relname as index,
    i.indisunique or i.indisexclusion as is_unique,
    array(
        select a.attname::text
        from unnest(i.indkey::int2 []) with ordinality as k (attnum, place)
        inner join pg_catalog.pg_attribute as a
            on k.attnum = a.attnum and a.attrelid = c.oid
        where k.place <= i.indnkeyatts
    ) as columns
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_index as i on c.oid = i.indrelid
inner join pg_catalog.pg_class as x on i.indexrelid = x.oid
where c.relkind in ('r', 'p') and not c.relispartition
order by 1, 2
"""
_KEYS = """
select
    k.conrelid::regclass::text as name,
    k.confrelid::regclass::text as target,
    k.conname as key,
    array(
        select a.attname::text
        from unnest(k.conkey) with ordinality as u (attnum, place)
        inner join pg_catalog.pg_attribute as a
            on u.attnum = a.attnum and a.attrelid = k.conrelid
        order by u.place
    ) as columns,
    array(
        select a.attname::text
        from unnest(k.confkey) with ordinality as u (attnum, place)
        inner join pg_catalog.pg_attribute as a
            on u.attnum = a.attnum and a.attrelid = k.confrelid
        order by u.place
    ) as target_columns
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_constraint as k on c.oid = k.conrelid
where k.contype = 'f' and k.conparentid = 0
order by 1, 3
"""
_TRIGGERS = """
select format('%s.%s', o.nspname, c.relname) as name, count(*) as triggers
from ours as o
inner join pg_catalog.pg_class as c on o.oid = c.relnamespace
inner join pg_catalog.pg_trigger as t on c.oid = t.tgrelid
where not t.tgisinternal and t.tgparentid = 0
group by 1
order by 1
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the tables are spread; patterns are those of a shell."""

    distributed: Mapping[str, str]
    reference: tuple[str, ...]
    local: tuple[str, ...]
    misfits: Mapping[str, str]
    """What does not fit, by `<table>: <what>`, and why."""

    @classmethod
    def read(cls, file: Path = FILE) -> "Plan":
        """Read the file."""
        found: dict[str, Any] = tomllib.loads(file.read_text())
        return cls(
            found["distributed"],
            tuple(found["reference"]["tables"]),
            tuple(found["local"]["tables"]),
            found["misfits"],
        )

    def kind(self, table: str) -> str | None:
        """Return whether a table is distributed, reference or local; None: not planned."""
        if table in self.distributed:
            return "distributed"
        if any(fnmatchcase(table, one) for one in self.reference):
            return "reference"
        return "local" if any(fnmatchcase(table, one) for one in self.local) else None


def check(conn: psycopg.Connection[DictRow], plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield each table and what of it does not fit and is not listed; and what is listed idly."""
    conn.execute("set local search_path = pg_catalog, pg_temp")
    conn.execute(OURS)
    found = list(misfits(conn, plan))
    yield from (one for one in found if ": ".join(one) not in plan.misfits)
    idle = plan.misfits.keys() - {": ".join(one) for one in found}
    yield from ((one.partition(": ")[0], f"is listed, and fits: {one}") for one in sorted(idle))


def misfits(conn: psycopg.Connection[DictRow], plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield each table and what of it does not fit."""
    for row in conn.execute(_TABLES).fetchall():
        kind, key = plan.kind(row["name"]), plan.distributed.get(row["name"])
        if kind is None:
            yield row["name"], "is not planned"
        elif key is not None and key not in row["columns"]:
            yield row["name"], f"has no column {key}"
    for row in conn.execute(_INDEXES).fetchall():
        key = plan.distributed.get(row["name"])
        if key is not None and key not in row["columns"]:
            what = "unique index" if row["is_unique"] else "queries by index"
            yield row["name"], f"{what} {row['index']} without the key"
    for row in conn.execute(_KEYS).fetchall():
        fault = _fault_of_key(row, plan)
        if fault is not None:
            yield row["name"], f"foreign key {row['key']} {fault}"
    for row in conn.execute(_TRIGGERS).fetchall():
        if row["name"] in plan.distributed:
            yield row["name"], "triggers"


def _fault_of_key(row: DictRow, plan: Plan) -> str | None:
    """Return why a foreign key cannot be kept; None where it can."""
    mine, its = plan.kind(row["name"]), plan.kind(row["target"])
    if "distributed" not in {mine, its} or its == "reference":
        return None
    if mine != "distributed":
        return "from a table that is not distributed"
    if its != "distributed":
        return "to a local table"
    pairs = set(zip(row["columns"], row["target_columns"], strict=True))
    is_within = (plan.distributed[row["name"]], plan.distributed[row["target"]]) in pairs
    return None if is_within else "without the key"
