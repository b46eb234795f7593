"""The table that a file is loaded into: its columns, and the functions that load it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg
from psycopg.rows import DictRow

from glue.errors import ConfigError
from glue.load.request import Request

_COLUMNS_LINE = re.compile(r"^Columns:\s*([^.]+)\.", re.MULTILINE)

_REQUIRED_LINE = re.compile(r"^Required:\s*([^.]+)\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Target:
    """A table and what may be loaded into it: column name to type.

    `kinds` has the columns whose spelling core.value_fault knows.
    """

    schema: str
    name: str
    columns: Mapping[str, str]
    kinds: Mapping[str, str]
    required: frozenset[str]
    has_loader: bool
    has_finisher: bool
    has_reviewer: bool
    has_refuser: bool
    has_retirer: bool

    @property
    def full_name(self) -> str:
        """The name as it was given."""
        return f"{self.schema}.{self.name}"


Connection = psycopg.Connection[DictRow]


def find_target(conn: Connection, table: str) -> Target:
    """Look a table up, and the functions that load it if it has any; refuse the unknown."""
    schema, _, name = table.partition(".")
    if conn.execute("select to_regclass('core.load_checkpoints') as found").fetchone() == {
        "found": None
    }:
        raise ConfigError(
            "this database has no core.load_checkpoints", "Run `rowhouse migrate up`."
        )
    columns = conn.execute(_COLUMNS_QUERY, {"schema": schema, "name": name}).fetchall()
    if not columns:
        known = conn.execute(_TABLES_QUERY, {"schema": schema}).fetchall()
        raise ConfigError(
            f"there is no table {table}",
            "Name it schema.table; known: " + ", ".join(row["name"] for row in known) + ".",
        )
    functions = {
        row["name"]: row["comment"]
        for row in conn.execute(_FUNCTIONS_QUERY, {"schema": schema, "name": name})
    }
    loader = f"_load_{name}"
    parts = {
        f"has_{part}": f"_{verb}_{name}" in functions
        for part, verb in (
            ("finisher", "finish_load"),
            ("reviewer", "review"),
            ("refuser", "refuse"),
            ("retirer", "retire"),
        )
    }
    if loader in functions:
        documented = _COLUMNS_LINE.search(functions[loader])
        if documented is None:
            raise ConfigError(f"the comment of {schema}.{loader} has no line `Columns: a, b.`")
        words = [entry.split(None, 1) for entry in documented[1].split(",")]
        required = _REQUIRED_LINE.search(functions[loader])
        return Target(
            schema,
            name,
            types := {name: rest[0] if rest else "text" for name, *rest in words},
            _kinds(conn, types),
            frozenset(required[1].replace(",", " ").split() if required else ()),
            has_loader=True,
            **parts,
        )
    if not columns[0]["may_insert"]:
        raise ConfigError(f"this role may not insert into {table}")
    return Target(
        schema,
        name,
        types := {row["name"]: row["type"] for row in columns},
        _kinds(conn, types),
        frozenset(row["name"] for row in columns if row["is_required"]),
        has_loader=False,
        **parts,
    )


def _kinds(conn: Connection, types: Mapping[str, str]) -> dict[str, str]:
    """Return by column how its values are spelled, where there is a rule."""
    rows = conn.execute(
        "select n.name, core.value_kind(to_regtype(n.type)) as kind"
        " from unnest(%s::text[], %s::text[]) as n (name, type)",
        ([*types], [*types.values()]),
    )
    return {row["name"]: row["kind"] for row in rows if row["kind"]}


def match_columns(target: Target, request: Request, header: Sequence[str]) -> dict[str, str]:
    """Return source by column: what `mapping` says, else the column of the same name."""
    known = f"{target.full_name} takes " + ", ".join(target.columns) + "."
    for column in (*request.mapping, *request.constants):
        if column not in target.columns:
            raise ConfigError(f"{target.full_name} has no column {column}", known)
    both = sorted(request.mapping.keys() & request.constants.keys())
    if both:
        raise ConfigError(f"{both[0]} is given by --map and by --set", "Choose one.")
    sources = {
        column: request.mapping.get(column, column)
        for column in target.columns
        if column not in request.constants and (column in request.mapping or column in header)
    }
    for source in sources.values():
        if header.count(source) != 1:
            problem = "several columns" if source in header else "no column"
            raise ConfigError(
                f"{request.path} has {problem} {source}", "It has " + ", ".join(header) + "."
            )
    if not sources:
        other = [mark for mark in ";\t|," if len(header) == 1 and mark in header[0]]
        raise ConfigError(
            f"no column of {request.path} is one of {target.full_name}",
            f"The header looks delimited by {other[0]!r}: use --delimiter."
            if other
            else f"{known} The file has {', '.join(header)}. Use --map COLUMN=SOURCE.",
        )
    missing = sorted(target.required - sources.keys() - request.constants.keys())
    if missing:
        raise ConfigError(
            f"{target.full_name} needs {', '.join(missing)}",
            f"Use --map COLUMN=SOURCE or --set COLUMN=VALUE; the file has {', '.join(header)}.",
        )
    return sources


# Types without their modifier: `x::varchar(3)` would cut a text that is too long, while
# the assignment of a plain varchar refuses it.
_COLUMNS_QUERY = """
select
    a.attname as name,
    pg_catalog.format_type(a.atttypid, -1) as type,
    a.attnotnull
    and not a.atthasdef
    and a.attidentity = ''
    and not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgrelid = c.oid and t.tgtype & 7 = 7
    ) as is_required,
    has_any_column_privilege(c.oid, 'insert') as may_insert
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
where
    n.nspname = %(schema)s
    and c.relname = %(name)s
    and c.relkind in ('r', 'p', 'v', 'f')
    and a.attnum > 0
    and not a.attisdropped
    and a.attgenerated = ''
    and a.attidentity <> 'a'
order by a.attnum
"""

_TABLES_QUERY = """
select table_schema || '.' || table_name as name
from information_schema.tables
where
    table_schema = %(schema)s
    or (
        table_schema not in ('pg_catalog', 'information_schema')
        and not exists (
            select from pg_catalog.pg_namespace as n where n.nspname = %(schema)s
        )
    )
order by 1
"""

_FUNCTIONS_QUERY = """
select
    p.proname as name,
    coalesce(pg_catalog.obj_description(p.oid, 'pg_proc'), '') as comment
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
where
    n.nspname = %(schema)s
    and (
        (p.pronargs = 1
            and p.proargtypes[0] = 'pg_catalog.regclass'::pg_catalog.regtype
            and p.proname in (
                '_load_' || %(name)s, '_review_' || %(name)s,
                '_refuse_' || %(name)s, '_retire_' || %(name)s
            ))
        or (p.proname = '_finish_load_' || %(name)s and p.pronargs = 0)
    )
"""
