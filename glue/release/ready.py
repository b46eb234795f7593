"""Whether a checkout is ready to be released."""

import subprocess
from pathlib import Path

from glue.migrate.history import list_unfrozen
from glue.release.versions import find_differing, find_undated, read_version


def find_faults(root: Path) -> list[str]:
    """Return a sentence for each thing that has to be done before."""
    return [
        *find_differing(root),
        *find_undated(root),
        *_find_unfrozen(root),
        *_find_uncommitted(root),
        *_find_taken(root),
    ]


def _find_unfrozen(root: Path) -> list[str]:
    names = list_unfrozen(root / "migrations")
    return [f"{len(names)} files are not frozen: `rowhouse migrate freeze`."] if names else []


def _find_uncommitted(root: Path) -> list[str]:
    changed = _git(root, "status", "--porcelain").splitlines()
    return [f"{len(changed)} files differ from the commit: commit them."] if changed else []


def _find_taken(root: Path) -> list[str]:
    tag = f"v{read_version(root)}"
    taken = _git(root, "tag", "--list", tag) and tag not in _git(root, "tag", "--points-at", "HEAD")
    return [f"the tag {tag} is at another commit: raise the version."] if taken else []


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=True)
    return done.stdout
