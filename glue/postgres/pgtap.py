"""pgTAP for the embedded server: its npm tarball holds the extension as plain SQL."""

import tarfile
from pathlib import Path

from glue import paths
from glue.errors import ConfigError

_TARBALL = paths.NODE_MODULES / "@electric-sql" / "pglite-pgtap" / "dist" / "pgtap.tar.gz"


def is_there() -> bool:
    """Return whether the package that brings it is installed."""
    return _TARBALL.exists()


def unpack_pgtap(home: Path) -> None:
    """Put the extension where the server of `home` looks for extensions beside its own."""
    target = home / "pgtap"
    if target.exists():
        return
    if not is_there():
        raise ConfigError("pgTAP is not installed", f"Run `{paths.INSTALL}`.")
    with tarfile.open(_TARBALL) as tar:
        # Python 3.11.2, which Debian 12 has, knows no filter yet; the archive is pinned.
        tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        tar.extractall(target)  # noqa: S202
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
