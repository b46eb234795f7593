"""Every policy says for which command and to which roles.

Without `to`, a policy speaks to PUBLIC: to every role that will ever be made. Without
`for`, it grants four verbs where a reader looks for one.
"""

from collections.abc import Iterator

from pglast import ast, enums

from glue.lint._tree import Tree

REMEDY = "Write `for <one command>` and `to <roles>`"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield policies to PUBLIC, and policies for all commands."""
    for file in tree.sources:
        for statement in file.statements:
            node = statement.node
            if not isinstance(node, ast.CreatePolicyStmt):
                continue
            where = file.at(statement.line)
            if any(
                isinstance(role, ast.RoleSpec)
                and role.roletype == enums.RoleSpecType.ROLESPEC_PUBLIC
                for role in node.roles or ()
            ):
                yield where, f"policy {node.policy_name} speaks to PUBLIC"
            if node.cmd_name == "all":
                yield where, f"policy {node.policy_name} is for all commands"
