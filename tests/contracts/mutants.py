"""Ways to get a database's rights wrong: every policy and every grant, one change at a time.

A mutant is data: what it changes, and the statement that changes it. The pgTAP file of
its table must fail when that statement has run; `test_policy_mutants.py` asks whether.

Partitions are left out: no role is granted one, and callers name their parent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import pglast
import psycopg
from pglast import ast
from psycopg import sql
from psycopg.rows import class_row

from glue.lint._catalog import OURS

OUTSIDE = ("anon", "authenticated")
VERBS = ("select", "insert", "update", "delete")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mutant: the file that must fail, the fault, and the SQL that creates it."""

    proof: str
    name: str
    statement: sql.Composed


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view whose rights are judged, of a kind as pg_class says it.

    `columns` holds the type of each.
    """

    schema: str
    name: str
    kind: str
    is_ours: bool
    columns: dict[str, str]
    policies: int

    @property
    def identifier(self) -> sql.Identifier:
        """Return its name as a statement writes it."""
        return sql.Identifier(self.schema, self.name)

    @property
    def proof(self) -> str:
        """Return the address, below tests/, of the pgTAP file that must notice."""
        if self.kind in "vm":
            return f"views/{self.schema}/{self.name}"
        if not self.policies:
            return "contracts/closed_tables"
        return f"policies/{self.schema}/{self.name}"

    def mutant(self, name: str, statement: sql.Composed) -> Mutant:
        """Return a mutant of this relation."""
        return Mutant(self.proof, f"{self.schema}.{self.name} {name}", statement)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy, its conditions as the server prints them; no roles means `to public`."""

    schema: str
    relation: str
    name: str
    roles: list[str]
    condition: str | None
    check: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """One privilege of one role on a relation, or on one column of it."""

    schema: str
    relation: str
    role: str
    verb: str
    column: str | None


def list_mutants(conn: psycopg.Connection[Any]) -> list[Mutant]:
    """Return every mutant of the database's policies and grants."""
    conn.execute(OURS)
    relations = conn.cursor(row_factory=class_row(Relation)).execute(_RELATIONS).fetchall()
    policies = conn.cursor(row_factory=class_row(Policy)).execute(_POLICIES).fetchall()
    grants = conn.cursor(row_factory=class_row(Grant)).execute(_GRANTS).fetchall()
    return [
        mutant
        for relation in relations
        for mutant in _of_relation(
            relation,
            [p for p in policies if (p.schema, p.relation) == (relation.schema, relation.name)],
            [g for g in grants if (g.schema, g.relation) == (relation.schema, relation.name)],
        )
    ]


def _of_relation(
    relation: Relation, policies: Sequence[Policy], grants: Sequence[Grant]
) -> Iterator[Mutant]:
    if relation.kind == "v":
        yield relation.mutant(
            "reads as its owner",
            _say("alter view {} set (security_invoker = false)", relation.identifier),
        )
    elif relation.kind != "m":
        yield relation.mutant(
            "row level security disabled",
            _say("alter table {} disable row level security", relation.identifier),
        )
    for policy in policies:
        yield from _of_policy(relation, policy)
    if relation.is_ours:
        yield from _revoked(relation, grants)
        yield from _widened(relation, grants)


def _of_policy(relation: Relation, policy: Policy) -> Iterator[Mutant]:
    yield relation.mutant(
        f"{policy.name} dropped",
        _say("drop policy {} on {}", sql.Identifier(policy.name), relation.identifier),
    )
    if policy.roles:
        yield _altered(relation, policy, "to public", "to public")
    for role in policy.roles if len(policy.roles) > 1 else ():
        kept = sql.SQL(", ").join(sql.Identifier(r) for r in policy.roles if r != role)
        yield _altered(relation, policy, f"without {role}", "to {}", kept)
    if policy.condition is not None:
        yield from _of_clause(relation, policy, "using", policy.condition)
    if policy.check is not None:
        yield from _of_clause(relation, policy, "with check", policy.check)


def _of_clause(
    relation: Relation, policy: Policy, clause: LiteralString, condition: str
) -> Iterator[Mutant]:
    yield _altered(relation, policy, f"{clause} (false)", clause + " (false)")
    if condition != "true":
        name = f"{clause} (true) for {' '.join(condition.split())}"
        yield _altered(relation, policy, name, clause + " (true)")
    for column, other, swapped in swap_columns(condition, relation.name, relation.columns):
        name = f"{clause} {other} for {column}"
        yield _altered(relation, policy, name, clause + " ({})", _raw(swapped))


def _altered(
    relation: Relation, policy: Policy, name: str, change: LiteralString, *values: sql.Composable
) -> Mutant:
    target = _say("alter policy {} on {} ", sql.Identifier(policy.name), relation.identifier)
    return relation.mutant(f"{policy.name} {name}", target + _say(change, *values))


def _revoked(relation: Relation, grants: Sequence[Grant]) -> Iterator[Mutant]:
    for grant in grants:
        column = _say(" ({})", sql.Identifier(grant.column)) if grant.column else _say("")
        yield relation.mutant(
            f"{_right(grant)} revoked from {grant.role}",
            _say(
                "revoke {}{} on {} from {}",
                _raw(grant.verb),
                column,
                relation.identifier,
                sql.Identifier(grant.role),
            ),
        )


def _widened(relation: Relation, grants: Sequence[Grant]) -> Iterator[Mutant]:
    """Yield each verb given to those outside, and each grant of columns made one of all."""
    whole = {(grant.role, grant.verb) for grant in grants if grant.column is None}
    by_column = {(grant.role, grant.verb) for grant in grants if grant.column is not None}
    outside = {(role, verb) for role in OUTSIDE for verb in VERBS}
    for role, verb in sorted((outside | by_column) - whole):
        yield relation.mutant(
            f"{verb} granted to {role}",
            _say("grant {} on {} to {}", _raw(verb), relation.identifier, sql.Identifier(role)),
        )


def _right(grant: Grant) -> str:
    return f"{grant.verb} ({grant.column})" if grant.column else grant.verb


def swap_columns(
    condition: str, relation: str, columns: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield (column, other, condition) for each column compared, and each other of its type."""
    for column, at in _compared_columns(condition, relation):
        for other, kind in columns.items():
            if other != column and kind == columns.get(column):
                yield column, other, condition[:at] + other + condition[at + len(column) :]


def _compared_columns(condition: str, relation: str) -> Iterator[tuple[str, int]]:
    """Yield each mention of a column of the relation, and where in the condition it is."""
    start = "select "
    for mention in _mentions(pglast.parse_sql(start + condition)):
        *qualifier, column = (getattr(one, "sval", "*") for one in mention.fields)
        if qualifier in ([], [relation]):
            prefix = "".join(f"{one}." for one in qualifier)
            yield column, mention.location + len(prefix) - len(start)


def _mentions(node: object) -> Iterator[ast.ColumnRef]:
    """Yield the columns that a tree compares; `is not null` compares with nothing."""
    if isinstance(node, ast.ColumnRef):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _mentions(one)
    elif isinstance(node, ast.Node) and not isinstance(node, ast.NullTest):
        for name in node:
            yield from _mentions(getattr(node, name))


def _say(text: LiteralString, *values: sql.Composable) -> sql.Composed:
    return sql.SQL(text).format(*values)


def _raw(text: str) -> sql.Composable:
    """Return text that the server itself printed, or one of our verbs, as it is."""
    return sql.SQL(text)


_RELATIONS: LiteralString = """
    select
        n.nspname as schema,
        c.relname as name,
        c.relkind::text as kind,
        c.relowner = current_user::regrole as is_ours,
        (
            select jsonb_object_agg(a.attname, a.atttypid::regtype::text)
            from pg_catalog.pg_attribute as a
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        ) as columns,
        (
            select count(*) from pg_catalog.pg_policy as p where p.polrelid = c.oid
        ) as policies
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    where
        c.relkind in ('r', 'p', 'v', 'm')
        and not c.relispartition
        and (
            c.relnamespace in (select o.oid from ours as o)
            or c.oid = to_regclass('realtime.messages')
        )
    order by n.nspname, c.relname
"""

_POLICIES: LiteralString = """
    select
        n.nspname as schema,
        c.relname as relation,
        p.polname as name,
        array(
            select r.rolname::text from pg_catalog.pg_roles as r
            where r.oid = any (p.polroles)
            order by r.rolname
        ) as roles,
        pg_get_expr(p.polqual, p.polrelid) as condition,
        pg_get_expr(
            -- Where an update has no check of its own, its condition is one.
            coalesce(p.polwithcheck, case when p.polcmd in ('w', '*') then p.polqual end),
            p.polrelid
        ) as check
    from pg_catalog.pg_policy as p
    inner join pg_catalog.pg_class as c on p.polrelid = c.oid
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    order by n.nspname, c.relname, p.polname
"""

_GRANTS: LiteralString = """
    with acls as (
        select c.oid, c.relowner, null::name as attname, c.relacl as acl
        from pg_catalog.pg_class as c
        union all
        select c.oid, c.relowner, a.attname, a.attacl
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
    )

    select
        n.nspname as schema,
        c.relname as relation,
        g.grantee::regrole::text as role,
        lower(g.privilege_type) as verb,
        l.attname as column
    from acls as l
    inner join pg_catalog.pg_class as c on l.oid = c.oid
    inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
    cross join aclexplode(l.acl) as g
    where g.grantee <> c.relowner and g.privilege_type <> 'MAINTAIN'
    order by n.nspname, c.relname, l.attname, g.grantee::regrole::text, g.privilege_type
"""
