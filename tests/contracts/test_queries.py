"""A query in `glue` is a literal, a composed statement, or marked as text that is run as it is."""

import ast
from collections.abc import Iterator

import pytest

from glue import paths

RUNS = {"execute", "executemany", "copy"}


def is_constant(part: ast.expr) -> bool:
    """Return whether a part of an f-string is written in the code: a text, or a CONSTANT."""
    match part:
        case ast.FormattedValue(value=ast.Name(id=name)):
            return name.isupper()
    return isinstance(part, ast.Constant)


def is_text_made_here(query: ast.expr) -> bool:
    """Return whether a query is put together as a string: psycopg cannot quote its values."""
    match query:
        case ast.JoinedStr(values=parts):
            return not all(is_constant(part) for part in parts)
        case ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr="encode")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="format")):
            return True
    return False


def made_queries(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that run such a query."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[query, *_]) if name in RUNS:
                if is_text_made_here(query):
                    yield node.lineno


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('conn.execute("select 1")', []),
        ('conn.execute(sql.SQL("select {}").format(1))', []),
        ('conn.execute(f"listen {CHANNEL}")', []),
        ('conn.execute(f"select {value}")', [1]),
        ('conn.execute("select " + value)', [1]),
        ('conn.execute("select {}".format(value))', [1]),
        ("conn.execute(query.encode())", [1]),
    ],
)
def test_a_query_made_as_text_is_found(code: str, lines: list[int]) -> None:
    assert list(made_queries(ast.parse(code))) == lines


def test_glue_makes_no_query_as_text() -> None:
    found = {
        str(path.relative_to(paths.ROOT)): lines
        for path in sorted((paths.ROOT / "glue").rglob("*.py"))
        if (lines := list(made_queries(ast.parse(path.read_text()))))
    }
    assert found == {}
