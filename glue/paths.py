"""Where things lie. The only module that knows folder names.

There are two roots. `ROOT` is where commands work: a project, whose `rowhouse.toml` names
the release of Rowhouse that it takes, or a checkout of Rowhouse. `SHIPPED` holds the modules
that come with Rowhouse: it lies in the installed package, and is only read. In a checkout
both are the same folder.
"""

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from glue.errors import ConfigError

CHOICE = "rowhouse.toml"
_RELEASE = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*([\"']?)release\1[ \t]*=", re.MULTILINE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_PACKED = Path(__file__).resolve().parent / "tree"
"""The shipped modules in an installed package; an editable one takes those of its checkout."""


def is_project(folder: Path) -> bool:
    """Return whether a folder is a project: its `rowhouse.toml` names a release.

    One that cannot be read is of a project, too: who reads it says what is wrong with it.
    """
    file = folder / CHOICE
    try:
        text = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except OSError:
        return _is_listed(file)
    return bool(_RELEASE.search(text)) or text.startswith(_UTF_16)


def _is_listed(file: Path) -> bool:
    """Return whether a file is there; of a folder that this user may not enter, nothing is."""
    with suppress(OSError):
        return file.is_file()
    return False


def _is_tree(folder: Path) -> bool:
    return (folder / "sql" / "cluster").is_dir() and (folder / "migrations").is_dir()


def _find_tree() -> Path:
    """Return what ships: the tree of ROWHOUSE_SHIPPED, of the package, or of its checkout."""
    if given := os.environ.get("ROWHOUSE_SHIPPED"):
        if not _is_tree(Path(given)):
            # This module is read before any command is, which would say it as others do.
            raise SystemExit(
                f"rowhouse: {given} does not hold the modules of a Rowhouse\n"
                "  Correct ROWHOUSE_SHIPPED, or unset it."
            )
        return Path(given).resolve()
    return _PACKED if _PACKED.is_dir() else _PACKED.parent.parent


_TREE = _find_tree()


def here() -> Path:
    """Return where the command was called; a folder that was removed since leads nowhere."""
    with suppress(FileNotFoundError):
        return Path.cwd()
    return Path("/")


def _find_root() -> Path:
    """Return the nearest project or checkout upwards, or else what ships."""
    given = os.environ.get("ROWHOUSE_ROOT")
    start = here() if given is None else Path(given)
    for folder in (start, *start.parents, _TREE):
        if is_project(folder) or _is_tree(folder):
            return folder.resolve()
    raise ConfigError(
        f"{start} is not inside a Rowhouse project or checkout",
        "Change into one, or set ROWHOUSE_ROOT to it.",
    )


def roots(root: Path) -> tuple[Path, ...]:
    """Return where the sources of a root are: with a project's own, those that ship."""
    return (_TREE, root) if is_project(root) else (root,)


def require_root() -> None:
    """Raise where commands would work on the installed package itself."""
    if ROOT == _PACKED:
        raise ConfigError(
            f"{here()} is not inside a Rowhouse project",
            "Make one: `rowhouse init NAME`; or change into it, or set ROWHOUSE_ROOT to it.",
        )


def _home() -> Path:
    """Return the folder of the user; one that no system knows, as in a container, has none."""
    with suppress(RuntimeError):
        return Path.home()
    return HOME


def _cache() -> Path:
    """Return where `rowhouse setup` puts npm packages: a folder for each lock file."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or _home() / ".cache")
    lock = (SHIPPED / "package-lock.json").read_bytes()
    return base / "rowhouse" / hashlib.sha256(lock).hexdigest()[:16]


ROOT = _find_root()
SHIPPED = roots(ROOT)[0]
HOME = Path(os.environ.get("ROWHOUSE_HOME", ROOT / ".rowhouse"))
MIGRATIONS = ROOT / "migrations"
FROZEN = MIGRATIONS / "frozen.txt"
RENDERED = ROOT / "sql" / "rendered"
STAND_IN = SHIPPED / "supabase" / "stand_in"
EXPORTED = ROOT / "supabase" / "migrations"
IS_PACKED = SHIPPED == _PACKED
"""Whether the modules come from an installed package, and not from a checkout."""
NODE = _cache() if IS_PACKED else SHIPPED
NODE_MODULES = NODE / "node_modules"
INSTALL = "rowhouse setup" if IS_PACKED else "make install"
"""What installs the npm packages."""

RUN_BY_NODE = {
    "lite": _PACKED.parent / "stack",
    "graphql": SHIPPED / "supabase" / "graphql",
    "calls": SHIPPED / "tests" / "api",
}
"""Folders of scripts; glue/node.py puts them where they find their packages."""
