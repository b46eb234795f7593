"""Where things lie in a checkout. The only module that knows folder names."""

import os
from pathlib import Path

from glue.errors import ConfigError


def _find_root() -> Path:
    """Return the checkout: the nearest folder upwards that holds sql/ and migrations/."""
    start = Path(os.environ.get("ROWHOUSE_ROOT", Path.cwd()))
    for folder in (start, *start.parents, Path(__file__).resolve().parent.parent):
        if (folder / "sql" / "cluster").is_dir() and (folder / "migrations").is_dir():
            return folder.resolve()
    raise ConfigError(
        f"{start} is not inside a Rowhouse checkout",
        "Change into the checkout, or set ROWHOUSE_ROOT to it.",
    )


ROOT = _find_root()
HOME = Path(os.environ.get("ROWHOUSE_HOME", ROOT / ".rowhouse"))
MIGRATIONS = ROOT / "migrations"
FROZEN = MIGRATIONS / "frozen.txt"
RENDERED = ROOT / "sql" / "rendered"
STAND_IN = ROOT / "supabase" / "stand_in"
EXPORTED = ROOT / "supabase" / "migrations"
NODE_MODULES = ROOT / "node_modules"
