"""How pytest runs the tests of a project: its bench, fixtures and options come from Rowhouse."""

import os
from importlib.util import find_spec

from glue import paths
from glue.errors import ConfigError

NEEDED = ("pytest", "pytest_pgtap", "xdist")
"""What runs tests."""

PLUGINS = ("pgtap", "tests.conftest", "tests.api.conftest")
"""In this order: the bench replaces the fixture of pytest-pgtap that connects."""


def bench_arguments() -> list[str]:
    """Return pytest's arguments for a project; none in a checkout, which is its own bench."""
    if not paths.is_project(paths.ROOT):
        return []
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ConfigError(f"{missing[0]} is not installed", "Run `pip install 'rowhouse[test]'`.")
    plugins = [word for plugin in PLUGINS for word in ("-p", plugin)]
    config = paths.SHIPPED / "pyproject.toml"
    # Collection begins at the root: pytest would take the folder of its options for the highest.
    places = (f"--rootdir={paths.ROOT}", f"--confcutdir={paths.ROOT}")
    return [f"--config-file={config}", *places, *plugins]


def has_none() -> bool:
    """Return whether a project has no test yet."""
    folder = paths.ROOT / "tests"
    found = (*folder.rglob("*.sql"), *folder.rglob("test_*.py"))
    return paths.is_project(paths.ROOT) and all(
        "support" in file.relative_to(folder).parts for file in found
    )


def bench_variables() -> dict[str, str]:
    """Return the variables by which pytest finds that bench."""
    if not paths.is_project(paths.ROOT):
        return {}
    places = [str(paths.SHIPPED), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(places)}
