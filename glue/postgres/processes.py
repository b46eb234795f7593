"""Processes that work in the folder of a cluster."""

import contextlib
from pathlib import Path

import psutil


def processes_in(folder: str) -> list[psutil.Process]:
    """Return the processes whose current folder it is, or was before it was removed."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.cwd() == folder:
                found.append(process)
    return found


def end_lost(data: Path) -> None:
    """End what runs in a folder whose cluster was stopped: its files were removed under it.

    It would hold the port, and take the files of another cluster there for its own.
    """
    lost = processes_in(str(data))
    for process in lost:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(lost, timeout=10)
