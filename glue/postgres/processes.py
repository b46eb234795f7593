"""Processes that work in the folder of a cluster."""

import contextlib
from pathlib import Path

import psutil

from glue.errors import RowhouseError
from glue.postgres.binaries import run_binary

IMMEDIATE_SECONDS = 10
"""Postgres itself gives its children five after such a stop."""


def postmaster_of(data: Path) -> psutil.Process | None:
    """Return the Postgres of a data directory while it runs, as its file says.

    The file may be of a server that was killed, and the number another program's by now.
    """
    with contextlib.suppress(OSError, ValueError, psutil.NoSuchProcess):
        process = psutil.Process(int((data / "postmaster.pid").read_text().split("\n", 1)[0]))
        if str(data) in process.cmdline():
            return process
    return None


def processes_in(folder: str) -> list[psutil.Process]:
    """Return the processes whose current folder it is, or was before it was removed."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.cwd() == folder:
                found.append(process)
    return found


def end_at_once(data: Path, binaries: Path) -> None:
    """End the Postgres of a data directory without a checkpoint, one that stands still too."""
    process = postmaster_of(data)
    if process is None:
        return
    everyone = [process]
    with contextlib.suppress(psutil.NoSuchProcess):
        everyone += process.children(recursive=True)
    stop = ("stop", "-s", "-w", "-m", "immediate", "-t", str(IMMEDIATE_SECONDS))
    with contextlib.suppress(RowhouseError):
        run_binary(binaries / "pg_ctl", *stop, "-D", str(data))
    for one in everyone:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(everyone, timeout=IMMEDIATE_SECONDS)


def end_lost(data: Path) -> None:
    """End what runs in a folder whose cluster was stopped: its files were removed under it.

    It would hold the port, and take the files of another cluster there for its own.
    """
    lost = processes_in(str(data))
    for process in lost:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(lost, timeout=10)
