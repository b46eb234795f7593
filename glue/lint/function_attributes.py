"""Every function states returns, language, volatility, security and search_path.

In this order, one per line: what is not stated is decided by a default that readers
have to know, and a function without a fixed search_path runs whatever its caller put
first there. An empty path is not enough: Postgres then looks for types and tables in
pg_temp first, where a caller can create a domain named `jsonb`.
"""

from collections.abc import Iterator

from pglast import ast

from glue.lint._tree import SqlFile, Statement, Tree

REMEDY = (
    "Write returns, language, immutable|stable|volatile, security invoker|definer, "
    "set search_path = pg_catalog, pg_temp in this order, one per line"
)
_WANTED = ["language", "volatility", "security", "set"]


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield functions whose attributes are missing, out of order or on one line."""
    for file in tree.sources:
        for statement in file.statements:
            node = statement.node
            if isinstance(node, ast.CreateFunctionStmt) and not node.is_procedure:
                yield from _check(file, statement, node)


def _check(
    file: SqlFile, statement: Statement, node: ast.CreateFunctionStmt
) -> Iterator[tuple[str, str]]:
    where = file.at(statement.line)
    options = [o for o in node.options or () if isinstance(o, ast.DefElem)]
    found = {str(option.defname): option for option in reversed(options)}
    missing = [name for name in _WANTED if name not in found]
    if missing:
        yield where, f"does not state {', '.join(missing)}"
        return
    places = [found[name].location or 0 for name in _WANTED]
    lines = [file.line_at(place) for place in places]
    if places != sorted(places) or len(set(lines)) < len(lines):
        yield where, "states its attributes in another order or several on a line"
    setting = found["set"].arg if "set" in found else None
    if isinstance(setting, ast.VariableSetStmt) and not _is_safe_search_path(setting):
        yield where, "sets something other than search_path = pg_catalog, pg_temp first"


def _is_safe_search_path(setting: ast.VariableSetStmt) -> bool:
    values = [
        value.val.sval
        for value in setting.args or ()
        if isinstance(value, ast.A_Const) and isinstance(value.val, ast.String)
    ]
    return setting.name == "search_path" and values == ["pg_catalog", "pg_temp"]
