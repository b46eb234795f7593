"""What the reference shows of a database: tables, settings, events, errors."""

from collections import defaultdict
from dataclasses import dataclass
from typing import LiteralString, TypeVar

import psycopg
from psycopg.rows import DictRow, class_row

Row = TypeVar("Row")

_TABLES = """
select
    n.nspname as module,
    c.relname as name,
    coalesce(obj_description(c.oid, 'pg_class'), '') as comment
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where n.nspname = any(%s) and c.relkind in ('r', 'p') and not c.relispartition
order by n.nspname, c.relname
"""
_COLUMNS = """
select
    n.nspname as module,
    c.relname as table_name,
    a.attname as name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull as is_required,
    coalesce(k.is_key, false) as is_key,
    coalesce(pg_catalog.col_description(c.oid, a.attnum), '') as comment
from pg_catalog.pg_attribute as a
inner join pg_catalog.pg_class as c on a.attrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join lateral (
    select a.attnum = any(i.indkey) as is_key
    from pg_catalog.pg_index as i
    where i.indrelid = c.oid and i.indisprimary
) as k on true
where
    n.nspname = any(%s)
    and c.relkind in ('r', 'p')
    and not c.relispartition
    and a.attnum > 0
    and not a.attisdropped
order by n.nspname, c.relname, a.attnum
"""
_LINKS = """
select
    n.nspname as module,
    c.relname as table_name,
    fn.nspname as to_module,
    f.relname as to_table,
    string_agg(a.attname, ', ' order by u.place) as columns,
    bool_and(a.attnotnull) as is_required
from pg_catalog.pg_constraint as k
inner join pg_catalog.pg_class as c on k.conrelid = c.oid
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_class as f on k.confrelid = f.oid
inner join pg_catalog.pg_namespace as fn on f.relnamespace = fn.oid
cross join unnest(k.conkey) with ordinality as u (attnum, place)
inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid and u.attnum = a.attnum
where
    n.nspname = any(%s)
    and k.contype = 'f'
    and k.conparentid = 0
    and not c.relispartition
group by k.oid, n.nspname, c.relname, fn.nspname, f.relname
order by n.nspname, c.relname, f.relname, columns
"""
_SETTINGS = """
select name, default_value::text as default_value, description
from core.settings
order by name
"""
_EVENT_TYPES = """
select type, topic, payload, description from core.event_types order by type
"""
_TOPIC_RULES = """
select prefix, audience, roles, coalesce(predicate, '') as predicate, is_broadcast
from core.topic_rules
order by prefix
"""
_CHECKS = """
select name, unit, warn::text as warn, fail::text as fail, meaning, coalesce(remedy, '') as remedy
from core.health_checks
order by name
"""
_INVARIANTS = """
select name, severity, query, repair from core.invariants order by name
"""
_ERRORS = "select key, sqlstate, hint from core.error_codes order by key"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    module: str
    table_name: str
    name: str
    type: str
    is_required: bool
    is_key: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key."""

    module: str
    table_name: str
    to_module: str
    to_table: str
    columns: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns and foreign keys."""

    module: str
    name: str
    comment: str
    columns: tuple[Column, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of core.settings."""

    name: str
    default_value: str
    description: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A row of core.event_types."""

    type: str
    topic: str
    payload: str
    description: str


@dataclass(frozen=True, slots=True)
class TopicRule:
    """A row of core.topic_rules."""

    prefix: str
    audience: str
    roles: list[str]
    predicate: str
    is_broadcast: bool


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """A row of core.error_codes."""

    key: str
    sqlstate: str
    hint: str


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """A row of core.health_checks."""

    name: str
    unit: str
    warn: str | None
    fail: str | None
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Invariant:
    """A row of core.invariants."""

    name: str
    severity: str
    query: str
    repair: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """All of it."""

    tables: list[Table]
    settings: list[Setting]
    event_types: list[EventType]
    topic_rules: list[TopicRule]
    errors: list[ErrorCode]
    checks: list[HealthCheck]
    invariants: list[Invariant]

    def rule_of(self, topic: str) -> TopicRule | None:
        """Return the rule with the longest prefix of a topic; without one it is closed."""
        found = [
            r for r in self.topic_rules if topic == r.prefix or topic.startswith(f"{r.prefix}:")
        ]
        return max(found, key=lambda rule: len(rule.prefix), default=None)


def read_catalog(conn: psycopg.Connection[DictRow], modules: list[str]) -> Catalog:
    """Read a database that was made from the sources."""
    columns: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for column in conn.cursor(row_factory=class_row(Column)).execute(_COLUMNS, (modules,)):
        columns[column.module, column.table_name].append(column)
    links: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in conn.cursor(row_factory=class_row(Link)).execute(_LINKS, (modules,)):
        links[link.module, link.table_name].append(link)
    tables = [
        Table(
            **row,
            columns=tuple(columns[row["module"], row["name"]]),
            links=tuple(links[row["module"], row["name"]]),
        )
        for row in conn.execute(_TABLES, (modules,)).fetchall()
    ]
    return Catalog(
        tables=tables,
        settings=_read(conn, Setting, _SETTINGS),
        event_types=_read(conn, EventType, _EVENT_TYPES),
        topic_rules=_read(conn, TopicRule, _TOPIC_RULES),
        errors=_read(conn, ErrorCode, _ERRORS),
        checks=_read(conn, HealthCheck, _CHECKS),
        invariants=_read(conn, Invariant, _INVARIANTS),
    )


def _read(conn: psycopg.Connection[DictRow], kind: type[Row], query: LiteralString) -> list[Row]:
    return conn.cursor(row_factory=class_row(kind)).execute(query).fetchall()
