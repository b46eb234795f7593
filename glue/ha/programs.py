"""Where etcd, HAProxy and Patroni are."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from glue.errors import ConfigError

_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/usr/local/bin")
_PACKAGES = {"etcd": "etcd-server", "haproxy": "haproxy", "pgbouncer": "pgbouncer"}


def find(program: str) -> Path | None:
    """Return a program, also where only root looks; None where it is absent."""
    places = os.pathsep.join([os.environ.get("PATH", ""), *_FOLDERS])
    found = shutil.which(program, path=places)
    return Path(found) if found else None


def program(name: str) -> str:
    """Return a program; raise where it is absent."""
    found = find(name)
    if found is None:
        raise ConfigError(
            f"{name} is not installed", f"Run `apt-get install {_PACKAGES[name]}` (Debian)."
        )
    return str(found)


def patroni() -> tuple[str, ...]:
    """Return the command of Patroni."""
    if importlib.util.find_spec("patroni") is None:
        raise ConfigError("Patroni is not installed", "Run `pip install 'rowhouse[ha]'`.")
    return (sys.executable, "-m", "patroni")


def missing() -> list[str]:
    """Return what a local cluster needs and this machine lacks."""
    absent = [name for name in _PACKAGES if find(name) is None]
    return absent + ([] if importlib.util.find_spec("patroni") else ["patroni"])
