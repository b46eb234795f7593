"""The SQL tree: which files there are, in which order they build a database.

A project's sources stand beside those that ship (`paths.roots`), under the same rules.

An address (`kind/module/object`) names the source of an object, its rendered form and its
test. It is the path of the file without the folder of its kind, without its suffix, and
without the area, one folder that a big module may put its files into
(`functions/core/jobs/enqueue.sql` is `functions/core/enqueue`). A `.sql.j2` source is read
from `sql/rendered`, since the database only ever sees plain SQL.
"""

import fnmatch
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pglast
from pglast import ast
from pglast.visitors import referenced_relations

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import needs_of, read_modules
from glue.schema.parsing import named_errors
from glue.schema.texts import read_text, refuse_linked_folders

FOLDERS = {
    "cluster": "sql/cluster",
    "types": "sql/types",
    "tables": "sql/tables",
    "functions": "functions",
    "views": "sql/views",
    "triggers": "triggers",
    "policies": "policies",
    "seeds": "sql/seeds",
}
ONCE_ONLY = ("cluster", "types", "tables")
REPEATABLE = ("functions", "views", "triggers", "policies", "seeds")

_ATTACHES = "select core.attach_table("
# A statement that begins with one of these words, whatever stands before it.
_WORDS = r"(?:abort|begin|commit|end|prepare|release|rollback|savepoint|start)\b"
_MAY_CONTROL = re.compile(rf"(?:^|;|\*/)\s*{_WORDS}", re.IGNORECASE | re.MULTILINE)
_CONTROL = re.compile(_WORDS, re.IGNORECASE)
_LEADING = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the tree, as the database will see it."""

    address: str
    path: Path
    body: str

    @property
    def kind(self) -> str:
        """The first part of the address."""
        return self.address.split("/", 1)[0]

    @property
    def sha256(self) -> str:
        """The checksum that decides whether a repeatable runs again."""
        return hashlib.sha256(self.body.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _File:
    """A source file that was found, not read yet."""

    home: Path
    path: Path
    address: str

    def shown(self, root: Path) -> str:
        """Return its path as a message names it."""
        relative = self.path.relative_to(self.home).as_posix()
        return relative if self.home == root else f"{relative} of Rowhouse"


def home_of(path: Path, root: Path) -> Path:
    """Return the root that holds a file: a project's, or what ships. One may be in the other."""
    homes = (home for home in paths.roots(root) if path.is_relative_to(home))
    return max(homes, key=lambda home: len(home.parts), default=root)


def address_of(path: Path, root: Path) -> str:
    """Return the address of a source file."""
    return _address(path, home_of(path, root))


def _address(path: Path, home: Path) -> str:
    relative = path.relative_to(home).as_posix()
    for kind, folder in FOLDERS.items():
        if relative.startswith(f"{folder}/"):
            return without_area(f"{kind}/{relative.removeprefix(f'{folder}/')}")
    raise ConfigError(f"{relative} is in no folder of sources", "See the table in docs/layout.md.")


def without_area(path: str) -> str:
    """Return the address of `kind/module/[area/]object.sql`, with or without `.j2`."""
    kind, *module, name = path.split("/")
    if len(module) > len(("module", "area")):
        raise ConfigError(
            f"{path} is too deep", "A module has areas, one folder each; an area has only files."
        )
    return "/".join([kind, *module[:1], name.removesuffix(".j2").removesuffix(".sql")])


def path_of(address: str, root: Path) -> Path | None:
    """Return the file of an address, in whichever area it is; None when there is none."""
    kind, *module, name = address.split("/")
    for home in paths.roots(root):
        folder = home.joinpath(FOLDERS[kind], *module)
        for pattern in (f"{name}.sql", f"{name}.sql.j2", f"*/{name}.sql", f"*/{name}.sql.j2"):
            for path in folder.glob(pattern):
                return path
    return None


def templates(root: Path = paths.ROOT) -> list[Path]:
    """Return every `.sql.j2` that is rendered, of all modules: macros are not.

    Those of a project are its own; what ships is rendered already.
    """
    return [file.path for file in _templates(root)]


def chosen_templates(root: Path = paths.ROOT) -> list[Path]:
    """Return the templates of the modules that are chosen."""
    modules = read_modules(root)
    return [file.path for file in _templates(root) if modules.of(file.address) in modules.chosen]


def _templates(root: Path) -> list[_File]:
    return [file for file in _files(root) if file.home == root and file.path.suffix == ".j2"]


def _files(root: Path) -> list[_File]:
    """Return every source file of all roots; two files of one address are an error."""
    found: dict[str, _File] = {}
    for home in paths.roots(root):
        for file in _files_of(home):
            other = found.setdefault(file.address, file)
            if other is not file:
                raise ConfigError(
                    f"{file.shown(root)} and {other.shown(root)} have the same address",
                    "Keep one of them, or give one another name.",
                )
    return list(found.values())


def _files_of(home: Path) -> Iterator[_File]:
    for folder in FOLDERS.values():
        refuse_linked_folders(home, folder)
        for pattern in ("*.sql", "*.sql.j2"):
            for path in sorted((home / folder).rglob(pattern)):
                yield _File(home, path, _address(path, home))


def read_sources(
    root: Path = paths.ROOT,
    kinds: Iterable[str] = tuple(FOLDERS),
    only: frozenset[str] | None = None,
) -> list[Source]:
    """Return the sources of these kinds in the order in which they build a database.

    They are those of the modules that are chosen, or of the modules `only`. Files that attach
    to tables of others come last: what they call reads seeds.
    """
    modules, wanted = read_modules(root), set(kinds)
    taken = modules.chosen if only is None else only
    found = [
        source
        for file in _files(root)
        if modules.of(file.address) in taken and (source := _read(file)).kind in wanted
    ]
    order = list(FOLDERS)
    found.sort(key=lambda it: (_ATTACHES in it.body, order.index(it.kind), it.address))
    return _sort_by_need(found)


def statements(name: str, sql: str) -> list[str]:
    """Split a file into statements, exactly as the server's own parser does."""
    with named_errors(name, sql):
        return [piece for piece in pglast.split(sql) if pglast.parse_sql(piece)]


def refuse_transaction_control(name: str, sql: str) -> None:
    """Raise when a text ends or begins a transaction: its runner does, with the mark of it.

    A `commit` in a DO block or a procedure is refused by Postgres itself (2D000).
    """
    if not _MAY_CONTROL.search(sql):
        return
    try:
        places = pglast.split(sql, only_slices=True)
    except pglast.parser.ParseError:
        return  # the server says more about it
    for place in places:
        piece = sql[place]
        leading = len(_LEADING.match(piece)[0])  # type: ignore[index]
        # A tree of every statement takes long: only what may be meant is parsed.
        if _CONTROL.match(piece, leading) and _controls_transaction(piece):
            line = sql[: place.start + leading].count("\n") + 1
            word = piece[leading:].split(None, 1)[0].lower()
            raise ConfigError(
                f"{name}:{line}: `{word}` is not for a file that Rowhouse runs",
                "Remove it: each step is one transaction, together with its mark;"
                " `-- transactional: false` runs a step statement by statement.",
            )


def _controls_transaction(statement: str) -> bool:
    return isinstance(pglast.parse_sql(statement)[0].stmt, ast.TransactionStmt)


def _read(file: _File) -> Source:
    if file.path.suffix != ".j2":
        return Source(file.address, file.path, read_text(file.path))
    rendered = file.home / "sql" / "rendered" / f"{file.address}.sql"
    if not rendered.exists():
        name = file.shown(file.home)
        raise ConfigError(f"{name} is not rendered", "Run `rowhouse render`.")
    return Source(file.address, file.path, read_text(rendered))


def _sort_by_need(found: list[Source]) -> list[Source]:
    """Keep the order, but put what a table, a view or a `-- depends:` names first.

    `-- depends: seeds/*/job_schedules` names those of every module that is there.
    """
    relations = {source.address: _relations_of(source) for source in found}
    provided = {name: address for address, (made, _) in relations.items() for name in made}
    by_address = {source.address: source for source in found}
    graph: dict[str, list[str]] = {}
    for source in found:
        needed = [
            provided[name]
            for name in relations[source.address][1]
            if name in provided and provided[name] != source.address
        ]
        for pattern in needs_of(source.body):
            needed += fnmatch.filter(by_address, pattern)
        graph[source.address] = needed
    try:
        return [by_address[address] for address in _stable_order(graph)]
    except CycleError as exc:
        raise ConfigError(f"sources need each other in a circle: {exc.args[1]}") from exc


def _stable_order(graph: dict[str, list[str]]) -> Iterator[str]:
    """Yield addresses so that needs come first and everything else keeps its place."""
    position = {address: number for number, address in enumerate(graph)}
    TopologicalSorter(graph).prepare()
    done: set[str] = set()

    def visit(address: str) -> Iterator[str]:
        if address not in done:
            done.add(address)
            for needed in sorted(graph[address], key=position.__getitem__):
                yield from visit(needed)
            yield address

    for address in graph:
        yield from visit(address)


def _relations_of(source: Source) -> tuple[frozenset[str], frozenset[str]]:
    with named_errors(source.address, source.body):
        return _relations(source.body, source.kind)


@functools.cache
def _relations(body: str, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the relations that a table or view file makes, and those it names."""
    if kind not in ("tables", "views"):
        return frozenset(), frozenset()
    made: set[str] = set()
    named: set[str] = set()

    for raw in pglast.parse_sql(body):
        match raw.stmt:
            case ast.CreateStmt(relation=relation) | ast.ViewStmt(view=relation):
                made.add(f"{relation.schemaname}.{relation.relname}")
            case ast.CreateTableAsStmt(into=into):
                made.add(f"{into.rel.schemaname}.{into.rel.relname}")
        named |= referenced_relations(raw)
    return frozenset(made), frozenset(named)
