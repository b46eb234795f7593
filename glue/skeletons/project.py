"""What a new project consists of: its choice, its folders, and how its files are written."""

import json
import re
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

from glue import paths
from glue.errors import ConfigError
from glue.schema.modules import CORE, read_modules, refuse_unknown
from glue.schema.texts import read_text
from glue.skeletons.changes import Changes

_COPIED = (
    ".sqlfluff",
    ".squawk.toml",
    "docs/CONVENTIONS.md",
    "functions/README.md",
    "migrations/README.md",
    "policies/README.md",
    "sql/README.md",
    "sql/rendered/.sqlfluff",
    "triggers/README.md",
)
"""Files of Rowhouse that a project has too."""

_CONFIG = "supabase/config.toml"
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)([^)\s]+)\)")


def plan_project(folder: Path, modules: Collection[str]) -> Changes:
    """Plan a project in a folder that holds nothing yet."""
    _refuse_unfit(folder)
    known = read_modules(paths.SHIPPED).needs
    for module in modules:
        refuse_unknown(module, known, "--modules")
    changes = Changes(folder)
    wanted = sorted({*modules} - {CORE})
    changes.take(
        "project", name=folder.name, release=version("rowhouse"), modules=json.dumps(wanted)
    )
    for name in _COPIED:
        changes.add(name, _without_dead_links(name, read_text(paths.SHIPPED / name)))
    config = read_text(paths.SHIPPED / _CONFIG)
    changes.add(_CONFIG, config.replace('project_id = "rowhouse"', f'project_id = "{folder.name}"'))
    return changes


def _refuse_unfit(folder: Path) -> None:
    if not _NAME.fullmatch(folder.name):
        raise ConfigError(
            f"{folder.name!r} cannot name a project",
            "Use lower case letters, digits, `-` and `_`; begin with a letter.",
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"{folder} is not an empty folder", "Nothing was written: name another.")


def _without_dead_links(name: str, text: str) -> str:
    """Return a page whose links to pages that stay behind are plain words."""

    def kept(link: re.Match[str]) -> str:
        target = (Path(name).parent / link[2].partition("#")[0]).as_posix()
        here = link[2].startswith("#") or target.removeprefix("docs/../") in _COPIED
        return link[0] if here else link[1]

    return _LINK.sub(kept, text)
