"""Rates of a statement under pgbench: one transaction a call, mostly prepared statements."""

import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from glue.errors import ConfigError
from glue.postgres.binaries import embedded_bin


@dataclass(frozen=True, slots=True)
class Run:
    """What pgbench did: its rate, and what each transaction of each client took, in milliseconds.

    The clients are numbered from 0. All of these transactions were committed.
    """

    rate: float
    latencies: Mapping[int, list[float]]


@dataclass(frozen=True, slots=True)
class Load:
    """A script and who runs it.

    `settings` hold for each session; a value may not contain blanks. `variables` are those that
    the script begins with.
    """

    script: str
    clients: int
    settings: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, int] = field(default_factory=dict)
    protocol: str = "prepared"


def rate(
    url: str, script: str, seconds: float, clients: int, settings: dict[str, str] | None = None
) -> float:
    """Return how many transactions a second pgbench made of a script.

    `settings` hold for each of its sessions; a value may not contain blanks.
    """
    load = Load(script, clients, settings or {})
    return _run(url, load, (f"--time={max(1, round(seconds))}",))


def logged(url: str, load: Load, transactions: int) -> Run:
    """Let each client make so many transactions, and keep what they took."""
    with tempfile.TemporaryDirectory() as folder:
        log = ("--log", f"--log-prefix={folder}/log")
        found = _run(url, load, (f"--transactions={transactions}", *log))
        lines = [line.split() for file in Path(folder).iterdir() for line in file.open()]
    latencies: dict[int, list[float]] = defaultdict(list)
    for client, _, microseconds, *_ in lines:
        latencies[int(client)].append(int(microseconds) / 1000)
    return Run(found, latencies)


def _run(url: str, load: Load, more: Sequence[str]) -> float:
    options = " ".join(f"-c {name}={value}" for name, value in load.settings.items())
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(load.script)
        file.flush()
        done = subprocess.run(
            [
                _pgbench(),
                *("--no-vacuum", f"--protocol={load.protocol}", "--jobs=2"),
                f"--client={load.clients}",
                *(f"--file={file.name}", *more),
                *(f"--define={name}={value}" for name, value in load.variables.items()),
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
