"""A file holds what its path says.

The path gives an object's one address: of its source, of its test, in the ledger. So
`functions/<schema>/[<area>/]<name>.sql` makes that function only (with its overloads), a
table or view file that relation, and a trigger or policy file speaks of that one table. A
trigger function that a macro writes, `tg_<table>__<rule>`, has the address of the triggers
that call it: one line of `triggers/<schema>/<table>` makes both, and one test proves both.
What one module hangs on the tables of another is `triggers/<module>/<other>.sql`.
"""

import re
from collections.abc import Iterator

from pglast import ast

from glue.lint._tree import Tree, dotted, qualified

_OF_TABLE = re.compile(r"(?P<schema>\w+)\.tg_(?P<table>\w+?)__\w+")
REMEDY = "Move it to the file of its own address"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield objects that are made in another object's file."""
    for file in tree.sources:
        kind, *module, name = file.address.split("/")
        schema = module[0] if module else ""
        if (kind, schema) == ("functions", "api"):
            continue
        for statement in file.statements:
            made = _object(kind, statement.node)
            if made is None or made == f"{schema}.{name}":
                continue
            if kind != "triggers" or made.split(".")[0] != name:
                yield file.at(statement.line), f"concerns {made}"


def _object(kind: str, node: ast.Node) -> str | None:
    """Return the name of the object of this kind that a statement makes."""
    match kind, node:
        case "triggers", ast.CreateFunctionStmt(funcname=names):
            match = _OF_TABLE.fullmatch(dotted(names))
            return f"{match['schema']}.{match['table']}" if match else dotted(names)
        case _, ast.CreateFunctionStmt(funcname=names):
            return dotted(names)
        case (
            ("tables", ast.CreateStmt(relation=ast.RangeVar() as relation, partbound=None))
            | ("views", ast.ViewStmt(view=ast.RangeVar() as relation))
            | (
                "views",
                ast.CreateTableAsStmt(into=ast.IntoClause(rel=ast.RangeVar() as relation)),
            )
            | ("triggers", ast.CreateTrigStmt(relation=ast.RangeVar() as relation))
            | ("policies", ast.CreatePolicyStmt(table=ast.RangeVar() as relation))
        ):
            return qualified(relation)
    return None
