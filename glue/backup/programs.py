"""pg_dump and pg_restore of the right version, run without a password in sight."""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from glue.db import (
    connect,
)
from glue.errors import ConfigError, RowhouseError
from glue.postgres.binaries import embedded_bin


def split_password(url: str) -> tuple[str, dict[str, str]]:
    """Return the URL without its password, and that for the environment: `ps` shows arguments.

    It stands before the host, or among the parameters, where the last one counts.
    """
    parts = urlsplit(url)
    given = [one for one in parts.query.split("&") if one]
    kept = [one for one in given if one.partition("=")[0] != "password"]
    passwords = [parts.password or "", *(one.partition("=")[2] for one in given if one not in kept)]
    if not passwords[-1]:
        return url, {}
    host = parts.netloc.rpartition("@")[2]
    place = host if parts.username is None else f"{parts.username}@{host}"
    bare = f"{parts.scheme}://{place}{parts.path}" + (f"?{'&'.join(kept)}" if kept else "")
    return bare, {"PGPASSWORD": unquote(passwords[-1])}


def _folders(major: int) -> Iterator[Path]:
    chosen = os.environ.get("ROWHOUSE_PG_BIN")
    if chosen:
        yield Path(chosen)
    yield Path(f"/usr/lib/postgresql/{major}/bin")
    yield Path(f"/usr/pgsql-{major}/bin")
    with contextlib.suppress(ConfigError):
        yield embedded_bin()
    yield from map(Path, os.environ.get("PATH", "").split(os.pathsep))


def client(name: str, major: int) -> Path:
    """Return a client program of a major version; refuse to use one of another."""
    found: set[int] = set()
    for folder in _folders(major):
        program = folder / name
        if not os.access(program, os.X_OK):
            continue
        version = _version(program)
        if version == major:
            return program
        if version is not None:
            found.add(version)
    others = ", ".join(map(str, sorted(found)))
    raise ConfigError(
        f"{name} {major} is needed for this server" + (f"; found: {others}" if others else ""),
        f"Install postgresql-client-{major}, or set ROWHOUSE_PG_BIN to the folder that has it.",
    )


def _version(program: Path) -> int | None:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"\) (\d+)", answer.stdout)
    return int(match[1]) if match else None


def server_major(url: str) -> int:
    """Return the major version of the server that a URL leads to."""
    with connect(url) as conn:
        return conn.info.server_version // 10000


def run_program(program: Path, url: str | None, *arguments: str) -> str:
    """Run a client of Postgres; return what it prints, or raise with what it says."""
    target, secret = split_password(url) if url is not None else ("", {})
    done = subprocess.run(
        [program, *([f"--dbname={target}"] if url is not None else []), *arguments],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RowhouseError(f"{program.name} failed: {done.stderr.strip()}")
    return done.stdout
