"""Modules of `glue` import each other in one direction, and each is short."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from glue import paths

GLUE = paths.ROOT / "glue"


def modules() -> dict[str, Path]:
    """Return each module by its dotted name."""
    return {
        ".".join(path.relative_to(GLUE.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in GLUE.rglob("*.py")
    }


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module imports, also inside functions and for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from imports(node)


def graph(found: dict[str, Path]) -> dict[str, set[str]]:
    """Return which modules each module imports; a name in a module counts as that module."""
    edges: dict[str, set[str]] = {}
    for name, path in found.items():
        named = list(imports(ast.parse(path.read_text())))
        owners = {one if one in found else one.rpartition(".")[0] for one in named}
        edges[name] = owners & found.keys() - {name}
    return edges


def test_a_cycle_is_found(tmp_path: Path) -> None:
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text("from pkg.two import f\n")
    two.write_text("def f():\n    from pkg import one\n    return one\n")
    with pytest.raises(CycleError):
        TopologicalSorter(graph({"pkg.one": one, "pkg.two": two})).prepare()


def test_no_module_imports_itself_through_others() -> None:
    TopologicalSorter(graph(modules())).prepare()


def package_of(module: str) -> str:
    """Return the package of a module; one that stands beside the packages is its own."""
    return ".".join(module.split(".")[:2])


def test_no_package_imports_itself_through_others() -> None:
    packages: dict[str, set[str]] = {}
    for module, imported in graph(modules()).items():
        # The package `glue` itself holds a docstring only.
        needed = {package_of(one) for one in imported} - {package_of(module), "glue"}
        packages.setdefault(package_of(module), set()).update(needed)
    TopologicalSorter(packages).prepare()


LONGEST = 300
GENERATED = GLUE / "clients" / "rpcs"
LONGER = {
    "glue/bench/suppliers_works.py": "the work of one RPC each, side by side",
    "glue/clients/service.py": "three loops share the state of one device",
    "glue/compliance/verifying.py": "each check of an archive reads what the one before found",
}
"""Longer files, with the reason."""


def test_no_file_is_long() -> None:
    long = {
        str(path.relative_to(paths.ROOT))
        for path in GLUE.rglob("*.py")
        if len(path.read_text().splitlines()) > LONGEST and path.parent != GENERATED
    }
    assert long == set(LONGER)
