"""The grants of a table are in the file of its policies, after a `revoke all`.

So the access of a table is one file. The file is applied again when its text changes, and
a grant whose line is gone from it is gone from the database.
"""

from collections.abc import Iterator

from pglast import ast, enums

from glue.lint._tree import Tree, qualified

REMEDY = "Write it in policies/<module>/<table>.sql.j2, with sql/macros/access.sql.j2"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield grants on tables in other files, and grants that no revoke precedes."""
    for file in tree.sources:
        kind, *module, name = file.address.split("/")
        if kind == "views":
            continue
        revoked: set[str] = set()
        for statement in file.statements:
            node = statement.node
            if not isinstance(node, ast.GrantStmt) or (
                node.objtype != enums.ObjectType.OBJECT_TABLE
            ):
                continue
            for relation in node.objects or ():
                table = qualified(relation)
                if kind != "policies" or table != ".".join([*module, name]):
                    yield file.at(statement.line), f"grants or revokes rights on {table}"
                elif not node.is_grant:
                    revoked.add(table)
                elif table not in revoked:
                    yield file.at(statement.line), f"grants before `revoke all on {table}`"
