"""Whether a checkout is ready to be released."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from glue.migrate.history import list_unfrozen
from glue.release.versions import find_differing, find_undated, read_version

_SHOWN = 5


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
    return [f"not frozen: {_few(names)}; run `rowhouse migrate freeze`."] if names else []


def _find_uncommitted(root: Path) -> list[str]:
    # Each line is two letters for what was done, a space, and the file.
    changed = [line[3:] for line in _git(root, "status", "--porcelain").splitlines()]
    return [f"not committed: {_few(changed)}; commit them."] if changed else []


def _few(names: Sequence[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join([*names[:_SHOWN], *([f"{more} more"] if more > 0 else [])])


def _find_taken(root: Path) -> list[str]:
    tag = f"v{read_version(root)}"
    taken = _git(root, "tag", "--list", tag) and tag not in _git(root, "tag", "--points-at", "HEAD")
    return [f"the tag {tag} is at another commit: raise the version."] if taken else []


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=True)
    return done.stdout
