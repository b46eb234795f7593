"""SQL of the sources through the server's own parser, and its expressions as text."""

from collections.abc import Iterator
from contextlib import contextmanager

from pglast import ast
from pglast.parser import ParseError, scan
from pglast.stream import RawStream

from glue.errors import ConfigError


@contextmanager
def named_errors(name: str, sql: str) -> Iterator[None]:
    """Let an error of the parser name the source and its line."""
    try:
        yield
    except ParseError as exc:
        words, place = exc.args
        # pglast takes the place, which counts characters, for one that counts bytes.
        line = sql.count("\n", 0, len(sql[:place].encode())) + 1
        raise ConfigError(f"{name}:{line}: {words}", "Make it SQL that Postgres parses.") from exc


def spell(node: ast.Node) -> str:
    """Return an expression with its keywords in lower case; literals and names keep theirs."""
    text = str(RawStream()(node))
    for token in scan(text):
        if token.kind != "NO_KEYWORD":
            place = slice(token.start, token.end + 1)
            text = text[: place.start] + text[place].lower() + text[place.stop :]
    return text
