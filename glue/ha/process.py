"""One process of a cluster: started apart from the command, found again, stopped."""

import contextlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from glue.postgres.os_user import os_user, own
from glue.stack.logs import open_log
from glue.stack.parts import ProcessRecord

STOP_SECONDS = 60.0


class Daemon:
    """A program that outlives the command, as the OS user of the servers."""

    def __init__(self, home: Path, name: str) -> None:
        self.name = name
        self.log = home / "log" / f"{name}.log"
        self.record = ProcessRecord(home, name)

    @property
    def process(self) -> psutil.Process | None:
        """The process, while it runs."""
        return self.record.process()

    def start(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> bool:
        """Start it in a session of its own; False when it ran already."""
        if self.process is not None:
            return False
        user = os_user()
        basics = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        with open_log(self.log) as words:
            own(self.log)
            child = subprocess.Popen(
                command,
                user=user,
                group=user,
                extra_groups=[] if user else None,
                cwd=folder,
                env={**basics, "HOME": str(folder), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.record.write(child.pid)
        return True

    def stop(self) -> bool:
        """Stop it, gently first; False when it did not run."""
        return self.record.stop(STOP_SECONDS)

    def words(self, lines: int = 5) -> str:
        """Return the end of its log."""
        with contextlib.suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        return ""
