"""Logs of the local stack: for their owner only, and never larger than a disk can bear.

Every writer appends (O_APPEND), so a log can be emptied in place while it is written.
"""

import os
import shutil
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 10 * 1024 * 1024


def open_log(path: Path) -> BinaryIO:
    """Open a log to append to it; what stands there is made private too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "ab")


def rotate_logs(folder: Path) -> list[Path]:
    """Move what a large log holds to `<name>.1`, replacing it; return the logs concerned.

    Lines that are written between the copy and the cut are lost, at most once per 10 MB.
    """
    rotated = []
    for log in sorted(folder.glob("*.log")):
        if log.stat().st_size <= MOST_BYTES:
            continue
        kept = log.with_suffix(".log.1")
        draft = log.with_suffix(".log.draft")
        shutil.copy2(log, draft)
        draft.chmod(0o600)
        draft.replace(kept)
        os.truncate(log, 0)
        rotated.append(log)
    return rotated
