"""What a once-only step makes and takes away, read from its own text with the server's grammar.

What a step does in a DO block or by a call is not seen.
"""

from collections.abc import Iterator
from typing import Any

import pglast
from pglast import ast

from glue.migrate.identities import Identity, made_by, quoted

_RELATIONS = ("table", "view", "materialized view", "index", "sequence", "type")
"""Kinds that share their names: a table is also a type."""
_DROPPED = {
    "OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_INDEX", "OBJECT_SEQUENCE",
    "OBJECT_TYPE", "OBJECT_DOMAIN",
}  # fmt: skip
_PARTS = {"OBJECT_TRIGGER": "trigger", "OBJECT_POLICY": "policy"}
_CUT = {"AT_DropColumn": "column", "AT_DropConstraint": "constraint"}


def made_anew(bodies: list[str]) -> dict[Identity, None]:
    """Return what steps make, in their order, for which they make no room themselves.

    A line with `if not exists` lets be what is there, so it makes nothing that could be in
    the way.
    """
    found: dict[Identity, None] = {}
    gone: set[Identity] = set()
    for body in bodies:
        for raw in pglast.parse_sql(body):
            gone |= {*_taken_by(raw.stmt)}
            for made in _made_by(raw.stmt):
                if _name(made) not in gone and _relation(made.table) not in gone:
                    found.setdefault(made)
    return found


def _name(made: Identity) -> Identity:
    return _relation(made.name) if made.kind in _RELATIONS else made


def _relation(name: str) -> Identity:
    return Identity("relation", name)


def _made_by(statement: Any) -> Iterator[Identity]:
    """Yield what a statement makes."""
    if getattr(statement, "if_not_exists", False):
        return
    match statement:
        case ast.AlterTableStmt():
            for command in statement.cmds:
                yield from _added_by(command, _of(statement.relation))
        case _:
            made = _object_of(statement) or made_by(statement)
            if made is not None and made.kind not in ("access", "attachment"):
                yield made


def _object_of(statement: Any) -> Identity | None:
    """Return the object that a statement makes, if it is of a kind that is made once."""
    made = None
    match statement:
        case ast.CreateSchemaStmt():
            made = Identity("schema", quoted(statement.schemaname))
        case ast.CreateStmt(relation=relation) if relation.relpersistence != "t":
            made = Identity("table", _of(relation))
        case ast.CreateSeqStmt():
            made = Identity("sequence", _of(statement.sequence))
        case ast.IndexStmt(idxname=str(name)):
            schema = statement.relation.schemaname
            made = Identity("index", ".".join(map(quoted, filter(None, (schema, name)))))
        case ast.CreateEnumStmt() | ast.CreateRangeStmt():
            made = Identity("type", _of_parts(statement.typeName))
        case ast.CreateDomainStmt():
            made = Identity("type", _of_parts(statement.domainname))
        case ast.CompositeTypeStmt():
            made = Identity("type", _of(statement.typevar))
    return made


def _added_by(command: Any, table: str) -> Iterator[Identity]:
    match command.subtype.name, command.def_:
        case "AT_AddColumn", column if not command.missing_ok:
            yield Identity("column", quoted(column.colname), table)
        case "AT_AddConstraint", ast.Constraint(conname=str(name)):
            yield Identity("constraint", quoted(name), table)


def _taken_by(statement: Any) -> Iterator[Identity]:
    """Yield what a statement drops, renames or moves, by its old name."""
    match statement:
        case ast.DropStmt() if statement.removeType.name in _DROPPED:
            for each in statement.objects:
                yield _relation(_of_parts(each.names if isinstance(each, ast.TypeName) else each))
        case ast.DropStmt() if kind := _PARTS.get(statement.removeType.name):
            yield from (_part(kind, each) for each in statement.objects)
        case ast.AlterTableStmt():
            for command in statement.cmds:
                if kind := _CUT.get(command.subtype.name):
                    yield Identity(kind, quoted(command.name), _of(statement.relation))
        case ast.RenameStmt(relation=ast.RangeVar() as relation, subname=str(name)):
            for kind in ("column", "constraint", "trigger", "policy"):
                yield Identity(kind, quoted(name), _of(relation))
        case (
            ast.RenameStmt(relation=ast.RangeVar() as relation)
            | ast.AlterObjectSchemaStmt(relation=ast.RangeVar() as relation)
        ):
            yield _relation(_of(relation))


def _part(kind: str, names: Any) -> Identity:
    return Identity(kind, quoted(names[-1].sval), _of_parts(names[:-1]))


def _of(relation: Any) -> str:
    return ".".join(map(quoted, filter(None, (relation.schemaname, relation.relname))))


def _of_parts(names: Any) -> str:
    return ".".join(quoted(name.sval) for name in names)
