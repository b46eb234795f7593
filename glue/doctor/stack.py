"""The parts of the local stack, and who has their ports."""

from collections.abc import Iterator

import psutil

from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.postgres.ports import port_is_free
from glue.stack.stack import Stack
from glue.stack.status import PartStatus, status_of


def examine(target: Target) -> Iterator[Finding]:
    """Look at each part of the stack; of another server nothing is known."""
    if not target.is_stack:
        return
    missing = [part for part in status_of(Stack(target.home)) if part.status != "up"]
    yield from (_taken(part) for part in missing if _is_taken(part))
    if missing:
        yield Finding(
            "stack",
            "parts_down",
            ERROR,
            f"Not running: {', '.join(part.part for part in missing)}.",
            "What goes through these parts of the local stack is not answered.",
            "rowhouse up",
        )


def _is_taken(part: PartStatus) -> bool:
    return part.pid is None and part.port is not None and not port_is_free(part.port)


def _taken(part: PartStatus) -> Finding:
    return Finding(
        "stack",
        "port_taken",
        ERROR,
        f"Port {part.port} of {part.part} is taken by {_holder(part.port)}.",
        "The part cannot start.",
        "Stop that program, or: rowhouse up --port-base 24000",
    )


def _holder(port: int | None) -> str:
    """Return the program that listens there, as far as this user may know."""
    try:
        pids = [
            one.pid
            for one in psutil.net_connections("tcp")
            if one.laddr and one.laddr.port == port and one.status == psutil.CONN_LISTEN
        ]
        return f"{psutil.Process(pids[0]).name()} (process {pids[0]})"
    except (psutil.Error, IndexError, TypeError):
        return "another program"
