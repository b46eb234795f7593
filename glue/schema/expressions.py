"""Expressions of the parser's tree as text, in the spelling of the sources."""

from pglast import ast
from pglast.parser import scan
from pglast.stream import RawStream


def spell(node: ast.Node) -> str:
    """Return an expression with its keywords in lower case; literals and names keep theirs."""
    text = str(RawStream()(node))
    for token in scan(text):
        if token.kind != "NO_KEYWORD":
            place = slice(token.start, token.end + 1)
            text = text[: place.start] + text[place].lower() + text[place.stop :]
    return text
