"""An RPC that will go says since when, and what takes its place.

The line `Deprecated: since 0.2.0; use add_loan.` of its comment reaches the reference, OpenAPI
and the clients. So it has one form, and leads to an RPC that stays; without a successor it is
`Deprecated: since 0.2.0.`
"""

from collections.abc import Iterator

from pglast import ast

from glue.lint._tree import Tree, dotted
from glue.schema.rpcs import read_comment, read_deprecation

REMEDY = "Write `Deprecated: since 0.2.0; use <RPC>.`; docs/versioning.md has the rules"


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield lines that are not read, or lead nowhere."""
    labels = dict(_labels(tree))
    deprecated = {name for name, (_, label) in labels.items() if label}
    for name, (place, label) in labels.items():
        if not label:
            continue
        read = read_deprecation(label)
        if read is None:
            yield place, f"the comment on {name} says Deprecated: {label}"
        elif read.use and read.use not in labels.keys() - deprecated:
            what = "is deprecated too" if read.use in deprecated else "is not an exposed RPC"
            yield place, f"{name} gives way to {read.use}, which {what}"


def _labels(tree: Tree) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each exposed RPC with its place, and what follows Deprecated: in its comment."""
    for file in tree.sources:
        if not file.address.startswith("functions/api/"):
            continue
        for statement in file.statements:
            match statement.node:
                case ast.CommentStmt(object=ast.ObjectWithArgs(objname=names), comment=text):
                    label = read_comment(text or "")[2].get("Deprecated", "")
                    name = dotted(names).removeprefix("api.")
                    yield name, (file.at(statement.line), label)
