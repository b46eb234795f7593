"""A name in `api` is made once.

Every domain exposes into the one schema that clients know; `create or replace` would
let the second domain silently take over the first one's RPC.
"""

from collections.abc import Iterator

from pglast import ast

from glue.lint._tree import Tree, dotted, qualified

REMEDY = "Rename one of the two"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield names of `api` that an earlier source made."""
    made: dict[str, str] = {}
    for file in tree.sources:
        for statement in file.statements:
            match statement.node:
                case ast.CreateFunctionStmt(funcname=names):
                    name = dotted(names)
                case ast.ViewStmt(view=ast.RangeVar() as view):
                    name = qualified(view)
                case _:
                    continue
            where = file.at(statement.line)
            if name.startswith("api.") and made.setdefault(name, where) != where:
                yield where, f"makes {name}, which {made[name]} makes too"
