"""A call in a policy that does not depend on the row stands in a scalar subselect.

`(select auth.uid())` is computed once per statement, bare `auth.uid()` once per row.
This holds for auth.*, for current_setting and for every function of ours that takes
no column, such as core.has_role.
"""

from collections.abc import Iterator

from pglast import ast, visitors

from glue.lint._tree import Tree, dotted

REMEDY = "Wrap it: (select …)"


class _BareCalls(visitors.Visitor):
    """Collects calls outside any subselect whose arguments name no column."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_SubLink(self, _ancestors: object, _node: ast.SubLink) -> object:  # noqa: N802
        """Leave subselects alone."""
        return visitors.Skip

    def visit_FuncCall(self, _ancestors: object, node: ast.FuncCall) -> None:  # noqa: N802
        """Note a call that would run for every row."""
        name = dotted(node.funcname)
        if name.startswith("pg_catalog.") or ("." not in name and name != "current_setting"):
            return
        columns = _Columns()
        for argument in node.args or ():
            columns(argument)
        if not columns.found:
            self.found.append(name)


class _Columns(visitors.Visitor):
    """Tells whether an expression names a column."""

    found = False

    def visit_ColumnRef(self, _ancestors: object, _node: ast.ColumnRef) -> None:  # noqa: N802
        """Note a column."""
        self.found = True


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield bare calls in the predicates of policies."""
    for file in tree.sources:
        for statement in file.statements:
            node = statement.node
            if not isinstance(node, ast.CreatePolicyStmt | ast.AlterPolicyStmt):
                continue
            calls = _BareCalls()
            for predicate in (node.qual, node.with_check):
                if predicate is not None:
                    calls(predicate)
            for name in calls.found:
                yield file.at(statement.line), f"policy {node.policy_name} calls {name} bare"
