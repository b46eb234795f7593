"""Which objects a repeatable file makes, read from its own text with the server's grammar."""

import functools
from dataclasses import dataclass
from typing import Any

import pglast
from pglast import ast, enums
from pglast.stream import RawStream

from glue.migrate.attached import attachment_of

ROLES = "public, anon, authenticated, service_role, app_worker, app_reader"
"""Whom a source may grant the execution of a function."""

_DROP_ACCESS = """
do $$
declare
    v_grantee text;
begin
    for v_grantee in
        select distinct
            case a.grantee when 0 then 'public' else a.grantee::regrole::text end
        from (
            select c.relacl as acl, c.relowner
            from pg_catalog.pg_class as c
            where c.oid = to_regclass({table})
            union all
            select t.attacl, c.relowner
            from pg_catalog.pg_class as c
            join pg_catalog.pg_attribute as t on c.oid = t.attrelid
            where c.oid = to_regclass({table})
        ) as g
        cross join aclexplode(g.acl) as a
        where a.grantee <> g.relowner
    loop
        execute format('revoke all on %s from %s cascade', {table}, v_grantee);
    end loop;
end $$"""
_LOCATE_TRIGGER = """
select 'pg_trigger'::regclass::oid as classid, oid as objid from pg_catalog.pg_trigger
where tgrelid = to_regclass({}) and quote_ident(tgname) = {}
"""
_LOCATE_ATTACHMENT = """
select 'core.attachments'::regclass::oid as classid, attached_table::oid as objid
from core.attachments where table_name = {} and kind = {}
"""
_LOCATE_POLICY = """
select 'pg_policy'::regclass::oid as classid, oid as objid from pg_catalog.pg_policy
where polrelid = to_regclass({}) and quote_ident(polname) = {}
"""


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """One object: enough to find it and to drop it.

    `name` is qualified and quoted (with argument types for a function); `table` is the
    table of a trigger or policy, else empty. What roles may do with a table is an object
    too, of kind `access`: it has the table's name, and its drop revokes the grants of all
    roles, as the runner does before it applies the file. An `attachment` is named by its kind;
    its table is spelt as the line of the trigger file has it.
    """

    kind: str
    name: str
    table: str = ""

    def __str__(self) -> str:
        """Name it as an error message does."""
        return f"{self.kind} {self.name}" + (f" on {self.table}" if self.table else "")

    @property
    def drop(self) -> str:
        """The statement that drops it."""
        if self.kind == "access":
            return _DROP_ACCESS.format(table=_literal(self.name))
        if self.kind == "attachment":
            return f"select core.detach_table({_literal(self.name)}, {_literal(self.table)})"
        return f"drop {self.kind} if exists {self.name}" + (
            f" on {self.table}" if self.table else ""
        )

    @property
    def locate(self) -> str:
        """A query for (classid, objid); no row or null when it does not exist."""
        match self.kind:
            case "function":
                return (
                    "select 'pg_proc'::regclass::oid as classid, "
                    f"to_regprocedure({_literal(self.name)})::oid as objid"
                )
            case "view" | "materialized view":
                return (
                    "select 'pg_class'::regclass::oid as classid, "
                    f"to_regclass({_literal(self.name)})::oid as objid"
                )
            case "access":
                return f"select 0::oid as classid, to_regclass({_literal(self.name)})::oid as objid"
            case "attachment":
                return _LOCATE_ATTACHMENT.format(_literal(self.table), _literal(self.name))
            case "trigger":
                return _LOCATE_TRIGGER.format(_literal(self.table), _literal(self.name))
            case _:
                return _LOCATE_POLICY.format(_literal(self.table), _literal(self.name))


def identities(body: str) -> tuple[Identity, ...]:
    """Return what a file makes, in the order in which it makes it."""
    return tuple(_read(body))


def seeded_tables(body: str) -> dict[str, tuple[str, ...]]:
    """Return {table: the columns that a seed file's inserts write}."""
    found: dict[str, tuple[str, ...]] = {}
    for raw in pglast.parse_sql(body):
        statement: Any = raw.stmt
        if isinstance(statement, ast.InsertStmt):
            table = RawStream()(statement.relation)
            found[table] = tuple(column.name for column in statement.cols or ())
    return found


def seed_keys(body: str) -> dict[str, tuple[str, ...]]:
    """Return {table: the columns by which a seed file's inserts find their rows again}."""
    found: dict[str, tuple[str, ...]] = {}
    for raw in pglast.parse_sql(body):
        statement: Any = raw.stmt
        conflict = statement.onConflictClause if isinstance(statement, ast.InsertStmt) else None
        if conflict is not None and conflict.infer is not None:
            elements = conflict.infer.indexElems or ()
            found[RawStream()(statement.relation)] = tuple(
                element.name for element in elements if element.name
            )
    return found


def released_columns(body: str) -> dict[str, tuple[str, ...]]:
    """Return {table: the columns of a seed's rows that a release owns}.

    An upsert owns its key and what it sets; the rest it inserts once, as a start for the
    operator, who changes it. `do nothing` therefore owns the key that it names; without a
    key it owns nothing, and its table is left out. Any other insert owns all that it writes.
    """
    found = seeded_tables(body)
    keys = seed_keys(body)
    for raw in pglast.parse_sql(body):
        statement: Any = raw.stmt
        conflict = statement.onConflictClause if isinstance(statement, ast.InsertStmt) else None
        if conflict is not None:
            table = RawStream()(statement.relation)
            sets = (column.name for column in conflict.targetList or ())
            owned = {*keys.get(table, ()), *sets}
            columns = found.pop(table, ())
            if owned:
                found[table] = tuple(name for name in columns if name in owned)
    return found


def shape(body: str) -> dict[Identity, str]:
    """Return what of each function Postgres can not replace in place: names and result."""
    return {made: text for made, text in _read(body).items() if made.kind == "function"}


@functools.cache
def _read(body: str) -> dict[Identity, str]:
    """Return what a file makes, with the shape of each function; a file is parsed once."""
    found: dict[Identity, str] = {}
    for raw in pglast.parse_sql(body):
        made = made_by(raw.stmt)
        if made is not None:
            found[made] = _shape_of(raw.stmt) if made.kind == "function" else ""
    return found


def _shape_of(statement: Any) -> str:
    return _type(statement.returnType) + ", ".join(
        f"{p.name} {p.mode}" for p in statement.parameters or ()
    )


def made_by(statement: Any) -> Identity | None:
    """Return what a statement makes that may be made again."""
    made = None
    match statement:
        case ast.CreateFunctionStmt():
            made = Identity("function", _signature(statement))
        case ast.ViewStmt():
            made = Identity("view", RawStream()(statement.view))
        case ast.CreateTableAsStmt():
            made = Identity("materialized view", RawStream()(statement.into.rel))
        case ast.CreateTrigStmt():
            made = Identity("trigger", quoted(statement.trigname), RawStream()(statement.relation))
        case ast.CreatePolicyStmt():
            made = Identity("policy", quoted(statement.policy_name), RawStream()(statement.table))
        case ast.GrantStmt(is_grant=False, objtype=enums.ObjectType.OBJECT_TABLE, objects=[table]):
            made = Identity("access", RawStream()(table))
        case ast.SelectStmt():
            attached = attachment_of(statement)
            made = Identity("attachment", attached.kind, attached.table) if attached else None
    return made


def _signature(statement: Any) -> str:
    name = ".".join(quoted(part.sval) for part in statement.funcname)
    modes = enums.FunctionParameterMode
    outputs = {modes.FUNC_PARAM_OUT, modes.FUNC_PARAM_TABLE}
    types = [_type(p.argType) for p in statement.parameters or () if p.mode not in outputs]
    return f"{name}({', '.join(types)})"


_TYPES: dict[tuple[Any, ...], str] = {}
"""Types as SQL writes them, by what tells them apart: pglast takes long to write a tree."""


def _type(name: Any) -> str:
    if name is None or name.typmods:
        return "" if name is None else str(RawStream()(name))
    parts = tuple(part.sval for part in name.names)
    bounds = tuple(bound.ival for bound in name.arrayBounds or ())
    key = (parts, bounds, name.setof, name.pct_type)
    if key not in _TYPES:
        _TYPES[key] = RawStream()(name)
    return _TYPES[key]


@functools.cache
def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    text: str = RawStream()(ast.ColumnRef(fields=(ast.String(sval=name),)))
    return text


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
