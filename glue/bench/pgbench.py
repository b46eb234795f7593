"""Rates of a statement under pgbench: one transaction a call, prepared statements."""

import os
import re
import shutil
import subprocess
import tempfile

from psycopg.conninfo import conninfo_to_dict

from glue.errors import ConfigError
from glue.postgres.binaries import embedded_bin


def rate(
    url: str, script: str, seconds: float, clients: int, settings: dict[str, str] | None = None
) -> float:
    """Return how many transactions a second pgbench made of a script.

    `settings` hold for each of its sessions; a value may not contain blanks.
    """
    options = " ".join(f"-c {name}={value}" for name, value in (settings or {}).items())
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(
            [
                _pgbench(),
                *("--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=2"),
                *(f"--time={max(1, round(seconds))}", f"--file={file.name}"),
            ],
            env={**os.environ, **_environment(url), "PGOPTIONS": options},
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
    if done.returncode or found is None:
        raise ConfigError(f"pgbench failed: {done.stderr.strip()}")
    return float(found[1])


def _pgbench() -> str:
    """Return the path of pgbench: that of the private server, else the machine's."""
    own = embedded_bin() / "pgbench"
    found = str(own) if own.exists() else shutil.which("pgbench")
    if found is None:
        raise ConfigError("there is no pgbench", "Install PostgreSQL's client programs.")
    return found


def _environment(url: str) -> dict[str, str]:
    """Return what libpq reads instead of a URL, so that no password is on a command line."""
    given = conninfo_to_dict(url)
    names = {"host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE", "user": "PGUSER"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE"}
    return {names[key]: str(value) for key, value in given.items() if key in names}
