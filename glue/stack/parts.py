"""The parts of the local stack: how each is started, found again, and kept running.

Each part leaves a record in `.rowhouse/run/`: process id and creation time. A pid alone may
be another program's after a crash; both together name one process. So the next `up` can
adopt (Postgres) or replace (the API) what a killed supervisor left behind.
"""

import contextlib
import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import psutil

from glue.errors import ConfigError, RowhouseError
from glue.postgres.ports import port_is_free
from glue.postgres.server import Server
from glue.stack.logs import open_log
from glue.waiting import Backoff

STEADY_SECONDS = 30.0
"""A part that stayed up this long is healthy again: its next crash waits the shortest time."""

RESTART_BACKOFF = Backoff(first=0.25, cap=30)
_SAME_START_SECONDS = 1.5
"""The time of the boot is a whole second, which may change between two readings."""

STOP_SECONDS = 10.0

Say = Callable[[str], object]


def boot_time() -> float:
    """Return what psutil adds to the time of a start on Linux, which counts from the boot.

    It moves with the system's clock: after a correction or a suspend, a process has another
    creation time. Only the difference stays.
    """
    return float(psutil.boot_time()) if psutil.LINUX else 0.0


class ProcessRecord:
    """What a part left in `.rowhouse/run/`, so that any later process can find it."""

    def __init__(self, home: Path, part: str) -> None:
        self.path = home / "run" / f"{part}.json"

    def write(self, pid: int, **facts: Any) -> None:
        """Remember a process, beyond doubt."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        created, booted = psutil.Process(pid).create_time(), boot_time()
        record = {"pid": pid, "create_time": created, "boot_time": booted, **facts}
        draft.write_text(json.dumps(record))
        draft.replace(self.path)

    def read(self) -> dict[str, Any]:
        """Return what was remembered; empty when nothing was."""
        with contextlib.suppress(OSError, ValueError):
            facts = json.loads(self.path.read_text())
            return facts if isinstance(facts, dict) else {}
        return {}

    def process(self) -> psutil.Process | None:
        """Return the very process that was remembered, if it still runs."""
        facts = self.read()
        # What is damaged names no process.
        with contextlib.suppress(psutil.Error, KeyError, TypeError, ValueError, OverflowError):
            process = psutil.Process(facts["pid"])
            moved = boot_time() - facts.get("boot_time", boot_time())
            if (
                abs(process.create_time() - facts["create_time"] - moved) < _SAME_START_SECONDS
                and process.status() != psutil.STATUS_ZOMBIE
            ):
                return process
        return None

    def stop(self, seconds: float = STOP_SECONDS) -> bool:
        """End the process and forget it; False when there was none, or it is the caller."""
        process = self.process()
        is_other = process is not None and process.pid != os.getpid()
        if process is not None and is_other:
            _end(process, seconds)
        self.path.unlink(missing_ok=True)
        return is_other


def _end(process: psutil.Process, seconds: float) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(seconds)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(seconds)


class Part(Protocol):
    """Something that a supervisor keeps running."""

    name: str

    def is_running(self) -> bool:
        """Return whether its process is there."""

    def start(self, restarts: int) -> None:
        """Start it, replacing or adopting what is left of it."""

    def stop(self) -> None:
        """Stop it."""


class PostgresPart:
    """The cluster; its own postmaster outlives us, so a running one is adopted."""

    name = "postgres"

    def __init__(self, server: Server) -> None:
        self.server = server
        self.record = ProcessRecord(server.home, self.name)

    def is_running(self) -> bool:
        """Return whether the postmaster is there."""
        return self.server.pid is not None

    def start(self, restarts: int) -> None:
        """Start the cluster, or adopt it."""
        self.server.start()
        if self.server.pid is not None:
            self.record.write(self.server.pid, restarts=restarts)

    def stop(self) -> None:
        """Stop the cluster after its checkpoint."""
        self.server.stop()
        self.record.path.unlink(missing_ok=True)


class ChildPart:
    """A child of the supervisor (API, worker); a leftover of an earlier one is replaced."""

    def __init__(
        self,
        home: Path,
        name: str,
        command: Sequence[str],
        *,
        port: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.command = command
        self.port = port
        self.environment = dict(environment or {})
        self.log = home / "log" / f"{name}.log"
        self.record = ProcessRecord(home, name)
        self.child: subprocess.Popen[bytes] | None = None

    def is_running(self) -> bool:
        """Return whether our child is there."""
        return self.child is not None and self.child.poll() is None

    def start(self, restarts: int) -> None:
        """Start it in a session of its own: Ctrl-C is the supervisor's to hear."""
        self.record.stop()
        if self.port is not None:
            refuse_taken_port(self.port)
        with open_log(self.log) as words:
            self.child = subprocess.Popen(
                self.command,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.record.write(self.child.pid, restarts=restarts, port=self.port)
        except OSError:
            # Nothing would find it again: the next `up` would start a second one.
            self.child.kill()
            self.child.wait()
            raise

    def stop(self) -> None:
        """Stop it."""
        self.record.stop()
        if self.child is not None:
            self.child.wait()


class PartSupervisor:
    """Starts a part, notices when it is gone, starts it again, less and less eagerly."""

    def __init__(self, part: Part, say: Say) -> None:
        self.part = part
        self.say = say
        self.failures = 0
        self.starts = 0
        self.up_since: float | None = None
        self.not_before = 0.0

    def check(self, now: float) -> None:
        """Do what is due."""
        if self.part.is_running():
            if self.up_since is None:
                self.up_since = now
            elif now - self.up_since > STEADY_SECONDS:
                self.failures = 0
            return
        if self.up_since is not None:
            self.up_since = None
            self._fail(now, "is gone")
        if now >= self.not_before:
            try:
                self.start(now)
            # A full disk, say, takes no record; that does not stop the other parts.
            except (RowhouseError, OSError) as exc:
                self._fail(now, f"did not start: {exc}")

    def start(self, now: float) -> None:
        """Start the part; raise when it can not."""
        self.part.start(self.starts)
        self.starts += 1
        self.up_since = now

    def _fail(self, now: float, why: str) -> None:
        self.failures += 1
        delay = RESTART_BACKOFF.seconds(self.failures)
        self.not_before = now + delay
        self.say(f"{self.part.name} {why}; next try in {delay:.1f} s")


def refuse_taken_port(port: int) -> None:
    """Raise when another program listens there."""
    if not port_is_free(port):
        raise ConfigError(
            f"port {port} of 127.0.0.1 is taken by another program",
            "Stop that program, or choose others with `rowhouse up --port-base N`.",
        )
