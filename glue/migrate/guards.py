"""What a run refuses before its first change: it would take back or lose what stands."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from glue import paths
from glue.errors import ConfigError, DriftError
from glue.migrate.history import Migration
from glue.schema.modules import Modules, is_newer, own_modules
from glue.schema.sources import FOLDERS, address_of

FILE_IS_GONE = (
    "`rowhouse migrate down` goes back one release and needs no file; or check out the release"
    " that has it."
)
OTHER_TEXT = (
    "Put the change into a new migration; a throw-away database can be made anew"
    " with `rowhouse db reset --yes`."
)


def refuse_unread(root: Path, modules: Modules) -> None:
    """Raise where a project has a file for a module that it has not chosen: no run reads it."""
    if not paths.is_project(root):
        return
    read = modules.chosen | own_modules(root)
    for folder in FOLDERS.values():
        for path in sorted((root / folder).rglob("*.sql*")):
            if (module := modules.of(address_of(path, root))) not in read:
                raise ConfigError(
                    f"{path.relative_to(root)} belongs to the module {module}, which is not chosen",
                    f"`rowhouse module add {module}` chooses it; or move the file to a module"
                    " of this project.",
                )


def refuse_newer(standing: str | None) -> None:
    """Raise where a newer Rowhouse made what stands: `up` would take its changes back."""
    here = version("rowhouse")
    if standing is not None and is_newer(standing, here):
        raise DriftError(
            f"this database was brought to Rowhouse {standing}, and {here} is installed",
            f"Run `pip install 'rowhouse=={standing}'`, or go back: `rowhouse migrate down`.",
        )


def refuse_foreign_history(
    applied: Iterable[Mapping[str, Any]], migrations: Sequence[Migration]
) -> None:
    """Raise when steps of the ledger are not what lies in the folder."""
    known = {m.id: m for m in migrations}
    for row in applied:
        if row["id"] not in known:
            raise DriftError(
                f"{row['id']} was applied to this database, but its file is gone",
                FILE_IS_GONE,
            )
        if row["sha256"] != known[row["id"]].sha256:
            raise DriftError(
                f"{row['id']} was applied to this database with another text",
                OTHER_TEXT,
            )


def refuse_unchosen(applied: Iterable[str], modules: Modules) -> None:
    """Raise when a module stands in the database that is not chosen: `up` drops none."""
    for step in applied:
        if (module := modules.of_migration(step)) not in modules.chosen:
            raise DriftError(
                f"the module {module} stands in this database, but is not chosen",
                unchosen_remedy(module),
            )


def unchosen_remedy(module: str) -> str:
    """Return what to do about a module that stands without being chosen."""
    return (
        f"`rowhouse module remove {module}` drops it, `rowhouse module add {module}`"
        " chooses it again."
    )
