"""A module is used by those that may use it, through its public functions.

core uses no other module, master uses core, and every other module uses core and, if its
declaration in `sql/cluster` names it, reads master: so each of them can be left out or
replaced. A function that starts with `_` is private to its module. A module writes its
own tables only; it follows another module's by a trigger of its own
(`triggers/<module>/<other>.sql`). What it registers with core, it seeds itself, under its
own name.
"""

import fnmatch
import re
from collections.abc import Iterator

import pglast
from pglast import ast
from pglast.parser import scan

from glue.lint._tree import SqlFile, Tree, qualified
from glue.schema.modules import Modules

REMEDY = "Call a public function of a module that this one may use, or list it in EXCEPTIONS"

NEEDS = {"core": frozenset[str](), "master": frozenset({"core"})}
"""Which modules a module may need; a domain is not listed and may need DOMAIN."""

DOMAIN = frozenset({"core", "master"})

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("triggers/*", "core.audit_entries"): "the macro of core that audits a table writes there",
}
"""{(addresses, what they name): why they may}."""

_WRITES = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+$",
    re.IGNORECASE,
)
_MODULES = ("functions", "tables")
_LINTED = ("functions", "views", "triggers", "policies", "seeds", "tables", "types")


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield what a module needs or names and may not."""
    for module, needs in tree.modules.needs.items():
        for other in sorted(needs - NEEDS.get(module, DOMAIN)):
            yield f"sql/cluster/{module}.sql:1", f"{module} may not need {other}"
    files = [file for file in tree.sources if file.address.split("/")[0] in _LINTED]
    modules = _modules(files)
    for file in files:
        found = _references(file, modules, tree.modules)
        for line, name, message in (*found, *_foreign_rows(file, modules)):
            if not any(
                name == excepted and fnmatch.fnmatch(file.address, addresses)
                for addresses, excepted in EXCEPTIONS
            ):
                yield file.at(line), message


def _modules(files: list[SqlFile]) -> set[str]:
    """Return the schemas that have functions or tables of the tree, and those of DOMAIN."""
    addresses = [file.address.split("/") for file in files]
    return {module for kind, module, _ in addresses if kind in _MODULES} - {"api"} | DOMAIN


def _references(
    file: SqlFile, modules: set[str], declared: Modules
) -> Iterator[tuple[int, str, str]]:
    """Yield (line, name, message) of each wrong use of another module."""
    kind, module, *rest = file.address.split("/")
    others = modules - {module}
    if module == "api":
        # A table of contents has the name of its module. A view begins with it, and runs
        # with the rights of its caller: nothing private, of its own module neither.
        module = rest[-1] if kind == "functions" else declared.of(file.address)
        others = modules - {module} if kind == "functions" else modules
    may_use = {module, *declared.needs.get(module, NEEDS.get(module, DOMAIN))}
    names = re.compile(rf"\b({'|'.join(sorted(others))})\.(\w+)")
    for text, offset in _code(file.body):
        for match in names.finditer(text):
            other, name = match.groups()
            line = file.line_at(offset + match.start())
            if name.startswith("_"):
                yield line, match[0], f"{match[0]} is private to {other}"
            elif other not in may_use:
                yield line, match[0], f"{module} uses {match[0]}, and may not use {other}"
            elif kind != "seeds" and _WRITES.search(text, 0, match.start()):
                yield line, match[0], f"{module} writes {match[0]}, a table of {other}"


def _foreign_rows(file: SqlFile, modules: set[str]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, key, message) of each row in a table of core that has another's key."""
    kind, module, _ = file.address.split("/")
    if kind != "seeds":
        return
    for statement in file.statements:
        match statement.node:
            case ast.InsertStmt(
                relation=ast.RangeVar(schemaname="core") as table,
                selectStmt=ast.SelectStmt(valuesLists=tuple(rows)),
            ):
                for row in rows:
                    key = _text(row[0])
                    if key is not None and _is_foreign(key, module, modules):
                        message = f"seeds {key!r} into {qualified(table)}: not of {module}"
                        yield statement.line, key, message


def _is_foreign(key: str, module: str, modules: set[str]) -> bool:
    """Return whether a key is another module's. Some of core's begin with no module."""

    def is_of(owner: str) -> bool:
        return re.match(rf"{owner}(?:[.:_]|$)", key) is not None

    if module == "core":
        return any(is_of(other) for other in modules - {"core"})
    return not is_of(module)


def _text(node: object) -> str | None:
    """Return a literal's text, also that of a cast one; None for any other expression."""
    match node:
        case ast.TypeCast(arg=inner):
            return _text(inner)
        case ast.A_Const(val=ast.String(sval=text)):
            return str(text)
    return None


def _code(text: str, offset: int = 0) -> Iterator[tuple[str, int]]:
    """Yield SQL and each dollar-quoted body in it, comments blanked out, with positions.

    Prose in dollar quotes (a comment) need not be SQL: what does not scan is left out.
    """
    try:
        tokens = scan(text)
    except pglast.parser.ParseError:
        return
    shown = list(text)
    for token in tokens:
        piece = text[token.start : token.end + 1]
        is_body = token.name == "SCONST" and piece.startswith("$")
        if is_body or token.name.endswith("_COMMENT"):
            shown[token.start : token.end + 1] = " " * len(piece)
        if is_body:
            tag = piece.index("$", 1) + 1
            yield from _code(piece[tag:-tag], offset + token.start + tag)
    yield "".join(shown), offset
