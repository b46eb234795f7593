"""A call in a policy that does not depend on the row stands in a scalar subselect.

`(select auth.uid())` is computed once per statement, bare `auth.uid()` once per row.
This holds for auth.*, for current_setting and for every function of ours that takes
no column, such as core.has_role.
"""

from collections.abc import Iterator

from pglast import ast

from glue.lint._tree import Tree, dotted, walk

REMEDY = "Wrap it: (select …)"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield bare calls in the predicates of policies."""
    for file in tree.sources:
        for statement in file.statements:
            node = statement.node
            if isinstance(node, ast.CreatePolicyStmt | ast.AlterPolicyStmt):
                for name in _bare_calls((node.qual, node.with_check)):
                    yield file.at(statement.line), f"policy {node.policy_name} calls {name} bare"


def _bare_calls(predicates: object) -> Iterator[str]:
    """Yield calls outside any subselect whose arguments name no column."""
    for node in walk(predicates, beyond=(ast.SubLink,)):
        if isinstance(node, ast.FuncCall):
            name = dotted(node.funcname)
            is_ours = "." in name and not name.startswith("pg_catalog.")
            reads_row = any(isinstance(part, ast.ColumnRef) for part in walk(node.args))
            if (is_ours or name == "current_setting") and not reads_row:
                yield name
