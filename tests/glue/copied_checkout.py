"""A copy of the checkout on a database of its own, for tests that add to it."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from glue import db, paths
from glue.postgres.server import Server

COPIED = (
    "deploy",
    "docs",
    "functions",
    "migrations",
    "policies",
    "sql",
    "supabase",
    "tests",
    "triggers",
)
LINKED = ("glue", "node_modules")
CACHES = shutil.ignore_patterns("__pycache__")


@dataclass(frozen=True, slots=True)
class CopiedCheckout:
    """One copy, and the environment of its commands."""

    root: Path
    environment: dict[str, str]

    def run(self, line: str, code: int = 0) -> str:
        """Run a line of the shell; return its stdout."""
        done = subprocess.run(
            ["bash", "-c", line],
            env=self.environment,
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def digests(self) -> dict[str, str]:
        """Return every file that was copied or written since, with the SHA-256 of its text."""
        places = [*self.root.iterdir()]
        files = [path for path in places if path.is_file()]
        for name in COPIED:
            files += (self.root / name).rglob("*")
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if path.is_file() and "__pycache__" not in path.parts
        }


def copy_checkout(folder: Path, url: str, server: Server) -> CopiedCheckout:
    """Copy the checkout into a folder; its commands work on the database of `url`."""
    root = folder / "checkout"
    root.mkdir()
    for path in paths.ROOT.iterdir():
        if path.name in COPIED:
            shutil.copytree(path, root / path.name, ignore=CACHES)
        elif path.name in LINKED:
            (root / path.name).symlink_to(path.resolve())
        elif path.is_file():
            shutil.copy(path, root / path.name)
    return CopiedCheckout(
        root,
        {
            **os.environ,
            "DATABASE_URL": url,
            "DATABASE_ADMIN_URL": server.url("supabase_admin", db.database_of(url)),
            "ROWHOUSE_ROOT": str(root),
            "ROWHOUSE_HOME": str(folder / "state"),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        },
    )
