"""Every function, view, trigger, policy and seed has its test, and every test its source.

The test of a source stands below `tests` where the source stands in its own folder, in the
same area of its module. The tables of contents in
`functions/api` hold no logic of their own: each name that they expose must be called by
a real client somewhere in `tests/api`.
"""

import re
from pathlib import Path

from glue import paths
from glue.schema.modules import read_modules
from glue.schema.sources import FOLDERS, REPEATABLE, Source, read_sources, without_area

TESTS = paths.ROOT / "tests"
MODULES = frozenset(read_modules().needs)
SOURCES = {s.address: s for s in read_sources(kinds=REPEATABLE, only=MODULES)}
PROVEN_BY_CLIENTS = "functions/api/"
_EXPOSED = re.compile(r"^create or replace function api\.(\w+)", re.MULTILINE)


def proofs_by_address() -> dict[str, Path]:
    """Return the pgTAP file of each address that is proven."""
    return {
        without_area(path.relative_to(TESTS).as_posix()): path
        for kind in REPEATABLE
        for path in sorted((TESTS / kind).rglob("*.sql"))
    }


def place_of_test(source: Source) -> Path:
    """Return where the test of a source belongs."""
    folder = paths.ROOT / FOLDERS[source.kind]
    relative = source.path.relative_to(folder)
    return TESTS / source.kind / relative.parent / f"{relative.name.split('.')[0]}.sql"


def header_of(source: Source) -> str:
    """Return the first line of the test of a source."""
    return f"-- Proves {source.path.relative_to(paths.ROOT).as_posix()}."


TESTED = proofs_by_address()


def exposed_names() -> list[str]:
    """Return every function that a table of contents exposes."""
    return [
        name
        for address, source in SOURCES.items()
        if address.startswith(PROVEN_BY_CLIENTS)
        for name in _EXPOSED.findall(source.body)
    ]


def test_every_source_has_a_test() -> None:
    needed = {address for address in SOURCES if not address.startswith(PROVEN_BY_CLIENTS)}
    assert sorted(needed - set(TESTED)) == []


def test_every_test_has_a_source() -> None:
    assert sorted(set(TESTED) - set(SOURCES)) == []


def test_every_test_stands_where_its_source_does() -> None:
    both = sorted(set(TESTED) & set(SOURCES))
    assert [a for a in both if TESTED[a] != place_of_test(SOURCES[a])] == []


def test_every_test_names_what_it_proves() -> None:
    wrong = [
        f"{TESTED[address].relative_to(paths.ROOT)}: the first line is not {header!r}"
        for address in sorted(set(TESTED) & set(SOURCES))
        if TESTED[address].read_text().split("\n", 1)[0] != (header := header_of(SOURCES[address]))
    ]
    assert wrong == []


def test_every_exposed_function_is_called_by_a_real_client() -> None:
    called = "".join(
        path.read_text()
        for path in (TESTS / "api").rglob("*")
        if path.suffix in (".py", ".mjs", ".js", ".ts")
    )
    assert [name for name in exposed_names() if not re.search(rf"\b{name}\b", called)] == []


def test_no_module_has_a_name_of_the_tests() -> None:
    """Schemas that tests make begin with `t_`, so no module may."""
    modules = {path.name for path in (paths.ROOT / "functions").iterdir() if path.is_dir()}
    assert [name for name in modules if name.startswith("t_") or name == "tests"] == []
