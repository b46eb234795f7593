"""A copy brought to a point in time, in a data directory of its own.

The recovery runs as a server without a port: a socket in a folder that its user alone can enter.
It archives nothing. What the cluster had as settings is left as it was, and not read.
"""

import contextlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from glue.backup.physical.archiving import fetch_command
from glue.backup.physical.extracting import Copy
from glue.backup.physical.servers import CARRIED, binaries
from glue.backup.roles import Say
from glue.errors import RowhouseError
from glue.postgres.os_user import as_user, give, write_as
from glue.waiting import wait_until

FOREVER = float("inf")
KEY = "key"
_LAST = re.compile(r"last completed transaction was at log time (?P<at>.+)")


@dataclass(frozen=True, slots=True)
class Target:
    """How far to recover: to a time, or to the end of what is archived; on which timeline."""

    to: datetime | None = None
    timeline: int | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """A cluster that runs at the point that was asked for."""

    url: str
    last_commit_at: datetime | None


@contextlib.contextmanager
def recovered(copy: Copy, target: Target, say: Say, *, is_kept: bool) -> Iterator[Recovered]:
    """Recover an extracted copy and let it run as long as the block.

    One that is kept will archive, when it is started as the cluster, what it wrote here.
    """
    user, backup, data = copy.source.user, copy.backup, copy.data
    with _prepared(copy) as (work, words):
        options = _options(copy, work, target, is_kept=is_kept)
        write_as(user, data / "recovery.signal")
        say("replaying the archived WAL")
        with _started(copy, options, words) as process:
            url = (
                f"postgresql://{quote(backup.superuser)}@/{quote(backup.database)}"
                f"?host={quote(str(work), safe='')}&port=5432"
            )
            wait_until(lambda: process.poll() is not None or _answers(url), FOREVER)
            words.seek(0)
            said = words.read()
            if process.poll() is not None:
                raise _failure(said, target)
            (work / KEY).unlink()
            yield Recovered(url, _last_commit(said))


@contextlib.contextmanager
def _prepared(copy: Copy) -> Iterator[tuple[Path, IO[str]]]:
    """Yield a folder with the key and the settings, and the log in it; it goes afterwards."""
    work = Path(tempfile.mkdtemp(prefix="rowhouse-recovery-"))
    try:
        (work / KEY).touch(mode=0o600)
        (work / KEY).write_bytes(copy.source.key.read_bytes())
        _write_files(work, copy.data)
        with (work / "log").open("a+") as words:
            # The folder last: from then on its user may put links into it.
            for path in (*work.iterdir(), work):
                give(path, copy.source.user)
            yield work, words
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _options(copy: Copy, work: Path, target: Target, *, is_kept: bool) -> dict[str, str]:
    """Return what the server is started with; it goes before every file of settings."""
    until = {}
    if target.to is not None:
        until = {
            "recovery_target_time": target.to.astimezone(UTC).isoformat(sep=" "),
            "recovery_target_action": "promote",
        }
    return {
        **_carried(copy),
        **until,
        "config_file": str(work / "postgresql.conf"),
        "hba_file": str(work / "pg_hba.conf"),
        "ident_file": str(work / "pg_ident.conf"),
        "recovery_target_timeline": str(target.timeline or "latest"),
        "restore_command": fetch_command(copy.source.repository, work / KEY),
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": str(work),
        "unix_socket_permissions": "0700",
        "ssl": "off",
        "hot_standby": "off",
        "primary_conninfo": "",
        "synchronous_standby_names": "",
        # What such a command does not take, waits for the one that the cluster has.
        "archive_mode": "on" if is_kept else "off",
        "archive_command": "/bin/false",
        "fsync": "on" if is_kept else "off",
        "logging_collector": "off",
        "log_destination": "stderr",
        "log_timezone": "UTC",
        "lc_messages": "C",
        "log_min_messages": "warning",
        "log_line_prefix": "",
    }


def _carried(copy: Copy) -> dict[str, str]:
    """Return what a recovery needs of the cluster's settings.

    Other settings can run programs, and so can a library that is named by its path: whoever can
    write into the repository must not choose them.
    """
    found = {name: value for name, value in copy.backup.settings.items() if name in CARRIED}
    if "/" in found.get("shared_preload_libraries", ""):
        raise RowhouseError(
            f"backup {copy.backup.label} loads a library by its path",
            "Name it without a folder in shared_preload_libraries, and take another backup.",
        )
    return found


def _write_files(work: Path, data: Path) -> None:
    files = {
        "postgresql.conf": f"data_directory = '{data}'\n",
        "pg_hba.conf": "local all all trust\n",
        "pg_ident.conf": "",
    }
    for name, text in files.items():
        (work / name).write_text(text)


@contextlib.contextmanager
def _started(
    copy: Copy, options: dict[str, str], words: IO[str]
) -> Iterator[subprocess.Popen[bytes]]:
    postgres = binaries(copy.backup.server_major) / "postgres"
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen(
        [str(postgres), "-D", str(copy.data), *arguments],
        **as_user(copy.source.user),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=words,
        stderr=subprocess.STDOUT,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        # Ctrl-C is for this command, which then ends the server.
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(300)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _last_commit(said: str) -> datetime | None:
    found = _LAST.findall(said)
    if not found:
        return None
    return datetime.fromisoformat(found[-1].strip().replace(" UTC", "+00:00"))


def _failure(said: str, target: Target) -> RowhouseError:
    last = _last_commit(said)
    if "recovery ended before configured recovery target" in said:
        ends = f"{last:%Y-%m-%d %H:%M:%S.%f} UTC" if last else "the end of the copy"
        return RowhouseError(
            f"the last change that is archived is of {ends}, before {target.to}",
            "Leave out --to: then everything that is archived comes back.",
        )
    if "is not a child of this server's history" in said or "is not in this" in said:
        return RowhouseError(
            "this backup is of a timeline that a later restore left",
            "Choose the timeline with --timeline; `rowhouse db backups` shows that of each backup.",
        )
    lines = [
        line
        for line in said.splitlines()
        if line.startswith(("FATAL", "PANIC", "rowhouse:", "HINT"))
        and "starting up" not in line
        and "not yet accepting" not in line
    ]
    return RowhouseError(
        "the recovery failed: " + ("; ".join(lines[-4:]) or said.strip()[-400:]),
        "Try an older backup, or a time before the damage.",
    )
