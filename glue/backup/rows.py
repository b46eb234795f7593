"""Rows of one table, out of a backup into the live table.

What is compared and written stands in one transaction. Rows come back by ordinary inserts and
updates, so each trigger of the table fires once for each of them: audit, counts and events follow.
"""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.db import connect, script
from glue.errors import ConfigError, RowhouseError

SHOWN = 20

_COLUMNS = """
select
    a.attname as name,
    i.indrelid is not null as is_key,
    a.attidentity <> '' as is_identity,
    a.attidentity = 'a' as is_fixed
from pg_catalog.pg_attribute as a
left join pg_catalog.pg_index as i
    on i.indrelid = a.attrelid and i.indisprimary
    and a.attnum = any((i.indkey::int2[])[0:i.indnkeyatts - 1])
where
    a.attrelid = to_regclass(%s) and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = ''
order by a.attnum
"""

_COMPARED = """
select
    case
        when t.found is null then 'missing'
        when to_jsonb(r) is distinct from t.found then 'different'
        else 'equal'
    end as state,
    {key} as key,
    (
        select array_agg(b.key order by b.key)
        from jsonb_each(to_jsonb(r)) as b
        where t.found is not null and b.value is distinct from t.found -> b.key
    ) as columns
from pg_temp.rescued as r
left join lateral (
    select to_jsonb(s) as found
    from (select {live_columns} from {table} as l where {same}) as s
) as t on true
order by {order}
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: those of a table that meet a condition; all without one."""

    table: str
    condition: str = "true"


@dataclass(frozen=True, slots=True)
class Compared:
    """How the rows of a backup compare with the live ones."""

    missing: int
    different: int
    equal: int
    shown: list[dict[str, Any]]
    """The first that are missing or different, by their keys."""


class _Table:
    """The live table and the columns that both sides have."""

    def __init__(self, selection: Selection, there: str, here: str) -> None:
        self.it = _named(selection)
        old, new = _columns(there, self.it), _columns(here, self.it)
        if not old:
            raise ConfigError(f"{selection.table} is not in the backup", "Look at its name.")
        self.key = _key(selection, new)
        self.columns = [name for name in old if name in new]
        self.rest = [name for name in self.columns if name not in self.key]
        self.fixed = [name for name in self.rest if new[name]["is_fixed"]]

    def names(self, columns: list[str], prefix: str = "") -> sql.Composed:
        """Return columns as a list, of a row with a name."""
        parts = [sql.Identifier(*([prefix] if prefix else []), one) for one in columns]
        return sql.SQL(", ").join(parts)

    @property
    def same(self) -> sql.Composed:
        """The condition that a live row has the key of a rescued one."""
        pairs = (
            sql.SQL("{} = {}").format(sql.Identifier("l", one), sql.Identifier("r", one))
            for one in self.key
        )
        return sql.SQL(" and ").join(pairs)


def _named(selection: Selection) -> sql.Identifier:
    schema, _, name = selection.table.partition(".")
    if not name:
        raise ConfigError(
            f"{selection.table} names no table", "Write SCHEMA.TABLE, as `master.brands`."
        )
    return sql.Identifier(schema, name)


def _columns(url: str, table: sql.Identifier) -> dict[str, DictRow]:
    with connect(url) as conn:
        rows = conn.execute(script(_COLUMNS), (table.as_string(None),)).fetchall()
    return {row["name"]: row for row in rows}


def _key(selection: Selection, columns: dict[str, DictRow]) -> list[str]:
    """Return the columns by which a live row is known; raise where there are none."""
    if not columns:
        raise ConfigError(f"{selection.table} is not in the live database", "Look at its name.")
    key = [name for name, column in columns.items() if column["is_key"]]
    if not key:
        raise ConfigError(
            f"{selection.table} has no primary key, so its rows cannot be compared",
            "Copy them by hand: docs/recovery.md shows how.",
        )
    # In partitions the time stands in the key beside the identity, and a row that has another
    # time since is the same row.
    return [name for name in key if columns[name]["is_identity"]] or key


def refuse_absent(here: str, selection: Selection) -> None:
    """Raise where rows of this table cannot come back: before a backup is restored for them."""
    _key(selection, _columns(here, _named(selection)))


def compare_rows(there: str, here: str, selection: Selection) -> Compared:
    """Compare rows of a backup with the live ones; nothing changes."""
    table = _Table(selection, there, here)
    with connect(here, autocommit=False) as conn:
        _rescue(there, conn, table, selection)
        compared = _compare(conn, table)
        conn.rollback()
    return compared


def restore_rows(
    there: str, here: str, selection: Selection, reason: str, *, overwrite: bool
) -> tuple[Compared, Compared]:
    """Insert the rows that are missing; return how it was before and how it is then.

    Rows that differ are updated only where that is asked for.
    """
    table = _Table(selection, there, here)
    if overwrite and table.fixed:
        raise ConfigError(
            f"{selection.table}.{table.fixed[0]} is always generated: no row can be overwritten",
            "Restore without --overwrite, or `alter table … set generated by default` before.",
        )
    with connect(here, autocommit=False) as conn:
        _rescue(there, conn, table, selection)
        before = _compare(conn, table)
        known = conn.execute("select to_regprocedure('core.set_reason(text)') as it").fetchone()
        if known != {"it": None}:
            conn.execute("select core.set_reason(%s)", (reason,))
        try:
            if overwrite and table.rest:
                _update(conn, table)
            _insert(conn, table)
        except psycopg.errors.IntegrityError as exc:
            raise RowhouseError(
                f"the rows do not fit: {exc.diag.message_primary} {exc.diag.message_detail or ''}",
                "Restore first the rows that they refer to; nothing was changed.",
            ) from exc
        after = _compare(conn, table)
        conn.commit()
    return before, after


def _rescue(
    there: str, conn: psycopg.Connection[DictRow], table: _Table, selection: Selection
) -> None:
    """Copy the rows of the backup into a temporary table."""
    columns = table.names(table.columns)
    conn.execute(
        sql.SQL(
            "create temporary table rescued on commit drop as select {} from {} with no data"
        ).format(columns, table.it)
    )
    query = sql.SQL("copy (select {} from {} where ({})) to stdout").format(
        columns, table.it, script(selection.condition)
    )
    into = sql.SQL("copy pg_temp.rescued ({}) from stdin").format(columns)
    with connect(there, autocommit=False) as source:
        source.execute("set transaction read only")
        try:
            with source.cursor().copy(query) as out, conn.cursor().copy(into) as to:
                for block in out:
                    to.write(block)
        except (psycopg.errors.SyntaxError, psycopg.errors.UndefinedColumn) as exc:
            raise ConfigError(
                f"the condition is not one of SQL: {exc.diag.message_primary}",
                "Write what may follow `where`, as --where \"region = 'NCR'\".",
            ) from exc
        source.rollback()
    conn.execute("analyze pg_temp.rescued")


def _compare(conn: psycopg.Connection[DictRow], table: _Table) -> Compared:
    query = sql.SQL(_COMPARED).format(
        key=sql.SQL("jsonb_build_object({})").format(
            sql.SQL(", ").join(
                sql.SQL("{}::text, {}").format(sql.Literal(one), sql.Identifier("r", one))
                for one in table.key
            )
        ),
        live_columns=table.names(table.columns, "l"),
        table=table.it,
        same=table.same,
        order=table.names(table.key, "r"),
    )
    count = {"missing": 0, "different": 0, "equal": 0}
    shown: list[dict[str, Any]] = []
    for row in conn.cursor().stream(query):
        count[row["state"]] += 1
        if row["state"] != "equal" and len(shown) < SHOWN:
            shown.append(row)
    return Compared(**count, shown=shown)


def _insert(conn: psycopg.Connection[DictRow], table: _Table) -> None:
    conn.execute(
        sql.SQL(
            "insert into {table} ({columns}) overriding system value"
            " select {of_backup} from pg_temp.rescued as r"
            " where not exists (select from {table} as l where {same})"
        ).format(
            table=table.it,
            columns=table.names(table.columns),
            of_backup=table.names(table.columns, "r"),
            same=table.same,
        )
    )


def _update(conn: psycopg.Connection[DictRow], table: _Table) -> None:
    conn.execute(
        sql.SQL(
            "update {table} as l set ({columns}) = row({of_backup})"
            " from pg_temp.rescued as r where {same}"
            " and to_jsonb(row({of_backup})) is distinct from to_jsonb(row({live}))"
        ).format(
            table=table.it,
            columns=table.names(table.rest),
            of_backup=table.names(table.rest, "r"),
            live=table.names(table.rest, "l"),
            same=table.same,
        )
    )
