"""Templates stay SQL to every other tool, and macros stay small and hide nothing.

Control flow is `--%`, remarks are `--#`: both are comments to an editor or a linter. A
macro has at most 60 lines and 4 parameters. It may grant only to roles that its caller
names, and never makes a definer function: who may do what is read where it is written.
"""

import re
from collections.abc import Iterator

from glue.lint._tree import SqlFile, Tree

REMEDY = "Use --% and --#; split the macro, or write its SQL out where it is used"
_MAX_LINES = 60
_MAX_PARAMETERS = 4
_MACRO = re.compile(
    r"^--%\s*macro\s+(?P<name>\w+)\((?P<parameters>[^)]*)\)[^\n]*\n(?P<body>.*?)^--%\s*endmacro",
    re.MULTILINE | re.DOTALL,
)
_GRANT = re.compile(r'\bgrant\b[^;]*?\bto\s+[a-z_"]', re.IGNORECASE)


def check(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield foreign delimiters, misplaced macros, and macros that are too much."""
    for file in tree.templates:
        for match in re.finditer(r"\{[%#]|[%#]\}|\{\{-|-\}\}", file.body):
            yield file.at(file.line_at(match.start())), f"says {match[0]}"
        macros = list(_MACRO.finditer(file.body))
        if macros and not file.path.startswith("sql/macros/"):
            yield file.at(file.line_at(macros[0].start())), "defines a macro outside sql/macros"
        for macro in macros:
            for message in _faults(macro):
                yield _place(file, macro), f"macro {macro['name']} {message}"


def _place(file: SqlFile, macro: re.Match[str]) -> str:
    return file.at(file.line_at(macro.start()))


def _faults(macro: re.Match[str]) -> Iterator[str]:
    lines = macro["body"].count("\n")
    if lines > _MAX_LINES:
        yield f"has {lines} lines, more than {_MAX_LINES}"
    parameters = [item for item in macro["parameters"].split(",") if item.strip()]
    if len(parameters) > _MAX_PARAMETERS:
        yield f"has {len(parameters)} parameters, more than {_MAX_PARAMETERS}"
    if re.search(r"\bsecurity\s+definer\b", macro["body"], re.IGNORECASE):
        yield "hides a definer function"
    if _GRANT.search(macro["body"]):
        yield "hides to whom it grants"
