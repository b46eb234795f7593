"""What a wheel holds beside the modules of Python; all else is in pyproject.toml.

The tree of SQL, and what runs beside it, becomes `glue/tree`: glue/paths.py finds it there. An
editable install has the checkout itself.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CODE = ("deploy", "functions", "migrations", "policies", "sql", "supabase", "triggers")
FILES = (
    ".sqlfluff",
    ".squawk.toml",
    "docs/CONVENTIONS.md",
    "docs/reference/examples.json",
    "docs/troubleshooting.md",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
)
EXPORTED = Path("supabase", "migrations")
BENCH = ("tests/*.py", "tests/api/*.py", "tests/api/*.mjs", "tests/support/**/*.sql")
"""What tests of a project run on."""


def tree() -> Iterator[Path]:
    """Yield the files of the tree."""
    for folder in CODE:
        yield from (path for path in Path(folder).rglob("*") if EXPORTED not in path.parents)
    yield from map(Path, FILES)
    for pattern in BENCH:
        yield from (path for path in Path().glob(pattern) if not path.name.startswith("test_"))


class BuildWithTree(build_py):
    """Copies the modules of Python, what lies beside them, and the tree."""

    def run(self) -> None:
        """Copy everything into the folder that becomes the wheel."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib)
        for path in Path("glue").rglob("*"):
            if path.suffix not in {".py", ".pyc"}:
                _copy(path, target / path)
        for path in tree():
            _copy(path, target / "glue" / "tree" / path)


def _copy(path: Path, target: Path) -> None:
    if path.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


setup(cmdclass={"build_py": BuildWithTree})
