"""A checkout with a choice of modules: this one's files, and its own rowhouse.toml."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from glue import paths

_SHARED = ("functions", "policies", "triggers", "sql", "migrations", "supabase", "node_modules")
_COPIED = ("functions", "policies", "triggers", "seeds", "views", "support")


@dataclass(frozen=True, slots=True)
class Choice:
    """One checkout in a temporary folder."""

    root: Path

    def choose(self, modules: Iterable[str]) -> "Choice":
        """Write the choice."""
        (self.root / "rowhouse.toml").write_text(f"modules = {json.dumps(sorted(modules))}\n")
        return self

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the checkout to its end."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env={
                **os.environ,
                "ROWHOUSE_ROOT": str(self.root),
                "ROWHOUSE_HOME": str(self.root / ".rowhouse"),
                "PYTHONPATH": str(paths.ROOT),
                **more,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def rowhouse(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command."""
        return self.run("-m", "glue", *words, **more)


def make_choice(root: Path, modules: Iterable[str] | None = None) -> Choice:
    """Make the checkout; without modules, it has no file that chooses."""
    root.mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        (root / name).symlink_to(paths.ROOT / name)
    choice = Choice(root)
    return choice if modules is None else choice.choose(modules)


def add_tests(choice: Choice) -> None:
    """Add the pgTAP tests, as files of the checkout's own: pytest follows links to their place."""
    for name in _COPIED:
        shutil.copytree(paths.ROOT / "tests" / name, choice.root / "tests" / name)
    shutil.copy(paths.ROOT / "pyproject.toml", choice.root)
    for file in (paths.ROOT / "tests").glob("*.py"):
        shutil.copy(file, choice.root / "tests")
