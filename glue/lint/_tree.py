"""What rules over sources read: files with their statements, templates, migrations."""

import bisect
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pglast
from pglast import ast
from pglast.parser import Token, scan

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import CORE, Modules, read_modules
from glue.schema.sources import chosen_templates, home_of, read_sources, without_area
from glue.schema.texts import read_text


@dataclass(frozen=True)
class Statement:
    """One parsed statement and the line it starts on."""

    node: ast.Node
    line: int


@dataclass(frozen=True)
class SqlFile:
    """One file of plain SQL; `path` is relative to the checkout."""

    path: str
    body: str

    @functools.cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, as the server's own parser reads them."""
        try:
            tokens = code_tokens(self.body)
            parsed = pglast.parse_sql(self.body)
        except pglast.parser.ParseError as exc:
            raise ConfigError(f"{self.path}: {exc}", "Make it SQL that Postgres parses.") from exc
        starts = [token.start for token in tokens]
        found = []
        for raw in parsed:
            if raw.stmt is not None:
                first = tokens[bisect.bisect_left(starts, raw.stmt_location or 0)]
                found.append(Statement(raw.stmt, self.line_at(first.start)))
        return tuple(found)

    @property
    def address(self) -> str:
        """The address of what it holds, whichever area of a module it is in."""
        return without_area(self.path.removeprefix("sql/rendered/").removeprefix("sql/"))

    def line_at(self, position: int) -> int:
        """Return the line of a character of the body."""
        return self.body.count("\n", 0, position) + 1

    def at(self, line: int) -> str:
        """Return the place of a line, as editors understand it."""
        return f"{self.path}:{line}"


@dataclass(frozen=True)
class Tree:
    """Everything that rules over sources read; a project's stands beside what ships."""

    sources: tuple[SqlFile, ...] = ()
    migrations: tuple[SqlFile, ...] = ()
    templates: tuple[SqlFile, ...] = ()
    modules: Modules = field(default_factory=lambda: Modules({CORE: frozenset()}, frozenset()))

    @classmethod
    def read(cls, root: Path) -> "Tree":
        """Read a project or a checkout."""

        def files(found: Iterable[Path]) -> tuple[SqlFile, ...]:
            return tuple(SqlFile(_name(path, root), read_text(path)) for path in found)

        return cls(
            sources=tuple(
                SqlFile(
                    f"sql/rendered/{source.address}.sql"
                    if source.path.suffix == ".j2"
                    else _name(source.path, root),
                    source.body,
                )
                for source in read_sources(root)
            ),
            migrations=files(
                path
                for home in paths.roots(root)
                for path in sorted((home / "migrations").glob("*.sql"))
            ),
            templates=files(
                [*chosen_templates(root), *sorted((root / "sql/macros").rglob("*.sql.j2"))]
            ),
            modules=read_modules(root),
        )

    @property
    def sql(self) -> tuple[SqlFile, ...]:
        """Everything that a database runs."""
        return self.sources + self.migrations


def _name(path: Path, root: Path) -> str:
    """Return the path of a file in its root."""
    return path.relative_to(home_of(path, root)).as_posix()


def code_tokens(text: str) -> list[Token]:
    """Return the tokens of some SQL without its comments."""
    return [token for token in scan(text) if not token.name.endswith("_COMMENT")]


def bodies(text: str, offset: int = 0) -> Iterator[tuple[str, int]]:
    """Yield a text of SQL and every dollar-quoted body in it, with their positions.

    Prose in dollar quotes (a comment) need not be SQL: what does not scan is left out.
    """
    try:
        tokens = code_tokens(text)
    except pglast.parser.ParseError:
        return
    yield text, offset
    for token in tokens:
        quoted = text[token.start : token.end + 1]
        if token.name == "SCONST" and quoted.startswith("$"):
            tag = quoted.index("$", 1) + 1
            yield from bodies(quoted[tag:-tag], offset + token.start + tag)


def walk(node: object, *, beyond: tuple[type[ast.Node], ...] = ()) -> Iterator[ast.Node]:
    """Yield a node and all below it, but nothing below nodes of the kinds `beyond`."""
    if isinstance(node, tuple):
        for item in node:
            yield from walk(item, beyond=beyond)
    elif isinstance(node, ast.Node):
        yield node
        if not isinstance(node, beyond):
            for attribute in node:
                yield from walk(getattr(node, attribute), beyond=beyond)


def dotted(names: Iterable[ast.Node] | None) -> str:
    """Return a qualified name as text."""
    return ".".join(str(name.sval) for name in names or () if isinstance(name, ast.String))


def qualified(relation: ast.RangeVar) -> str:
    """Return a relation's name with its schema."""
    return f"{relation.schemaname}.{relation.relname}"
